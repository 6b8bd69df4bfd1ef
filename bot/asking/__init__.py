"""Asking: from a place and a question to a reply."""
