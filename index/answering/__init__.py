"""Answering: a question in, quotes or a refusal out."""
