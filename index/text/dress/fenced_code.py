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
        self._page.lists.leave(column)
        self._name(begin, end)
        self._page.group += 1
        self._fence = OpenFence(found["fence"], column, language, first=len(self._page.lines))
        return True

    def _name(self, begin: int, end: int) -> None:
        """Show only the title of the code on the line that opens a block."""
        title = grammar.FENCE_TITLE.search(self._page.text, begin, end)
        if title is None or not title["title"].strip():
            self._page.hide(DressKind.FENCE, begin, end)
            return
        start, stop = title.span("title")
        self._page.hide(DressKind.FENCE, begin, start)
        self._page.hide(DressKind.FENCE, stop, end)
        self._page.name(start, stop)

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
            self._close(fence)
            return
        stop = self._before_mark(start, end)
        if start < stop or start == end:
            self._page.code(start, stop, fence.indent, fence.language)

    def _close(self, fence: OpenFence) -> None:
        """Close a block; one without text shows what the site has elsewhere, and leaves no line."""
        self._fence, self._page.gap = None, False
        if not any(any(line.cells) for line in self._page.lines[fence.first :]):
            del self._page.lines[fence.first :]

    def _before_mark(self, start: int, end: int) -> int:
        """Hide the comment that only tells a site to mark a line; return where the code ends."""
        mark = grammar.CODE_MARK.search(self._page.text, start, end)
        if mark is None:
            return end
        self._page.hide(DressKind.COMMENT, *mark.span())
        return start + len(self._page.text[start : mark.start()].rstrip())
