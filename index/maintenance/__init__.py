"""Rebuild, test, watch and examine an index."""
