"""Count the items of Word's lists, so that each has the number that is printed before it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from lxml import etree

from index.formats.docx_xml import W, found, number, value
from index.formats.list_numbers import in_form

PLACE = re.compile(r"%([1-9])")


class WordNumbering:
    """The definitions of a document's lists, and how far each has been counted."""

    def __init__(self, numbering: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, etree._Element]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()
        for child in numbering if numbering is not None else ():
            if child.tag == f"{W}abstractNum":
                self._levels[child.get(f"{W}abstractNumId", "")] = {
                    int(level.get(f"{W}ilvl", "0")[:2] or 0): level
                    for level in child.iterchildren(f"{W}lvl")
                    if level.get(f"{W}ilvl", "0").isdecimal()
                }
            elif child.tag == f"{W}num":
                self._add_list(child)
        self._follow_links(numbering)

    def marker(self, list_id: str, level: int) -> str:
        """Count one more item of a list; return its marker ("-": bullet, "": blank)."""
        name = self._lists.get(list_id)
        shape = self._levels.get(name or "", {}).get(level)
        if name is None or shape is None:
            return "-"
        counts = self._counts[name]
        if list_id not in self._begun:
            self._begun.add(list_id)
            counts.update({at: start - 1 for at, start in self._starts[list_id].items()})
        start = number(shape, "start")
        counts[level] = counts.get(level, (1 if start is None else start) - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        return self._written(name, shape, counts)

    def heading(self, list_id: str, level: int | None, styles: Sequence[str]) -> str:
        """Count one more heading of a list; return the number before it, or "".

        ``styles`` are the style of the heading and those that it is based on: a list says which of
        its levels belongs to which style, unless the heading states its ``level``.
        """
        levels = self._levels.get(self._lists.get(list_id, ""), {})
        of_styles = {value(shape, "pStyle"): at for at, shape in levels.items()}
        linked = (of_styles[style] for style in styles if style in of_styles)
        at = next(linked, 0) if level is None else level
        marker = self.marker(list_id, at) if at in levels else ""
        return marker if any(map(str.isalnum, marker)) else ""

    def _follow_links(self, numbering: etree._Element | None) -> None:
        """Give each definition that only names a style of lists the levels of that style."""
        given = () if numbering is None else numbering.iterchildren(f"{W}abstractNum")
        names = {each.get(f"{W}abstractNumId", ""): each for each in given}
        linked = {value(each, "styleLink"): name for name, each in names.items()}
        for name, each in names.items():
            link = value(each, "numStyleLink")
            if link and link in linked:
                self._levels[name] = self._levels[name] or self._levels[linked[link]]

    def _add_list(self, element: etree._Element) -> None:
        list_id = element.get(f"{W}numId", "")
        self._lists[list_id] = value(element, "abstractNumId") or ""
        starts: dict[int, int] = {}
        for override in element.iterchildren(f"{W}lvlOverride"):
            start = number(override, "startOverride")
            if start is not None and override.get(f"{W}ilvl", "").isdecimal():
                starts[int(override.get(f"{W}ilvl", "0")[:2])] = start
        self._starts[list_id] = starts

    def _written(self, name: str, shape: etree._Element, counts: dict[int, int]) -> str:
        form = value(shape, "numFmt") or "decimal"
        text = value(shape, "lvlText")
        if form == "bullet" and text and text.isspace():
            return ""
        if form in ("bullet", "none") or not text:
            return "-"

        def counted(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            level = self._levels[name].get(at)
            if level is None:
                return ""
            own = value(level, "numFmt") or "decimal"
            legal = found(shape, "isLgl") is not None
            start = number(level, "start")
            return in_form(
                counts.get(at, 1 if start is None else start), "decimal" if legal else own
            )

        return " ".join(PLACE.sub(counted, text).split()) or "-"
