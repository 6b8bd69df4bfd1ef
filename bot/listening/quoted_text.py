"""Find the quote in a message: its block quote, the text in quotation marks, or all of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.ground.markup import MARKUP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import discord

BLOCK = re.compile(r"^>>>[^\S\n][\s\S]+|(?:^[^\S\n]*>[^\n]*(?:\n|\Z))+", re.M)
MOST_READ = 16_000  # characters; Discord's longest message has 10,000 with its embeds
CLOSING = {
    "“": re.compile("”"),
    '"': re.compile('"'),
    "«": re.compile("»"),
    "„": re.compile("[“”]"),
}
OPENING = re.compile('[“"«„]')
MIN_QUOTED_WORDS = 3  # fewer words in quotation marks are a name, not a quote
EMPHASIS = re.compile(r"(?<!\\)(?:```(?:[\w+-]*\n)?|\*\*|__|~~|\|\||`)")
ESCAPED = re.compile(r"\\([^\w\s])")
ISOLATES = re.compile("[\u2066-\u2069]")


def quoted_in(message: discord.Message) -> str:
    """Return the words of ``message`` to check against the sources; "" if there are none."""
    written = "\n".join([message.content, *_texts(message.components), *_embedded(message)])
    text = plain(written[:MOST_READ])
    if block := BLOCK.search(text):
        return block[0].strip()
    between = max(between_marks(text), key=len, default="")
    return between if len(between.split()) >= MIN_QUOTED_WORDS else text.strip()


def between_marks(text: str) -> Iterator[str]:
    """Yield each stretch in quotation marks, with the marks; skip one that no mark closes.

    A single pattern would search to the end of the text from each opening mark that is not closed.
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
    """Return the text of a message without mentions, emphasis and escapes, as a reader sees it."""
    text = EMPHASIS.sub("", MARKUP.sub(" ", written))
    return ISOLATES.sub("", ESCAPED.sub(r"\1", text))


def _texts(components: Sequence[Any]) -> Iterator[str]:
    for component in components:
        if content := getattr(component, "content", None):
            yield str(content)
        yield from _texts(getattr(component, "children", ()))


def _embedded(message: discord.Message) -> Iterator[str]:
    return (embed.description for embed in message.embeds if embed.description)
