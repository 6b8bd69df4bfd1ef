"""Retrieval: which passages speak of a question."""
