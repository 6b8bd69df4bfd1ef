"""Join the titles of admonitions ("Note", "Warning") with their text, as plain text has them."""

from __future__ import annotations

import re

from lxml import etree

from index.formats.html_tree import classes_of, drop, elements, line_of, tag_of, writable

TITLE = re.compile(
    r"admonition-?(?:title|heading)(?:[-_]\w+)?|custom-block-title|markdown-alert-title"
    r"|callout-(?:title|header)|alert-heading|note-title"
)
LONGEST_TITLE = 100


def join_admonitions(root: etree._Element) -> None:
    """Put the title of each admonition before the paragraph that it is above: "Note: …"."""
    for element in elements(root):
        if not any(map(TITLE.fullmatch, classes_of(element))):
            continue
        title = writable(line_of(element))
        if not title or len(title) > LONGEST_TITLE:
            continue
        written = title if title[-1] in ".:!?" else f"{title}:"
        below = _paragraph_below(element)
        if below is None:
            element.tag, element.text = "p", written
            del element[:]
        else:
            below.text = f"{written} {writable(below.text).lstrip()}"
            drop(element)


def _paragraph_below(title: etree._Element) -> etree._Element | None:
    """Return the paragraph right below a title, also if an element is around it."""
    below = title.getnext()
    while below is not None and tag_of(below) == "div" and not (below.text or "").strip():
        below = next((child for child in below if tag_of(child)), None)
    return below if below is not None and tag_of(below) == "p" else None
