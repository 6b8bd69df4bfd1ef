"""Parse what a person sees of a message, as an oracle for what the bot writes.

``bot/preview/markdown.py`` reads as Discord's client does, and does not use the code that writes.
"""

from bot.preview.markdown import Mark, MarkdownState, received, seen

__all__ = ["Mark", "MarkdownState", "received", "seen"]
