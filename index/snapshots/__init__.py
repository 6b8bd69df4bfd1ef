"""Snapshots: the sealed indexes that builds write and questions are answered from."""
