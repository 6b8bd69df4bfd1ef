"""Declare what a command or a button costs its user, next to its code; the rate limits read it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from discord import app_commands

    Used = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu

KEY = "cost"


class Cost(StrEnum):
    """The rate limits that apply to a command or a button.

    ``FREE``: none; for maintainers' commands, votes and turning pages. ``QUESTION``: those of
    questions, because it makes the index work. ``HUMAN``: those of questions, and the stricter ones
    of calling people. ``RIGHT``: none, not even for people who are blocked; to see and to delete
    what is kept of oneself.
    """

    RIGHT = "right"
    FREE = "free"
    QUESTION = "question"
    HUMAN = "human"


def costs(cost: Cost) -> dict[str, Cost]:
    """Return the ``extras`` that declare the cost of a command, or of all commands of a group."""
    return {KEY: cost}


def cost_of(command: Used | None) -> Cost | None:
    """Return the cost that ``command`` or the nearest group around it declares, if any."""
    while command is not None:
        if found := command.extras.get(KEY):
            return Cost(found)
        command = getattr(command, "parent", None)
    return None
