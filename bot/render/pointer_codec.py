"""Pack the place in the source that a button shows into its custom id.

A button below an answer holds only the offsets of the quotes and of the words that answer; the
citations are in the *Still current?* button of the same message (``citation_codec``). A button of
the message that it opens holds one complete pointer.
"""

from __future__ import annotations

import base64
import binascii
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.render import button_kinds
from bot.render.citation_codec import MAX_CITATIONS, citation_in, citation_packed
from bot.render.read_back import citations_of, names_in
from index.citations.context import Pointer

if TYPE_CHECKING:
    from collections.abc import Sequence

    import discord

    from index.types import Quote

OPENS, TURNS = button_kinds.OPENS.prefix, button_kinds.TURNS.prefix  # with the packing's version
# A second button of a message needs another custom id; base85 has no such character.
AGAIN_MARK = "."
PLACE = struct.Struct(">IHH")  # start; first and end of the words that answer, relative to it
TURN = struct.Struct(">15s8sh")
MAX_OFFSET, MAX_RELATIVE_OFFSET = 0xFFFF, 0x7FFF

Role = Literal["u", "q", "d", "t"]  # further up, to the quote, further down, another quote


@dataclass(frozen=True, slots=True)
class Opening:
    """The page to show: ``number`` pages from the quote at ``index`` of ``pointers``."""

    pointers: tuple[Pointer, ...]
    index: int = 0
    number: int = 0


def opener(index: int, quotes: Sequence[Quote], *, again: bool = False) -> str:
    """Return the custom id of a button below an answer that shows quote ``index`` in context.

    ``again``: the message has a second button for that quote, which needs a different id.
    """
    places = b"".join(_place(quote.start, _relative(quote)) for quote in quotes[:MAX_CITATIONS])
    return f"{OPENS}{index}{_text(places)}{AGAIN_MARK if again else ''}"


def turner(role: Role, opening: Opening) -> str:
    """Return the custom id of a button in a context message that shows ``opening``."""
    pointer = opening.pointers[opening.index]
    place = _place(pointer.start, pointer.answer)
    number = max(-MAX_RELATIVE_OFFSET, min(MAX_RELATIVE_OFFSET, opening.number))
    data = TURN.pack(citation_packed(pointer.citation), place, number)
    return f"{TURNS}{role}{opening.index}{_text(data)}"


def opening_in(message: discord.Message, name: str) -> Opening | None:
    """Read from the custom id ``name`` in ``message`` what to show; None if it cannot be read."""
    try:
        return _opened(message, name) if name.startswith(OPENS) else _turned(message, name)
    except (ValueError, struct.error, binascii.Error, IndexError):
        return None


def _opened(message: discord.Message, name: str) -> Opening | None:
    data = base64.b85decode(name[len(OPENS) + 1 :].removesuffix(AGAIN_MARK))
    places = [_unplaced(data[at : at + PLACE.size]) for at in range(0, len(data), PLACE.size)]
    found = zip(citations_of(message), places, strict=False)
    pointers = tuple(Pointer(citation, *place) for citation, place in found)
    index = int(name[len(OPENS)])
    return Opening(pointers, index) if index < len(pointers) else None


def _turned(message: discord.Message, name: str) -> Opening | None:
    """Read a page button; the message's other buttons hold the other quotes."""
    _, index, pointer, number = _unturned(name)
    turns = [_unturned(other) for other in names_in(message) if other.startswith(TURNS)]
    tabs = {at: pointed for role, at, pointed, _ in turns if role == "t"}
    pointers = tuple(tabs[at] for at in sorted(tabs)) or (pointer,)
    return Opening(pointers, index, number) if index < len(pointers) else None


def _unturned(name: str) -> tuple[str, int, Pointer, int]:
    role, index = name[len(TURNS)], int(name[len(TURNS) + 1])
    citation, place, number = TURN.unpack(base64.b85decode(name[len(TURNS) + 2 :]))
    return role, index, Pointer(citation_in(citation), *_unplaced(place)), number


def _place(start: int, answer: tuple[int, int] | None) -> bytes:
    first, end = answer or (0, 0)
    return PLACE.pack(start, first, end) if end <= MAX_OFFSET else PLACE.pack(start, 0, 0)


def _unplaced(data: bytes) -> tuple[int, tuple[int, int] | None]:
    start, first, end = PLACE.unpack(data)
    return start, (first, end) if first < end else None


def _relative(quote: Quote) -> tuple[int, int] | None:
    return (quote.answer[0] - quote.start, quote.answer[1] - quote.start) if quote.answer else None


def _text(data: bytes) -> str:
    return base64.b85encode(data).decode("ascii")
