"""Leave out the styles of a source that Discord could not draw without altering the text."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.render.quote_line import Glyph


def drawable(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the characters of a line with the styles that can be drawn there.

    Italics are left out beside letters and beside styles whose marks would run together with
    theirs. Code that holds a backtick is text. A tilde is never struck.
    """
    plain = [*glyphs]
    for run in _runs(plain, "struck"):
        plain[run.start : run.stop] = [
            plain[at]._replace(struck=plain[at].character != "~") for at in run
        ]
    for run in _runs(plain, "code"):
        if any(plain[at].character == "`" for at in run):
            plain[run.start : run.stop] = [plain[at]._replace(code=False) for at in run]
    for run in _runs(plain, "italic"):
        if not _may_slant(plain, run):
            plain[run.start : run.stop] = [plain[at]._replace(italic=False) for at in run]
    return plain


def _runs(glyphs: Sequence[Glyph], style: str) -> list[range]:
    drawn = list(map(attrgetter(style), glyphs))
    if not any(drawn):
        return []
    found = []
    for on, group in groupby(range(len(glyphs)), key=drawn.__getitem__):
        if on:
            places = list(group)
            found.append(range(places[0], places[-1] + 1))
    return found


def _may_slant(glyphs: Sequence[Glyph], run: range) -> bool:
    if any(glyphs[at].underlined or glyphs[at].struck for at in run):
        return False
    beside = (glyphs[at] for at in (run.start - 1, run.stop) if 0 <= at < len(glyphs))
    return not any(one.character.isalnum() or one.underlined or one.struck for one in beside)
