"""What a message quotes: its block quote, or what stands between quotation marks, or all of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.ground.markup import MARKUP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import discord

BLOCK = re.compile(r"^>>>[^\S\n][\s\S]+|(?:^[^\S\n]*>[^\n]*(?:\n|\Z))+", re.M)
BETWEEN_MARKS = re.compile(r"“[^”]+”|\"[^\"]+\"|«[^»]+»|„[^“”]+[“”]")
MIN_QUOTED_WORDS = 3  # between quotation marks, for a quote; fewer are a name
EMPHASIS = re.compile(r"(?<!\\)(?:```(?:[\w+-]*\n)?|\*\*|__|~~|\|\||`)")
ESCAPED = re.compile(r"\\([^\w\s])")
ISOLATES = re.compile("[\u2066-\u2069]")


def quoted_in(message: discord.Message) -> str:
    """The words of ``message`` that can be checked; "" if there are none."""
    written = "\n".join([message.content, *_texts(message.components), *_embedded(message)])
    text = plain(written)
    if block := BLOCK.search(text):
        return block[0].strip()
    between = max((match[0] for match in BETWEEN_MARKS.finditer(text)), key=len, default="")
    return between if len(between.split()) >= MIN_QUOTED_WORDS else text.strip()


def plain(written: str) -> str:
    """What a reader sees of a message: without mentions, emphasis and escapes."""
    text = EMPHASIS.sub("", MARKUP.sub(" ", written))
    return ISOLATES.sub("", ESCAPED.sub(r"\1", text))


def _texts(components: Sequence[Any]) -> Iterator[str]:
    for component in components:
        if content := getattr(component, "content", None):
            yield str(content)
        yield from _texts(getattr(component, "children", ()))


def _embedded(message: discord.Message) -> Iterator[str]:
    return (embed.description for embed in message.embeds if embed.description)
