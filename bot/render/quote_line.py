"""The nouns of a quote as Discord draws it: characters with their style, and lines of them.

A line knows the offset in the document of each of its characters. The few that are not the
source's have none: the marks of lists, the padding of tables, a colon between a head and its cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from index.types import Stretch

NOWHERE = (0, 0)
CHARACTER = attrgetter("character")  # called for each character of a message


class Glyph(NamedTuple):
    """A character and its style."""

    character: str
    bold: bool = False
    underlined: bool = False
    italic: bool = False
    struck: bool = False
    code: bool = False


class Placed(NamedTuple):
    """A character of a message, and its offset in the document; None if it is ours."""

    glyph: Glyph
    place: int | None = None

    @property
    def character(self) -> str:
        """Return the character itself."""
        return self.glyph.character


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What to mark of a quote: ``bold`` is what answers, ``underlined`` the words that do.

    If nothing is marked as bold (None), the bold of the source is drawn. Else it is not, since it
    would be taken for what answers.
    """

    bold: Stretch | None = None
    underlined: Stretch = NOWHERE


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One line of a message: its characters, and the offset in the source of each.

    ``lead`` is the mark of an item, or indentation; it is ours. ``fence`` is the language of the
    code block that the line is in, "" if it has none; None outside of code. ``group`` tells code
    blocks apart.
    """

    glyphs: tuple[Glyph, ...] = ()
    places: tuple[int | None, ...] = field(default=(), compare=False)
    lead: str = ""
    fence: str | None = None
    group: int = field(default=0, compare=False)

    @property
    def text(self) -> str:
        """Return the characters without their style."""
        return "".join(map(CHARACTER, self.glyphs))


def ours(text: str) -> list[Placed]:
    """Return characters that are not the source's."""
    return [Placed(Glyph(character)) for character in text]


def text_of(placed: Iterable[Placed]) -> str:
    """Return the characters without their style and place."""
    return "".join(one.character for one in placed)
