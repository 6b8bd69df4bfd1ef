"""Write a text from outside so that Discord shows it exactly as it is.

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
from functools import lru_cache

from bot.render.limits import units

BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
BREAK = re.compile(f"\r\n|[{''.join(BREAKS)}]")
NO_GLYPH = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f]")
SURROGATE = re.compile("[\ud800-\udfff]")
MARKUP = re.compile(r"[\\*_~|`<>#+()\[\]@:/.-]")
# Discord draws these as coloured pictures unless a backslash precedes them. With U+FE0F, the
# source itself asks for the picture.
SYMBOL = re.compile(
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299](?!\ufe0f)"
)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
ELLIPSIS = "…"

ISOLATES = "\u2066\u2067\u2068"  # left-to-right, right-to-left, first strong
FSI, PDI = "\u2068", "\u2069"
ISOLATION = re.compile(f"[{ISOLATES}{PDI}]")
RIGHT_TO_LEFT = {"R", "AL", "AN"}
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LEAKING_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def shown(text: str) -> str:
    """Return ``text`` as a reader sees it, with the changes that the module's docstring lists."""
    return SURROGATE.sub("\ufffd", NO_GLYPH.sub("", BREAK.sub("\n", text)))


def escape(text: str) -> str:
    """Write ``text`` so that Discord shows it as it is: no formatting, link, mention or emoji."""
    return SYMBOL.sub(_backslashed, MARKUP.sub(_backslashed, shown(text)))


def isolate(text: str) -> str:
    """Keep the bidirectional controls of ``text`` from reordering the text around it.

    A stray closing control in the text would end our isolate early, and an unclosed one would use
    up our closing control. So each gets one more of its counterpart: before or after the text.
    """
    opened = strays = 0
    for character in ISOLATION.findall(text):
        if character in ISOLATES:
            opened += 1
        elif opened:
            opened -= 1
        else:
            strays += 1
    return FSI * (strays + 1) + text + PDI * (opened + 1)


def label(text: str, most: int) -> str:
    """Write a text from outside, such as a title, as one line of at most ``most`` units of markup.

    An ellipsis replaces the rest of a longer text.
    """
    line = " ".join(shown(text).split())
    # Nothing is shorter when it is escaped, and a long title takes milliseconds.
    if len(line) <= most and units(whole := _label(line)) <= most:
        return whole
    low, high = 0, min(len(line), most)
    while low < high:
        middle = (low + high + 1) // 2
        fits = units(_label(line[:middle].rstrip() + ELLIPSIS)) <= most
        low, high = (middle, high) if fits else (low, middle - 1)
    return _label(line[:low].rstrip() + ELLIPSIS)


def read_back(line: str) -> str:
    """Read the text of an escaped line: the inverse of ``escape`` and of ``label``.

    It is without bidirectional controls, since the source's own look the same as ours.
    """
    return without_bidi(ESCAPED.sub(r"\1", line)).rstrip()


def without_bidi(text: str) -> str:
    """Remove the bidirectional controls from ``text``."""
    return BIDI_CONTROLS.sub("", text)


@lru_cache(maxsize=1 << 12)
def has_glyph(character: str) -> bool:
    """Return whether a person sees anything of ``character``."""
    return not character.isspace() and unicodedata.category(character) not in {"Cc", "Cf"}


def _label(line: str) -> str:
    """Escape ``line``; isolate right-to-left letters, which would reorder our words next to it."""
    reorders = any(unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in set(line))
    written = escape(line)
    return isolate(written) if reorders or LEAKING_CONTROLS.search(line) else written


def _backslashed(match: re.Match[str]) -> str:
    return "\\" + match[0]  # a template takes Python 3.11 three times as long
