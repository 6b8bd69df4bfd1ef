"""Citations: what was quoted, what surrounds it, and whether it is still there."""
