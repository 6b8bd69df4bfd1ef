"""Recognise the markup that Discord writes for a mention, an emoji or a time, and remove it."""

from __future__ import annotations

import re

# No part may contain another "<": else the pattern would read on to the end from each "</".
MARKUP = re.compile(
    r"<(?:@[!&]?|#|a?:\w+:|t:)-?\d+(?::\w)?>|</[^:<>]+:\d+>|<id:\w+>|(?<!\w)@(?:everyone|here)\b(?!\.\w)"
)


def without_markup(text: str) -> str:
    """Return the words of ``text`` on one line, without Discord's markup."""
    return " ".join(MARKUP.sub(" ", text).split())
