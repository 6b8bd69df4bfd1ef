"""Look into the XML of Word documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# What is around blocks, rows or cells without being one.
AROUND = frozenset((f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml"))
CONTROL, VALUE = f"{W}sdt", f"{W}val"
NUMBER = re.compile(r"-?[0-9]{1,9}")
OFF = frozenset(("0", "false", "off", "none"))


def found(element: etree._Element, path: str) -> etree._Element | None:
    """Return the first element at ``path``, of Word's names."""
    return element.find(_path(path))


@cache
def _path(path: str) -> str:
    return "/".join(f"{W}{tag}" for tag in path.split("/"))


def value(element: etree._Element, path: str) -> str | None:
    """Return the attribute ``w:val`` of the element at ``path``."""
    at = found(element, path)
    return None if at is None else at.get(VALUE)


def number(element: etree._Element, path: str) -> int | None:
    """Return the attribute ``w:val`` at ``path`` as a number; None if it is not one."""
    return whole_number(value(element, path))


def whole_number(written: str | None) -> int | None:
    """Return what is written as a number; None if it is not one."""
    return int(written) if written and NUMBER.fullmatch(written) else None


def switched(element: etree._Element, path: str) -> bool | None:
    """Return whether the property at ``path`` is switched on or off; None if it is not there."""
    at = found(element, path)
    return None if at is None else is_on(at)


def is_on(element: etree._Element) -> bool:
    """Return whether an element switches on what it names."""
    return (element.get(VALUE) or "on").lower() not in OFF


def has_words(element: etree._Element) -> bool:
    """Return whether any text is written in an element, also one that was deleted."""
    return any((node.text or "").strip() for node in element.iter(f"{W}t", f"{W}delText"))


def is_placeholder(element: etree._Element) -> bool:
    """Return whether a content control shows only what is to be filled in, as "Click here"."""
    return element.tag == CONTROL and bool(switched(element, "sdtPr/showingPlcHdr"))


def below(parent: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Yield the children with these names, and those within content controls and insertions."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in AROUND and not is_placeholder(child):
            yield from below(child, *tags)
