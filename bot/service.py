"""All that the bot serves people with, in one hand: handed to commands, buttons and messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.content import Content

if TYPE_CHECKING:
    from bot.asking import Asker
    from bot.customs import HouseRules


@dataclass(frozen=True, slots=True)
class Service:
    """``asker`` answers, ``house`` says how each server wants to be served.

    ``direct``: direct messages are answered. ``content`` says what Discord lets us read.
    """

    asker: Asker
    house: HouseRules
    direct: bool = True
    content: Content = field(default_factory=Content)
