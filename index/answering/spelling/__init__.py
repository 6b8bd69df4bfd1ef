"""Read a misspelt word as the word of the sources that it was meant to be."""

from index.answering.spelling.mending import read_as

__all__ = ["read_as"]
