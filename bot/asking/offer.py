"""Decide what to offer below an answer in a place."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.render.answer_buttons import NOTHING, Offer
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
    return Offer(share=place.private, human=helpers_of(place.server, house) is not None)


def helpers_of(server: int | None, house: HouseRules | None) -> int | None:
    """Return the role that a server named to help people who want a human; None if it did not."""
    if server is None or house is None:
        return None
    try:
        return house.customs(server).helpers
    except SettingsError as error:
        log.error("%s (%s)", error.message, error.hint)
        return None
