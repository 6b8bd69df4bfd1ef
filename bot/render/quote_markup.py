"""Write the lines of a quote in Discord's markdown, and read them back.

Nothing of a source can act as markup: text is escaped, code stands between backticks that it cannot
close. Each style is closed at the end of each line, where Discord ends it. Strike stands outside of
bold, bold outside of underline, and nothing but strike around code.
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from bot.render.markdown import LEAKING_CONTROLS, escape, has_glyph, isolate, without_bidi
from bot.render.quote_line import CHARACTER, Glyph, QuoteLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Writing = Callable[[Sequence[Glyph]], str]

QUOTE, FENCE, TICK = "> ", "```", "`"
BOLD, UNDERLINE, ITALIC, STRIKE = "**", "__", "_", "~~"
STYLES = {BOLD: "bold", UNDERLINE: "underlined", ITALIC: "italic", STRIKE: "struck"}
WRITTEN = re.compile(
    r"\\(?P<literal>.)|`(?P<code>[^`]+)`|(?P<mark>\*\*|__|_|~~)|(?P<plain>[^\\`*_~]+|.)",
    re.DOTALL,
)
LEAD = re.compile(r" *(?:- |\d{1,4}\. )?")
APART = "\u200b"  # without width; it keeps backticks, and the words of an invitation, apart
CLOSING = re.compile(r"(?<=`)(?=``)|(?<=``)(?=`)")
INVITATION = re.compile(r"(?i:discord(?:app)?\.)(?=(?i:gg|com/invite)/)")


def written(lines: Sequence[QuoteLine], prefix: str = QUOTE) -> str:
    """Write ``lines``, each after ``prefix``: as a block quote, or as plain text without one."""
    found: list[str] = []
    for (fence, _), group in groupby(lines, key=lambda line: (line.fence, line.group)):
        block = list(group)
        found += map(_text_line, block) if fence is None else _fenced(fence, block)
    return "\n".join(prefix + line for line in found)


def read_lines(markup: str, prefix: str = QUOTE) -> list[QuoteLine]:
    """Read what a person sees of written lines: the inverse of ``written``."""
    lines: list[QuoteLine] = []
    fence: str | None = None
    for line in (sent.removeprefix(prefix) for sent in markup.split("\n") if markup):
        if fence is not None and line == FENCE:
            fence = None
        elif fence is not None:
            lines.append(QuoteLine(tuple(Glyph(c, code=True) for c in line), fence=fence))
        elif line.startswith(FENCE):
            fence = line.removeprefix(FENCE)
        else:
            lead = LEAD.match(line)[0]  # type: ignore[index]
            lines.append(QuoteLine(tuple(_read_glyphs(line[len(lead) :])), lead=lead))
    return lines


def seen_of(line: QuoteLine) -> tuple[str, str | None, list[Glyph]]:
    """Return what a person can tell apart of a line: its text, its code block, its styles.

    White space at its end, and bidirectional controls, are not seen.
    """
    text = without_bidi(line.text).replace(APART, "")
    lead = line.lead.replace("\\", "").split()
    if line.fence is None:
        text = " ".join([*lead, *text.split()])
    marks = [Glyph(character) for character in "".join(lead)]
    visible = [*marks, *(glyph for glyph in line.glyphs if has_glyph(glyph.character))]
    return text.rstrip(), line.fence, visible


def _fenced(fence: str, lines: Sequence[QuoteLine]) -> Iterator[str]:
    yield f"{FENCE}{fence}"
    for line in lines:
        yield _isolated(_harmless(line.text))
    yield FENCE


def _harmless(code: str) -> str:
    """Keep code from closing its fence; it stays what it was when it is copied, but for that."""
    return INVITATION.sub(rf"\g<0>{APART}", CLOSING.sub(APART, code))


def _text_line(line: QuoteLine) -> str:
    lead, glyphs = line.lead, line.glyphs
    if lead.strip():
        first = next((at for at, glyph in enumerate(glyphs) if glyph.character.strip()), 0)
        glyphs = glyphs[first:]
    return f"{lead}{_isolated(_struck(glyphs))}".rstrip()


def _isolated(line: str) -> str:
    return isolate(line) if LEAKING_CONTROLS.search(line) else line


def _struck(glyphs: Sequence[Glyph]) -> str:
    return _marked(glyphs, "struck", STRIKE, _coded, _coded)


def _coded(glyphs: Sequence[Glyph]) -> str:
    return _marked(glyphs, "code", TICK, lambda code: _harmless(_text(code)), _bold)


def _bold(glyphs: Sequence[Glyph]) -> str:
    return _marked(glyphs, "bold", BOLD, _underlined, _underlined)


def _underlined(glyphs: Sequence[Glyph]) -> str:
    return _marked(glyphs, "underlined", UNDERLINE, _slanted, _slanted)


def _slanted(glyphs: Sequence[Glyph]) -> str:
    return _marked(glyphs, "italic", ITALIC, _escaped, _escaped)


def _escaped(glyphs: Sequence[Glyph]) -> str:
    return escape(_text(glyphs))


def _marked(
    glyphs: Sequence[Glyph], style: str, mark: str, inside: Writing, outside: Writing
) -> str:
    """Write each run of one style between marks, but for white space at its ends.

    Discord would show the marks around text without a glyph.
    """
    drawn = attrgetter(style)
    if not any(map(drawn, glyphs)):
        return outside(glyphs)
    found = ""
    for on, group in groupby(glyphs, key=drawn):
        run = list(group)
        start, end = _core(run) if on else (0, 0)
        if start == end:
            found += outside(run)
        else:
            inner = f"{mark}{inside(run[start:end])}{mark}"
            found += f"{_escaped(run[:start])}{inner}{_escaped(run[end:])}"
    return found


def _core(run: Sequence[Glyph]) -> tuple[int, int]:
    """Return the run without the white space at its ends; nothing if no glyph is left."""
    if not any(has_glyph(glyph.character) for glyph in run):
        return 0, 0
    text = _text(run)
    start = len(text) - len(text.lstrip())
    return start, start + len(text.strip())


def _text(glyphs: Sequence[Glyph]) -> str:
    return "".join(map(CHARACTER, glyphs))


def _read_glyphs(line: str) -> Iterator[Glyph]:
    drawn = dict.fromkeys(STYLES.values(), False)
    for found in WRITTEN.finditer(line):
        if mark := found["mark"]:
            drawn[STYLES[mark]] = not drawn[STYLES[mark]]
        elif code := found["code"]:
            yield from (Glyph(character, struck=drawn["struck"], code=True) for character in code)
        else:
            yield from (Glyph(c, **drawn) for c in found["literal"] or found["plain"])
