"""What a message quotes: its block quote, or what stands between quotation marks, or all of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.ground.markup import MARKUP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import discord

BLOCK = re.compile(r"^>>>[^\S\n][\s\S]+|(?:^[^\S\n]*>[^\n]*(?:\n|\Z))+", re.M)
MOST_READ = 16_000  # characters: a message of Discord's longest, and its embeds, have 10,000
CLOSING = {
    "“": re.compile("”"),
    '"': re.compile('"'),
    "«": re.compile("»"),
    "„": re.compile("[“”]"),
}
OPENING = re.compile('[“"«„]')
MIN_QUOTED_WORDS = 3  # between quotation marks, for a quote; fewer are a name
EMPHASIS = re.compile(r"(?<!\\)(?:```(?:[\w+-]*\n)?|\*\*|__|~~|\|\||`)")
ESCAPED = re.compile(r"\\([^\w\s])")
ISOLATES = re.compile("[\u2066-\u2069]")


def quoted_in(message: discord.Message) -> str:
    """The words of ``message`` that can be checked; "" if there are none."""
    written = "\n".join([message.content, *_texts(message.components), *_embedded(message)])
    text = plain(written[:MOST_READ])
    if block := BLOCK.search(text):
        return block[0].strip()
    between = max(between_marks(text), key=len, default="")
    return between if len(between.split()) >= MIN_QUOTED_WORDS else text.strip()


def between_marks(text: str) -> Iterator[str]:
    """Each stretch between quotation marks, with them; what no mark closes is none.

    Not one pattern: it would look for a closing mark, which is missing, from each opening one.
    """
    at, unclosed = 0, set[str]()
    while opened := OPENING.search(text, at):
        at = opened.end()
        closing = CLOSING[opened[0]]
        if opened[0] in unclosed or closing.match(text, at):
            continue
        if (closed := closing.search(text, at)) is None:
            unclosed.add(opened[0])
        else:
            yield text[opened.start() : closed.end()]
            at = closed.end()


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
