"""Grade exercises on memory mapping by what the processes really did."""
