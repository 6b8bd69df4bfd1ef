"""Make of a page that Google Docs wrote what its author had: a title, and lists within lists."""

from __future__ import annotations

import re

from lxml import etree

from index.formats.html_tree import LISTS, classes_of, drop, named, tag_of

LEVEL = re.compile(r"lst-kix_(?P<name>\w+)-(?P<level>\d)")
DEMOTED = {f"h{level}": f"h{level + 1}" for level in range(1, 6)}
STYLE = re.compile(r"c\d+")  # the classes of Google Docs beside the names of styles


def open_document(root: etree._Element) -> None:
    """Make a heading of the title, and put each list into the item that it belongs to.

    Google Docs writes one list after the other, each with its level, and the title as a paragraph.
    """
    titles = [paragraph for paragraph in named(root, "p") if _is_title(paragraph)]
    for heading in named(root, *DEMOTED) if titles else ():
        heading.tag = DEMOTED[tag_of(heading)]
    for title in titles:
        title.tag = "h1"
    _nest_lists(root)


def _is_title(paragraph: etree._Element) -> bool:
    classes = classes_of(paragraph)
    return "title" in classes and any(map(STYLE.fullmatch, classes))


def _nest_lists(root: etree._Element) -> None:
    around: dict[int, etree._Element] = {}  # by level: the lists that may go on
    first: etree._Element | None = None
    name = ""
    for listing in named(root, *LISTS):
        found = LEVEL.search(listing.get("class", ""))
        if found is None:
            continue
        level = int(found["level"])
        goes_on = first is not None and listing.getprevious() is first and found["name"] == name
        around = {n: one for n, one in around.items() if n <= level} if goes_on else {}
        if not around:
            first, name = listing, found["name"]
        elif level in around:
            around[level].extend(list(listing))
            drop(listing)
            continue
        elif len(outer := around[max(around)]):
            drop(listing)
            listing.tail = None
            outer[-1].append(listing)
        around[level] = listing
