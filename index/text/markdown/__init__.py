"""Markdown as documentation sites write it: what their readers see, and what they do not."""
