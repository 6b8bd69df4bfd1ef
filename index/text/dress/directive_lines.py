"""Scan the lines that only site generators know: directives, their options, tabs and components."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from index.text.dress import grammar
from index.text.dress.elements import ELEMENTS
from index.text.dress.markdown_page import MarkdownPage
from index.text.dress.shown_line import DressKind
from index.text.dress.tag_names import TagNames

CLOSING = {'"': '"', "[": "]"}  # around the title of a directive


@dataclass(slots=True)
class DirectiveLines:
    """The directives of a page, and the tags that do the same."""

    _page: MarkdownPage

    def line(self, begin: int, end: int, column: int) -> bool:
        """Read a line as a directive, a tab or a component, if it is one; return whether it is."""
        if self._components(begin, end) or self._component(begin, end, column):
            return True
        return self._directive(begin, end, column)

    def option(self, begin: int, end: int) -> bool:
        """Hide an option of the directive above, if the line is one; return whether it is."""
        options, self._page.options = self._page.options, False
        if not options or grammar.OPTION.match(self._page.text, begin, end) is None:
            return False
        self._page.hide(DressKind.DIRECTIVE, begin, end)
        self._page.options = True
        return True

    def _directive(self, begin: int, end: int, column: int) -> bool:
        """Hide a directive, and show the title that it may give."""
        found = grammar.DIRECTIVE.match(self._page.text, begin, end)
        if found is None and self._page.quoted and not self._page.paragraph:
            found = grammar.ALERT.match(self._page.text, begin, end)
        if found is None:
            return False
        start, stop = found.end(), begin + len(self._page.text[begin:end].rstrip())
        closing = CLOSING.get(self._page.text[start - 1])
        closes = closing and start < stop and self._page.text[stop - 1] == closing
        self._titled(column, begin, start, stop - bool(closes), stop)
        return True

    def _components(self, begin: int, end: int) -> bool:
        """Hide a line of tags that only lay out the page."""
        components = grammar.COMPONENTS.match(self._page.text, begin, end)
        if components is None and not self._is_own(begin, end):
            return False
        self._page.flush()
        for tag in grammar.TAG.finditer(self._page.text, begin, end):
            self._page.hide(DressKind.TAG, *tag.span())
        self._page.gap = True
        return True

    def _is_own(self, begin: int, end: int) -> bool:
        """Return whether a line is a tag of an element that the site defines."""
        found = grammar.OWN_TAG.match(self._page.text, begin, end)
        if found is None or found["name"] in ELEMENTS:
            return False
        return bool(found["closes"]) or _names(self._page.text).has_both(found["name"])

    def _component(self, begin: int, end: int, column: int) -> bool:
        """Show the title of a component, or the label of a tab, and hide the rest of its tag."""
        found = grammar.TITLED_BEGINS.match(self._page.text, begin, end)
        stop = self._page.text.find(found["mark"], found.end(), end) if found else -1
        if found is None or grammar.TITLED_ENDS.match(self._page.text, stop, end) is None:
            return False
        self._titled(column, begin, found.end(), stop, end)
        return True

    def _titled(self, column: int, begin: int, start: int, stop: int, end: int) -> None:
        """Hide a line but for the title from ``start`` to ``stop``."""
        self._page.flush()
        self._page.lists.leave(column)
        self._page.hide(DressKind.DIRECTIVE, begin, start)
        self._page.hide(DressKind.DIRECTIVE, stop, end)
        self._page.titled(start, stop)


@lru_cache(maxsize=4)
def _names(text: str) -> TagNames:
    return TagNames(text)
