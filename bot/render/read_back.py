"""Read the question and the citations from an earlier message of the bot.

Every answer and refusal begins with the question, and a button holds the citations. So the bot
stores neither, and deleting the message deletes everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.render.citation_codec import unpacked
from bot.render.markdown import ELLIPSIS, read_back
from index.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import discord

    from index.citations.citation import Citation

SMALL = "-# "


def question_in_ours(message: discord.Message) -> str:
    """Return the question that ``message``, an answer or a refusal of the bot, replies to.

    "" if there is none, or if the message shows only a part of it.
    """
    first = next((text for text in _texts(message.components)), "").partition("\n")[0]
    if not first.startswith(SMALL):
        return ""
    question = read_back(first.removeprefix(SMALL))
    return "" if question.endswith(ELLIPSIS) else " ".join(question.split())


def question_recalled(message: discord.Message) -> str:
    """Return the question that ``message`` replies to, for callers that cannot go on without it.

    :raises QuestionError: ``message`` does not show the whole question.
    """
    if question := question_in_ours(message):
        return question
    raise QuestionError(
        "the message does not show what was asked",
        hint="Ask again.",
        kind="question-forgotten",
    )


def citations_of(message: discord.Message) -> list[Citation]:
    """Return the citations that a button of ``message`` holds; an empty list if none does."""
    return next((found for name in names_in(message) if (found := unpacked(name))), [])


def names_in(message: discord.Message) -> list[str]:
    """Return the custom ids of the message's buttons, in their order."""
    names = (getattr(button, "custom_id", None) for button in _nested(message.components))
    return [name for name in names if name]


def _texts(components: Sequence[Any]) -> Iterator[str]:
    for component in _nested(components):
        if content := getattr(component, "content", None):
            yield str(content)


def _nested(components: Sequence[Any]) -> Iterator[Any]:
    for component in components:
        yield component
        yield from _nested(getattr(component, "children", ()))
