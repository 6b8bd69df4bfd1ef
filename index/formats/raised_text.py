"""Write raised and lowered text as Unicode has it, so that 10⁶ does not become 106."""

from __future__ import annotations

import re

RAISED = str.maketrans("0123456789+-−–=()nikmxyzjT", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱᵏᵐˣʸᶻʲᵀ")
LOWERED = str.maketrans("0123456789+-−–=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
ORDINALS = {"o": "º", "a": "ª"}  # "1º", "nº"
SIGNS = re.compile(r"[-+−–=()\d]+")
RAISED_LETTERS = re.compile(r"[-+−–=()\d]*[nikmxyzjT][-+−–=()\d]*")
LOWERED_LETTERS = re.compile(r"[aehijklmnoprstuvx]")
# Neither an ordinal ("1st") nor words in small type: a power that Unicode cannot raise.
POWER = re.compile(
    r"[\d.,/*×\s+−–-]*\d[\d.,/*×\s+−–-]*[a-zA-Z]?|[a-zA-Z]\d[\d.,/]*|\S*[α-ωΑ-Ω]\S*"
    r"|[-+−–]?\w(?:\s?[-+−–*/]\s?\w)+"
)
NOTE = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§¶]{1,3})(?:\s?[,–-]\s?\d{1,3}){0,5}[\])]?")
# No power looks so; but one letter or two can be a name that has a star, or an isotope.
SIGN_OR_SEVERAL = re.compile(r"[*†‡§¶]{1,3}|\d{1,3}(?:\s?[,–-]\s?\d{1,3}){1,5}")
WORD = re.compile(r"(?:[^\W\d_]{3}|\d{2})\Z")
BRACKETED = re.compile(r"(?:\[(?:\d{1,3}|[a-z]|note \d{1,3}|[ivx]{1,5})\]\s*)+", re.IGNORECASE)
ENDS_SENTENCE = re.compile(r"""[.!?…;,:"”’»。！？]\s*\Z""")


def raised(text: str) -> str:
    """Return ``text`` as it is written above the line."""
    line = " ".join(text.split())
    if line in ORDINALS:
        return ORDINALS[line]
    if SIGNS.fullmatch(line) or RAISED_LETTERS.fullmatch(line):
        return line.translate(RAISED)
    return f"^{_as_one(line)}" if POWER.fullmatch(line) else line


def lowered(text: str) -> str:
    """Return ``text`` as it is written below the line."""
    line = " ".join(text.split())
    if SIGNS.fullmatch(line) or LOWERED_LETTERS.fullmatch(line):
        return line.translate(LOWERED)
    return f"_{_as_one(line)}" if POWER.fullmatch(line) else line


def _as_one(line: str) -> str:
    """Return a power in parentheses if it would not be seen where it ends."""
    plain = re.fullmatch(r"[\w.,−–-]+", line) is not None
    return line if plain and re.search("[α-ωΑ-Ω].|.[α-ωΑ-Ω]", line) is None else f"({line})"


def is_note_mark(raised_text: str, before: str) -> bool:
    """Return whether raised text refers to a note: it stands where a sentence or clause ends.

    ``before`` is the text before it. "[1]" is a mark wherever it stands, "*" and
    "1, 2" are after any word.
    """
    line = " ".join(raised_text.split())
    if BRACKETED.fullmatch(line):
        return True
    if SIGN_OR_SEVERAL.fullmatch(line) and WORD.search(before[-8:]):
        return True
    return NOTE.fullmatch(line) is not None and ENDS_SENTENCE.search(before[-8:]) is not None
