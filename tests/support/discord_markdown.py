"""What a person sees of a message: the oracle for what we write, by a parser that is not ours.

``bot/preview/markdown.py`` reads as Discord's client does, and knows nothing of the rest of
``bot``, which writes.
"""

from bot.preview.markdown import Mark, MarkdownState, received, seen

__all__ = ["Mark", "MarkdownState", "received", "seen"]
