"""Record what was quoted, show what surrounds it, and check whether it is still there."""
