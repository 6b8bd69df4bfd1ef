"""Write a source's text so that Discord shows it as it stands in the source.

Discord reads every message as markdown. Here each character that could begin a markup of
Discord's gets a backslash, wherever it stands: no rule is left out because it "cannot apply here",
since Discord drops some invisible characters after we looked (discord-api-docs#1189), and what was
apart then stands together. No letter of the text is changed. What a reader cannot see differs:

- every line break that Unicode knows (CR LF, form feed, U+2028 …) is sent as LF;
- control characters without a glyph are left out (Discord drops them anyway);
- a lone surrogate, which no UTF-8 file can hold, becomes U+FFFD;
- text that holds bidirectional controls is put between isolates, so that it can reorder itself,
  but nothing around it.

Web addresses in a text are shown, but cannot be clicked: Discord rewrites the addresses that it
makes clickable (%41 becomes A), and a stranger's link is not ours to offer.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from bot.render.limits import units

BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
NO_GLYPH = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f]")
SURROGATE = re.compile("[\ud800-\udfff]")
MARKUP = re.compile(r"[\\*_~|`<>#+()\[\]@:/.-]")
# Discord draws these as coloured pictures unless a backslash precedes them; with U+FE0F the
# source asks for the picture itself.
SYMBOL = re.compile(
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299](?!\ufe0f)"
)
BOLD, UNDERLINE = "**", "__"
WRITTEN = re.compile(r"\\(?P<literal>.)|(?P<mark>\*\*|__)|(?P<plain>.)", re.DOTALL)
ELLIPSIS = "…"

ISOLATES = "\u2066\u2067\u2068"  # left-to-right, right-to-left, first strong
FSI, PDI = "\u2068", "\u2069"
RIGHT_TO_LEFT = {"R", "AL", "AN"}
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LEAKING_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
NOWHERE = (0, 0)


class Glyph(NamedTuple):
    """A character that leaves something on the screen, and how it is drawn."""

    character: str
    bold: bool = False
    underlined: bool = False


def shown(text: str) -> str:
    """What of ``text`` a reader can see: the text itself, but for what the module's head lists."""
    return SURROGATE.sub("\ufffd", NO_GLYPH.sub("", BREAK.sub("\n", text)))


def escape(text: str) -> str:
    """Write ``text`` so that Discord shows it as it is: no formatting, link, mention or emoji."""
    return SYMBOL.sub(r"\\\g<0>", MARKUP.sub(r"\\\g<0>", shown(text)))


def isolate(text: str) -> str:
    """Keep the bidirectional controls of ``text`` from reordering what stands around it.

    A stray closing control in the text would end our isolate early, and an open one would take
    our closing control for its own: so as many more are put on each side.
    """
    opened = strays = 0
    for character in text:
        if character in ISOLATES:
            opened += 1
        elif character == PDI and opened:
            opened -= 1
        elif character == PDI:
            strays += 1
    return FSI * (strays + 1) + text + PDI * (opened + 1)


def label(text: str, most: int) -> str:
    """A title or a heading from a stranger, as one line of at most ``most`` units of markup.

    What does not fit is replaced by an ellipsis.
    """
    line = " ".join(shown(text).split())
    whole = _label(line)
    if units(whole) <= most:
        return whole
    low, high = 0, min(len(line), most)
    while low < high:
        middle = (low + high + 1) // 2
        fits = units(_label(line[:middle].rstrip() + ELLIPSIS)) <= most
        low, high = (middle, high) if fits else (low, middle - 1)
    return _label(line[:low].rstrip() + ELLIPSIS)


def block_quote(
    text: str, bold: tuple[int, int] = NOWHERE, underlined: tuple[int, int] = NOWHERE
) -> str:
    """Quote ``text`` line by line, a stretch of it ``bold``, and within that one ``underlined``.

    Both are closed at the end of each line and opened again on the next: Discord ends them there.
    Empty lines at the end are left out: Discord trims a message, and would show their ">".
    """
    lines, at = [], 0
    for stop, after in [*(match.span() for match in BREAK.finditer(text)), (len(text), len(text))]:
        here = [(max(start - at, 0), min(end, stop) - at) for start, end in (bold, underlined)]
        line = _emphasised(text[at:stop], *here)
        lines.append("> " + (isolate(line) if LEAKING_CONTROLS.search(line) else line))
        at = after
    while lines[1:] and _blank(lines[-1]):
        lines.pop()
    return "\n".join(lines)


def read_back(block: str) -> tuple[str, list[Glyph]]:
    """The text of a block quote that we wrote, and how it is drawn: ``block_quote``'s inverse.

    Without bidirectional controls, since it cannot tell the text's own from ours, and without
    white space at the end.
    """
    text: list[Glyph] = []
    drawn = {BOLD: False, UNDERLINE: False}
    for line in block.split("\n"):
        for written in WRITTEN.finditer(line.removeprefix("> ") + "\n"):
            if mark := written["mark"]:
                drawn[mark] = not drawn[mark]
            else:
                text.append(Glyph(written["literal"] or written["plain"], *drawn.values()))
    whole = without_bidi("".join(glyph.character for glyph in text)).rstrip()
    return whole, [glyph for glyph in text if _has_glyph(glyph.character)]


def glyphs(
    text: str, bold: tuple[int, int] = NOWHERE, underlined: tuple[int, int] = NOWHERE
) -> list[Glyph]:
    """How ``text`` should be drawn, with these stretches of it in bold and underlined."""
    return [
        Glyph(character, bold[0] <= at < bold[1], underlined[0] <= at < underlined[1])
        for at, character in enumerate(SURROGATE.sub("\ufffd", text))
        if _has_glyph(character)
    ]


def without_bidi(text: str) -> str:
    return BIDI_CONTROLS.sub("", text)


def _has_glyph(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) not in {"Cc", "Cf"}


def _blank(line: str) -> bool:
    return not without_bidi(line.removeprefix("> ")).strip()


def _label(line: str) -> str:
    """Letters that run from right to left would carry the words of ours beside them along."""
    reorders = any(unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in line)
    written = escape(line)
    return isolate(written) if reorders or LEAKING_CONTROLS.search(line) else written


def _emphasised(line: str, bold: tuple[int, int], underlined: tuple[int, int]) -> str:
    """``line`` escaped and marked; what is ``underlined`` is so within what is ``bold``."""
    start, end = _core(line, *bold)
    first, last = _core(line, max(start, underlined[0]), min(end, underlined[1]))
    if first == last:
        first = last = start
    answer = _marked(UNDERLINE, escape(line[first:last]))
    quote = _marked(BOLD, escape(line[start:first]) + answer + escape(line[last:end]))
    return escape(line[:start]) + quote + escape(line[end:])


def _marked(mark: str, written: str) -> str:
    return f"{mark}{written}{mark}" if written else ""


def _core(line: str, start: int, end: int) -> tuple[int, int]:
    """Where ``line[start:end]`` has ink: less the white space at its ends; empty if it has none.

    "****" around what has no glyph would be shown.
    """
    middle = line[start:end] if start < end else ""
    core = middle.strip()
    if not any(map(_has_glyph, core)):
        return start, start
    start += len(middle) - len(middle.lstrip())
    return start, start + len(core)
