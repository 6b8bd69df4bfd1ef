"""The objects that every feature needs, and that all clients of the process share."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, field
from typing import TYPE_CHECKING

from bot.ground.awaited import Awaited
from bot.ground.notes import Notes
from bot.ledger.ballot import BallotBox
from bot.listening.content_intent import Content
from bot.listening.recent_turns import RecentTurns

if TYPE_CHECKING:
    from bot.asking.admission import Admission
    from bot.asking.asker import Asker
    from bot.ledger import Ledger
    from bot.servers.departures import Departures
    from bot.servers.house_rules import HouseRules


@dataclass(frozen=True, slots=True)
class Service:
    """The objects that answer and record.

    ``asker`` answers, ``house`` has the rules of each server, ``admission`` admits what is asked,
    ``ledger`` counts it, ``ballot`` remembers the votes, ``departures`` the servers that were left,
    ``notes`` what was done once, ``awaited`` which questions wait for an answer.
    ``recent`` remembers what `/ask` was asked. ``direct``: answer direct messages.
    ``content`` says whether Discord lets us read messages that do not mention the bot.
    """

    asker: Asker
    house: HouseRules
    ledger: Ledger
    admission: Admission
    departures: Departures
    ballot: BallotBox
    notes: Notes
    awaited: Awaited
    _: KW_ONLY
    direct: bool
    recent: RecentTurns = field(default_factory=RecentTurns)
    content: Content = field(default_factory=Content)
