"""Decide what to offer below an answer in a place."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.render.answer_buttons import NOTHING, Offer
from bot.servers.house_rules import Customs
from index.errors import SettingsError

if TYPE_CHECKING:
    from bot.ground.place import Place
    from bot.servers.house_rules import HouseRules

log = logging.getLogger(__name__)


def offer_at(place: Place, house: HouseRules | None) -> Offer:
    """Offer to share private answers in a server, and a human where the server named helpers.

    If the house rules cannot be read, no human is offered: the answer matters more than a button.
    """
    if place.server is None:
        return NOTHING
    customs = _customs(place.server, house)
    return Offer(place.private, human=customs.helpers is not None, closest=customs.closest)


def helpers_of(server: int | None, house: HouseRules | None) -> int | None:
    """Return the role that a server named to help people who want a human; None if it did not."""
    return _customs(server, house).helpers


def _customs(server: int | None, house: HouseRules | None) -> Customs:
    """Return the rules of ``server``; the defaults if they cannot be read."""
    if server is None or house is None:
        return Customs()
    try:
        return house.customs(server)
    except SettingsError as error:
        log.error("%s (%s)", error.message, error.hint)
        return Customs()
