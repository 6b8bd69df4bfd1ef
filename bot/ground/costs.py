"""What using a command or a button costs: each declares it where it is made, and the door asks."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from discord import app_commands

    Used = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu

KEY = "cost"


class Cost(StrEnum):
    """By which limits it is held back.

    ``FREE``: by none; what maintainers do, votes, turning pages. ``QUESTION``: makes the index
    work, as a question does. ``HUMAN``: is a question too, and leads to a call of people, which
    has stricter limits of its own.
    """

    FREE = "free"
    QUESTION = "question"
    HUMAN = "human"


def costs(cost: Cost) -> dict[str, Cost]:
    """The ``extras`` of a command, or of a group for all of its commands, that costs so much."""
    return {KEY: cost}


def cost_of(command: Used | None) -> Cost | None:
    """What a command declares, or the nearest of its groups; None, where nobody has."""
    while command is not None:
        if found := command.extras.get(KEY):
            return Cost(found)
        command = getattr(command, "parent", None)
    return None
