"""What an earlier message of ours was about: the message itself remembers, and nothing else does.

The question stands above every answer and every refusal, and a button holds what was cited. So
no question is kept by us, and whoever deletes the message deletes all of it.
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
    """The question that an answer or a refusal of ours was given to; "" if it cannot be told.

    ``message`` must be ours. A question that was too long to be shown whole is not guessed at.
    """
    first = next((text for text in _texts(message.components)), "").partition("\n")[0]
    if not first.startswith(SMALL):
        return ""
    question, _ = read_back(first.removeprefix(SMALL))
    return "" if question.endswith(ELLIPSIS) else " ".join(question.split())


def question_recalled(message: discord.Message) -> str:
    """The same, where there is no going on without it.

    :raises QuestionError: it cannot be told.
    """
    if question := question_in_ours(message):
        return question
    raise QuestionError(
        "the message does not show what was asked",
        hint="Ask again.",
        kind="question-forgotten",
    )


def citations_of(message: discord.Message) -> list[Citation]:
    """What the button below an answer holds."""
    return next((found for name in names_in(message) if (found := unpacked(name))), [])


def names_in(message: discord.Message) -> list[str]:
    """The names of the message's buttons, in their order."""
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
