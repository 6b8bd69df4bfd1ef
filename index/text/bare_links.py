"""Tell text that is nothing but links from text that says something itself."""

from __future__ import annotations

import re

from index.text.markdown.inline_text import LINK

ADDRESS = re.compile(r"<?https?://[^\s>]+>?")
NUMBER = re.compile(r"^\s*\d+[.)]\s", re.MULTILINE)  # of an item
ASKS_FOR_LINK = re.compile(
    r"\b(?:where|links?|urls?|web ?sites?|pages?|address(?:es)?|docs|repo(?:sitory)?|download)\b",
    re.IGNORECASE,
)


def is_bare_link(text: str) -> bool:
    """Return whether ``text``, which is Markdown, has links and no word outside of them."""
    rest = ADDRESS.sub(" ", LINK.sub(" ", text))
    return rest != text and re.search(r"\w", NUMBER.sub("", rest)) is None


def asks_for_link(question: str) -> bool:
    """Return whether a link by itself may answer: "where is …", "got a link?"."""
    return ASKS_FOR_LINK.search(question) is not None
