"""Maintenance: rebuild, gate, watch and examine an index."""
