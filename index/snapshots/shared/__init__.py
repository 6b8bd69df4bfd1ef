"""Snapshots that several machines share, in PostgreSQL; each has copies of those that it opens."""
