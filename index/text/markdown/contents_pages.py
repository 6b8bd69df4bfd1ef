"""Tell a page that is only a table of contents, such as ``SUMMARY.md`` of mdBook or GitBook.

It names the other pages and answers nothing, but its links have the words of every question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

LINK = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?\[[^\]\n]*\]\(([^)\s]*)\)[ \t\\]*")
ELSEWHERE = re.compile(r"\w+:|//")  # the links of a page with addresses are its content
FEWEST = 3  # links
# What wikis of GitHub and sites of docsify show around each page.
FRAME = re.compile(r"_(?:sidebar|navbar|header|footer)", re.IGNORECASE)


def is_frame(stem: str) -> bool:
    """Return whether a file with this name, without its suffix, is shown around other pages."""
    return FRAME.fullmatch(stem) is not None


def is_contents_page(blocks: Iterable[str]) -> bool:
    """Return whether the blocks of a page only lead to other pages or sections of the sources."""
    lines = [line for block in blocks for line in block.splitlines() if line.strip()]
    return len(lines) >= FEWEST and all(map(_leads_on, lines))


def _leads_on(line: str) -> bool:
    link = LINK.fullmatch(line)
    return link is not None and not ELSEWHERE.match(link[1])
