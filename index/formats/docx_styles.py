"""Look up what the styles of a Word document say of a paragraph or run."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
SUBTITLE_LEVEL = 6  # below all headings, so that the first of them ends it
LONGEST_CHAIN = 20


class WordStyles:
    """The styles of a document."""

    def __init__(self, styles: etree._Element) -> None:
        self._styles = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
        self._switches: dict[tuple[str | None, str], bool | None] = {}

    def chain(self, block: etree._Element) -> Iterator[etree._Element]:
        """Yield the paragraph's style, and then the styles that it is based on."""
        yield from self._based(value(block, "pPr/pStyle"))

    def names(self, block: etree._Element) -> list[str]:
        """Return the names of the paragraph's style and of those that it is based on."""
        return [value(style, "name") or "" for style in self.chain(block)]

    def switches(self, run: etree._Element, name: str) -> bool:
        """Return whether the style of a run switches a property on, such as ``strike``."""
        return bool(self._switch(value(run, "rPr/rStyle"), name))

    def position(self, run: etree._Element) -> str | None:
        """Return "superscript" or "subscript" if the style of a run says so."""
        style = value(run, "rPr/rStyle")
        if style is None:
            return None
        found_at = (value(each, "rPr/vertAlign") for each in self._based(style))
        return next((position for position in found_at if position), None)

    def level(self, block: etree._Element) -> int | None:
        """Return a heading's level, by its style's name or outline level; None for other blocks."""
        outline = number(block, "pPr/outlineLvl")
        for style in self.chain(block):
            name = (value(style, "name") or "").lower()
            if name == "title":
                return 1
            if name == "subtitle":
                return SUBTITLE_LEVEL
            if heading := HEADING.fullmatch(name):
                return int(heading[1]) or 1
            if outline is None:
                outline = number(style, "pPr/outlineLvl")
        return outline + 1 if outline is not None and 0 <= outline < 9 else None

    def numbering(self, block: etree._Element) -> tuple[str, int] | None:
        """Return the list of a paragraph and its level there; None if it is in no list."""
        own = found(block, "pPr/numPr")
        level = None if own is None else number(own, "ilvl")
        list_id = None if own is None else value(own, "numId")
        named = False
        for style in self.chain(block):
            name = value(style, "name") or ""
            if HEADING.fullmatch(name):
                return None  # numbered headings are headings
            named = named or name.startswith(("List Bullet", "List Number"))
            list_id = list_id or value(style, "pPr/numPr/numId")
            level = number(style, "pPr/numPr/ilvl") if level is None else level
        if list_id is None:
            return ("", 0) if named else None
        if list_id == "0":  # Word's way to take a paragraph out of a list
            return None
        return list_id, max(0, min(level or 0, 8))

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
