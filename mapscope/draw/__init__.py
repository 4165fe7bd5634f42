"""Drawings of what the instruments saw: each takes data and returns a `Picture`."""
