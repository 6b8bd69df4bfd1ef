"""Tell a page that is only a table of contents, such as ``SUMMARY.md`` of mdBook or GitBook.

It names the other pages and answers nothing, but its links have the words of every question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

LINK = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?\[[^\]\n]*\]\(([^)\s]*)\)[ \t\\]*")
ELSEWHERE = re.compile(r"\w+:|//")  # the links of a page with addresses are its content
FEWEST = 3  # links


def is_contents_page(blocks: Iterable[str]) -> bool:
    """Return whether the blocks of a page only lead to other pages or sections of the sources."""
    lines = [line for block in blocks for line in block.splitlines() if line.strip()]
    return len(lines) >= FEWEST and all(map(_leads_on, lines))


def _leads_on(line: str) -> bool:
    link = LINK.fullmatch(line)
    return link is not None and not ELSEWHERE.match(link[1])
