"""Make the anchors of headings as generators of sites do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

VITEPRESS_SPECIAL = re.compile(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'“”‘’<>,.?/]+")


def python_markdown(heading: str, used: Sequence[str]) -> str:
    """Return an anchor as Python-Markdown's table of contents makes it, for MkDocs."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    anchor = re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())
    return _free(anchor or "_1", used, "_")


def github(heading: str, used: Sequence[str]) -> str:
    """Return an anchor as GitHub makes it, and with it Docusaurus, Hugo and kramdown."""
    kept = "".join(c for c in heading.lower() if c in " -_" or _is_of_a_word(c))
    return _free(kept.replace(" ", "-"), used, "-")


def _is_of_a_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


def vitepress(heading: str, used: Sequence[str]) -> str:
    """Return an anchor as VitePress makes it."""
    apart = unicodedata.normalize("NFKD", heading)
    plain = "".join(c for c in apart if not "\u0300" <= c <= "\u036f" and c >= " ")
    anchor = VITEPRESS_SPECIAL.sub("-", plain).strip("-").lower()
    return _free(f"_{anchor}" if anchor[:1].isdecimal() else anchor, used, "-")


def docutils(heading: str, used: Sequence[str]) -> str:
    """Return an anchor as docutils makes it, for Sphinx; "" for a heading that comes again."""
    from docutils.nodes import make_id

    anchor = str(make_id(heading))
    return "" if anchor in used else anchor


def _free(anchor: str, used: Sequence[str], joint: str) -> str:
    """Return the anchor with a number if it is used already."""
    tried, number = anchor, 0
    while tried in used:
        number += 1
        tried = f"{anchor}{joint}{number}"
    return tried


class Anchors:
    """The anchors of one page; those of its headings so far are used up."""

    def __init__(self, rule: Callable[[str, Sequence[str]], str], title: str) -> None:
        self._rule = rule
        self._used: list[str] = [rule(title, ())]

    def of(self, heading: str) -> str:
        """Return the anchor of the next heading."""
        anchor = self._rule(heading, self._used)
        self._used.append(anchor)
        return anchor
