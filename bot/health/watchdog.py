"""Tell systemd that the bot is ready, and that it is not hung (sd_notify(3))."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)
MICROSECONDS = 1_000_000
ANSWERS = "STATUS=answers questions"  # which `systemctl status` shows
LOOK_SECONDS = 0.2


def notify(state: str) -> None:
    """Send ``state`` to systemd, if it started this process and listens."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.connect("\0" + address[1:] if address.startswith("@") else address)
            sender.sendall(state.encode())
    except OSError as error:  # that nobody listens must not end the bot
        log.warning("systemd was not told %s (%s)", state, error.strerror or error)


async def say_when_it_answers(lacking: Callable[[], object]) -> None:
    """Say so as soon as nothing is ``lacking``."""
    while lacking():  # noqa: ASYNC110 - what is lacking comes from many places
        await asyncio.sleep(LOOK_SECONDS)
    notify(ANSWERS)


async def stay_watched(is_well: Callable[[], bool]) -> None:
    """Say that the bot is alive, twice in systemd's ``WatchdogSec``, for as long as it is well."""
    period = int(os.environ.get("WATCHDOG_USEC") or 0) / MICROSECONDS
    while period:
        if is_well():
            notify("WATCHDOG=1")
        await asyncio.sleep(period / 2)
