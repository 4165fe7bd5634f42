"""What a run really did, as the kernel tells it."""
