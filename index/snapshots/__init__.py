"""Snapshots: what a build writes, and what questions are answered from."""
