"""Draw what the HTML tags in a paragraph of Markdown say: styles, line breaks, cells and lists."""

from __future__ import annotations

import re
from collections import defaultdict

from index.text.dress import grammar
from index.text.dress.elements import BREAKING, ELEMENTS
from index.text.dress.paragraph import HtmlCell, Paragraph
from index.text.dress.shown_line import DressKind, DressStyle
from index.text.dress.tag_names import TagNames

STYLED = {
    **dict.fromkeys(("b", "strong"), DressStyle.BOLD),
    **dict.fromkeys(("i", "em"), DressStyle.ITALIC),
    **dict.fromkeys(("del", "s", "strike"), DressStyle.STRUCK),
    **dict.fromkeys(("code", "kbd", "tt", "samp"), DressStyle.CODE),
    "a": DressStyle.LINK,
}
CELLS = frozenset(("td", "th"))
OF_ROWS = CELLS | {"tr", "table", "thead", "tbody", "tfoot"}
OF_LISTS = frozenset(("ul", "ol", "li"))


class HtmlTags:
    """The tags of one paragraph, which are read from left to right."""

    def __init__(self, paragraph: Paragraph) -> None:
        self._paragraph = paragraph
        self._content = paragraph.content
        self._names = TagNames(self._content)
        self._opened: dict[str, list[int]] = defaultdict(list)
        self._in_cell = False
        self._lists: list[int | None] = []  # the last number of each list that is open

    def read(self, at: int) -> int:
        """Hide the tag at ``at``, draw what it says, and return where it ends; 0 if it is none.

        A power keeps its tags.
        """
        if power := grammar.POWER.match(self._content, at):
            return power.end()
        found = grammar.TAG.match(self._content, at)
        if found is None or not self._is_tag(found):
            return 0
        self._draw(found)
        return found.end()

    def _is_tag(self, found: re.Match[str]) -> bool:
        """Return whether it is one: "<name>" in prose is a blank to fill, unless it is closed."""
        name = found["opens"] or found["closes"]
        if name.lower() in ELEMENTS or found["attributes"] or found["alone"]:
            return True
        return self._names.has_both(name)

    def _draw(self, found: re.Match[str]) -> None:
        self._paragraph.hide(DressKind.TAG, *found.span())
        name = (found["opens"] or found["closes"]).lower()
        if name in BREAKING:
            self._paragraph.breaks.append(found.end())
        if name in OF_ROWS:
            self._row_tag(found, name)
        if name in OF_LISTS:
            self._list_tag(found, name)
        style = STYLED.get(name)
        if style is None:
            return
        if found["opens"]:
            self._opened[name].append(found.end())
        elif self._opened[name]:
            self._paragraph.draw(style, self._opened[name].pop(), found.start())

    def _row_tag(self, found: re.Match[str], name: str) -> None:
        """Begin a cell, or end one: any other tag of a row ends it too."""
        cells = self._paragraph.cells
        if self._in_cell:
            cells[-1].end = found.start()
        self._in_cell = bool(found["opens"]) and name in CELLS
        if self._in_cell:
            cells.append(HtmlCell(found.end(), len(self._content), head=name == "th"))

    def _list_tag(self, found: re.Match[str], name: str) -> None:
        """Begin or end a list of HTML, or begin an item of one."""
        lists = self._lists
        if name != "li" and found["opens"]:
            lists.append(0 if name == "ol" else None)
        elif name != "li":
            del lists[-1:]
        elif found["opens"] and lists:
            lists[-1] = None if lists[-1] is None else lists[-1] + 1
            self._paragraph.items[found.end()] = len(lists) - 1, lists[-1]
