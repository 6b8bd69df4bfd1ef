"""All that the bot serves people with, in one hand: handed to commands, buttons and messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.ledger.ballot import Ballot
from bot.listening.content_intent import Content

if TYPE_CHECKING:
    from bot.asking.admission import Door
    from bot.asking.asker import Asker
    from bot.ledger import Ledger
    from bot.servers.house_rules import HouseRules


@dataclass(frozen=True, slots=True)
class Service:
    """``asker`` answers, ``house`` says how each server wants to be served.

    ``door`` admits what is asked, ``ledger`` counts it, ``ballot`` knows who voted on what.
    ``direct``: direct messages are answered. ``content`` says what Discord lets us read.
    """

    asker: Asker
    house: HouseRules
    ledger: Ledger
    door: Door
    ballot: Ballot = field(default_factory=Ballot)
    direct: bool = True
    content: Content = field(default_factory=Content)
