"""Write a source's text so that Discord shows it exactly as it is in the source.

Discord reads every message as markdown. So each character that could begin markup gets a backslash,
wherever it is. No rule is skipped because it "cannot apply here": Discord drops some invisible
characters after we have checked (discord-api-docs#1189), which brings the characters around them
together. No letter of the text is changed. Only what a reader cannot see differs:

- every line break that Unicode knows (CR LF, form feed, U+2028 …) is sent as LF;
- control characters without a glyph are left out (Discord drops them anyway);
- a lone surrogate, which no UTF-8 file can hold, becomes U+FFFD;
- text with bidirectional controls is put between isolates, so that it can reorder only itself.

Web addresses in a text are shown, but cannot be clicked: Discord rewrites the addresses that it
makes clickable (%41 becomes A), and the bot offers no links from texts that it did not write.
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
# Discord draws these as coloured pictures unless a backslash precedes them. With U+FE0F, the
# source itself asks for the picture.
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
    """A visible character and its style."""

    character: str
    bold: bool = False
    underlined: bool = False


def shown(text: str) -> str:
    """Return ``text`` as a reader sees it, with the changes that the module's docstring lists."""
    return SURROGATE.sub("\ufffd", NO_GLYPH.sub("", BREAK.sub("\n", text)))


def escape(text: str) -> str:
    """Write ``text`` so that Discord shows it as it is: no formatting, link, mention or emoji."""
    return SYMBOL.sub(r"\\\g<0>", MARKUP.sub(r"\\\g<0>", shown(text)))


def isolate(text: str) -> str:
    """Keep the bidirectional controls of ``text`` from reordering the text around it.

    A stray closing control in the text would end our isolate early, and an unclosed one would use
    up our closing control. So each gets one more of its counterpart: before or after the text.
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
    """Write a text from outside, such as a title, as one line of at most ``most`` units of markup.

    An ellipsis replaces the rest of a longer text.
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
    """Quote ``text`` line by line, with one stretch ``bold`` and a part of that one ``underlined``.

    Both are offsets into ``text``. Both marks are closed at the end of each line and opened again
    on the next, because Discord ends them there. Empty lines at the end are left out, because
    Discord trims a message and would show their ">".
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
    """Read the text and the styled characters of a block quote: the inverse of ``block_quote``.

    The text is without bidirectional controls, since the source's own look the same as ours, and
    without white space at the end.
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
    """Return the visible characters of ``text``, with these stretches in bold and underlined."""
    return [
        Glyph(character, bold[0] <= at < bold[1], underlined[0] <= at < underlined[1])
        for at, character in enumerate(SURROGATE.sub("\ufffd", text))
        if _has_glyph(character)
    ]


def without_bidi(text: str) -> str:
    """Remove the bidirectional controls from ``text``."""
    return BIDI_CONTROLS.sub("", text)


def _has_glyph(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) not in {"Cc", "Cf"}


def _blank(line: str) -> bool:
    return not without_bidi(line.removeprefix("> ")).strip()


def _label(line: str) -> str:
    """Escape ``line``; isolate right-to-left letters, which would reorder our words next to it."""
    reorders = any(unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in line)
    written = escape(line)
    return isolate(written) if reorders or LEAKING_CONTROLS.search(line) else written


def _emphasised(line: str, bold: tuple[int, int], underlined: tuple[int, int]) -> str:
    """Escape ``line`` and mark it; only the part of ``underlined`` within ``bold`` is marked."""
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
    """Return ``start`` and ``end`` without the white space at both ends; equal if no glyph is left.

    Discord would show the "****" around text without a glyph.
    """
    middle = line[start:end] if start < end else ""
    core = middle.strip()
    if not any(map(_has_glyph, core)):
        return start, start
    start += len(middle) - len(middle.lstrip())
    return start, start + len(core)
