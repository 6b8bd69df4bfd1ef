"""Distinguish the titles of admonitions from the other words on their first lines."""

from __future__ import annotations

import re

from index.text.markdown.directives import OPTION

LONGEST_TITLE = 120  # characters; what is longer is said, and heads nothing
# Blocks whose first line shows what stands behind their kind, also without marks around it.
KIND = re.compile(
    r"""abstract|admonition|alert|attention|bug|callout|card|caution|check|danger|details|dropdown
    |error|example|fail|failure|faq|grid-item-card|help|hint|important|info|information|margin
    |missing|note|question|quote|remark|seealso|sidebar|spoiler|success|summary|tip|tldr|todo
    |toggle|topic|warn|warning""",
    re.VERBOSE,
)
SAID = re.compile(r"[.。।։]['\"”’»)\]]*\Z")


def own_title(kind: str, title: str, *, marked: bool) -> str:
    """Return a title without options of the site; "" if it only names a kind of blocks.

    ``marked``: marks are around the title. Without them it may be an argument of another kind.
    """
    shown = _without_options(title)
    kind, named = kind.lower(), shown.rstrip(":!. ").lower()
    if named == kind or KIND.fullmatch(named) or not (marked or KIND.fullmatch(kind)):
        return ""
    return shown if any(map(str.isalnum, shown)) else ""


def _without_options(title: str) -> str:
    """Return a title without the attributes and colons behind it, which no reader sees."""
    title = title.strip()
    while title.endswith(":::") or (title.endswith("}") and "{" in title):
        title = title[: title.rindex("{")] if title.endswith("}") else title.rstrip(":")
        title = title.rstrip()
    return title


def is_empty(rest: str) -> bool:
    """Return whether nothing but options stands below a title in its admonition."""
    lines = (line for line in rest.split("\n") if any(map(str.isalnum, line)))
    return all(map(OPTION.fullmatch, lines))


def is_said(title: str) -> bool:
    """Return whether a title is a sentence of its own, which heads nothing."""
    return len(title) > LONGEST_TITLE or SAID.search(title) is not None
