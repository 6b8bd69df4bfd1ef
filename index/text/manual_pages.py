"""Find the headings of a manual page as `man` prints it: capitals above indented lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

ABOVE = "\n\n"  # what a pattern begins with is searched for fast
SECTION = re.compile(
    rf"{ABOVE}(?P<heading>[A-Z][A-Z0-9 ,/&'-]*[A-Z])[ \t]*\n(?=(?P<body>[ \t]{{3,8}})\S)"
)
FEWEST = 2  # sections; a line in capitals above an indented one may be anything
# Such as "TAR(1)      GNU TAR Manual      TAR(1)", which is on top of each page, and at its end.
PAGE_HEAD = re.compile(
    r"(?>(?:[\w.:+-]++\(\w{1,4}\)|.{0,60}?)[ ]{3}).*[ ]{2}(?P<name>[\w.:+-]++\(\w{1,4}\))"
)


class ManualHeading(NamedTuple):
    """A heading of a manual page: its text, where its line ends, and its level."""

    text: str
    end: int
    level: int


class ManualPage(NamedTuple):
    """The headings of a manual page by where they begin, and how far its text is indented."""

    headings: Mapping[int, ManualHeading]
    indent: int


NO_MANUAL = ManualPage({}, 0)


def manual_page(text: str) -> ManualPage:
    """Return the headings of a text that is a manual page.

    The headings within a section are indented, but less than its text.
    """
    sections = list(SECTION.finditer(ABOVE + text))
    if len(sections) < FEWEST:
        return NO_MANUAL
    found = {
        one.start("heading") - len(ABOVE): ManualHeading(
            one["heading"], one.end("heading") - len(ABOVE), 1
        )
        for one in sections
    }
    body = max(len(one["body"].expandtabs(8)) for one in sections)
    inner = re.compile(
        rf"^(?P<heading>[ ]{{1,{body - 1}}}[^\W\d_][^\n]{{0,60}})\n(?=[ ]{{{body},}}\S|\t)",
        re.MULTILINE,
    )
    for one in inner.finditer(text):
        words = one["heading"].strip()
        if words[-1] not in ".,:;":
            start = one.start() + len(one["heading"]) - len(one["heading"].lstrip())
            found[start] = ManualHeading(words, one.end("heading"), 2)
    return ManualPage(found, body)


def manual_name(line: str) -> str | None:
    """Return the name that the first or last line of a manual page gives, such as "TAR(1)"."""
    head = PAGE_HEAD.fullmatch(line)
    return head["name"] if head else None
