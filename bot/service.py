"""All that the bot serves people with, in one hand: handed to commands, buttons and messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.asking import Asker
    from bot.customs import HouseRules


@dataclass(frozen=True, slots=True)
class Service:
    """``asker`` answers, ``house`` says how each server wants to be served."""

    asker: Asker
    house: HouseRules
