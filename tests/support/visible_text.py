"""What a person can tell apart in two texts: the oracle for what was escaped and drawn."""

from __future__ import annotations

import re
import unicodedata


def visible(text: str) -> str:
    """What two texts have in common that a person cannot tell apart, by its own reckoning:

    line breaks are one kind, a tab is four spaces, spaces at a line's end and characters without
    a glyph that Discord drops are nothing, and so are empty lines at the very end.
    """
    text = re.sub("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", "\n", text)
    text = re.sub(
        "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text
    )
    text = re.sub("[\ud800-\udfff]", "\ufffd", text).replace("\t", "    ")
    return re.sub(r"[^\S\n]+(?=\n|\Z)", "", text).rstrip("\n")


def inked(text: str) -> str:
    """The characters that leave something on the screen: only these can be bold."""
    kept = "".join(visible(text).split())
    return "".join(character for character in kept if unicodedata.category(character) != "Cf")
