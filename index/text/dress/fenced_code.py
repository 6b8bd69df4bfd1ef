"""Scan the fenced blocks of Markdown: code, or prose with a box around it."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.text.dress import grammar
from index.text.dress.markdown_page import MarkdownPage
from index.text.dress.open_blocks import OpenFence, language_of, title_in_fence
from index.text.dress.shown_line import DressKind


@dataclass(slots=True)
class FencedCode:
    """The fences of a page that are open."""

    _page: MarkdownPage
    _fence: OpenFence | None = None
    _prose_fences: list[str] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Return whether a block of code is open."""
        return self._fence is not None

    def opens(self, begin: int, end: int, column: int) -> bool:
        """Read a line as a fence that opens a block, or closes one of prose, if it is one."""
        found = grammar.FENCE.match(self._page.text, begin, end)
        if found is None:
            return False
        self._page.flush()
        if self._prose_fences and found["fence"] == self._prose_fences[-1] and not found["info"]:
            self._page.hide(DressKind.FENCE, begin, end)
            self._prose_fences.pop()
            return True
        language, prose = language_of(found["info"])
        if prose:
            self._opens_prose(begin, end, found["fence"])
            return True
        self._page.hide(DressKind.FENCE, begin, end)
        self._page.lists.leave(column)
        self._page.group += 1
        self._fence = OpenFence(found["fence"], column, language)
        return True

    def _opens_prose(self, begin: int, end: int, fence: str) -> None:
        """Show only the title of a directive on the line that opens it."""
        self._prose_fences.append(fence)
        start = begin + title_in_fence(self._page.text[begin:end])[0]
        self._page.hide(DressKind.FENCE, begin, start)
        self._page.titled(start, end)

    def line(self, start: int, end: int) -> None:
        """Read a line of code, or the fence that closes the block."""
        fence = self._fence
        assert fence is not None  # noqa: S101 - the caller looked
        written = self._page.text[start:end].strip()
        if written and set(written) == {fence.fence[0]} and len(written) >= len(fence.fence):
            self._page.hide(DressKind.FENCE, self._page.skipped(start, end), end)
            self._fence, self._page.gap = None, False
            return
        self._page.code(start, end, fence.indent, fence.language)
