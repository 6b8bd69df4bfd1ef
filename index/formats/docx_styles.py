"""Look up what the styles of a Word document say of a paragraph or run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from index.formats.docx_xml import W, found, number, switched, value

HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
CODE = re.compile(
    r"(?:source ?code|code|code block|html preformatted|preformatted text|macro text|verbatim"
    r"|listing)",
    re.IGNORECASE,
)
CONTENTS = re.compile(
    r"(?:toc \d|toc heading|contents \d|contents heading|table of figures|index \d)", re.IGNORECASE
)
NAMED_LEVELS = {"title": 1, "subtitle": 6}  # a subtitle ends with the first heading
LONGEST_CHAIN = 20


class _StyleFacts(NamedTuple):
    """Facts of a paragraph's style, with the styles that it is based on."""

    names: tuple[str, ...]
    level: int | None
    outline: int | None
    list_id: str | None
    list_level: int | None
    ids: tuple[str, ...]


class HeadingNumber(NamedTuple):
    """The list that numbers a heading, the level that it states there, and its styles."""

    list_id: str
    level: int | None
    styles: tuple[str, ...]


def _facts_of(chain: list[etree._Element]) -> _StyleFacts:
    names = tuple(value(style, "name") or "" for style in chain)
    levels = (_named_level(name.lower()) for name in names)
    return _StyleFacts(
        names,
        next((level for level in levels if level is not None), None),
        _first(number(style, "pPr/outlineLvl") for style in chain),
        next(filter(None, (value(style, "pPr/numPr/numId") for style in chain)), None),
        _first(number(style, "pPr/numPr/ilvl") for style in chain),
        tuple(style.get(f"{W}styleId", "") for style in chain),
    )


def _first(numbers: Iterator[int | None]) -> int | None:
    return next((each for each in numbers if each is not None), None)


def _named_level(name: str) -> int | None:
    if name in NAMED_LEVELS:
        return NAMED_LEVELS[name]
    heading = HEADING.fullmatch(name)
    return None if heading is None else int(heading[1]) or 1


class WordStyles:
    """The styles of a document."""

    def __init__(self, styles: etree._Element) -> None:
        self._styles = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
        self._asked: tuple[etree._Element | None, _StyleFacts] = (None, _facts_of([]))
        self._known: dict[str | None, _StyleFacts] = {}
        self._positions: dict[str, str | None] = {}
        self._switches: dict[tuple[str | None, str], bool | None] = {}

    def names(self, block: etree._Element) -> tuple[str, ...]:
        """Return the names of the paragraph's style and of those that it is based on."""
        return self._facts(block).names

    def switches(self, style: str | None, name: str, around: str | None) -> bool:
        """Return whether the ``style`` of a run switches a property on, such as ``strike``.

        ``around`` is the style of its paragraph, which counts if that of the run says nothing.
        """
        own = self._switch(style, name)
        return bool(self._switch(around, name) if own is None else own)

    def position(self, style: str | None) -> str | None:
        """Return "superscript" or "subscript" if the ``style`` of a run says so."""
        if style is None:
            return None
        if style not in self._positions:
            found_at = (value(each, "rPr/vertAlign") for each in self._based(style))
            self._positions[style] = next((position for position in found_at if position), None)
        return self._positions[style]

    def level(self, block: etree._Element) -> int | None:
        """Return a heading's level, by its style's name or outline level; None for other blocks."""
        facts = self._facts(block)
        if facts.level is not None:
            return facts.level
        own = number(block, "pPr/outlineLvl")
        outline = facts.outline if own is None else own
        return outline + 1 if outline is not None and 0 <= outline < 9 else None

    def numbering(self, block: etree._Element) -> tuple[str, int] | None:
        """Return the list of a paragraph and its level there; None if it is in no list."""
        facts = self._facts(block)
        if any(map(HEADING.fullmatch, facts.names)):
            return None  # numbered headings are headings
        list_id, level = self._listed(block)
        if list_id is None:
            named = any(name.startswith(("List Bullet", "List Number")) for name in facts.names)
            return ("", 0) if named else None
        if list_id == "0":  # Word's way to take a paragraph out of a list
            return None
        return list_id, max(0, min(level or 0, 8))

    def heading_number(self, block: etree._Element) -> HeadingNumber | None:
        """Return the list that numbers a heading; None if it has no number."""
        list_id, level = self._listed(block)
        if list_id in (None, "0"):
            return None
        return HeadingNumber(list_id or "", level, self._facts(block).ids)

    def _listed(self, block: etree._Element) -> tuple[str | None, int | None]:
        facts = self._facts(block)
        own = found(block, "pPr/numPr")
        level = None if own is None else number(own, "ilvl")
        list_id = (None if own is None else value(own, "numId")) or facts.list_id
        return list_id, facts.list_level if level is None else level

    def _facts(self, block: etree._Element) -> _StyleFacts:
        if block is self._asked[0]:  # several things are asked of each paragraph
            return self._asked[1]
        style_id = value(block, "pPr/pStyle")
        if style_id not in self._known:
            self._known[style_id] = _facts_of(list(self._based(style_id)))
        self._asked = block, self._known[style_id]
        return self._asked[1]

    def _based(self, style_id: str | None) -> Iterator[etree._Element]:
        style = self._styles.get(style_id)
        for _ in range(LONGEST_CHAIN):
            if style is None:
                return
            yield style
            style = self._styles.get(value(style, "basedOn"))

    def _switch(self, style_id: str | None, name: str) -> bool | None:
        key = (style_id, name)
        if key not in self._switches:
            said = (switched(style, f"rPr/{name}") for style in self._based(style_id))
            self._switches[key] = next((switch for switch in said if switch is not None), None)
        return self._switches[key]
