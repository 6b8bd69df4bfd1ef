"""Builds again and again: when a source changes, when time is up, or when somebody rings.

Changes are found by looking, not by the system's notices, as watchfiles has them: those do not
come from network folders and mounts of containers, and a look costs less than a file that is read.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable

from index.errors import SettingsError

LOOKED_EVERY = 1.0  # seconds
SETTLED_WITHIN = 30.0  # a file that is written to all the time must not put a build off for ever
REST = 2.0  # between two builds, however often somebody rings
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
INTERVAL = re.compile(r"(?:[0-9]+[smhd])+")


def seconds_of(interval: str) -> float:
    """How long ``6h``, ``90s`` or ``1h30m`` is.

    :raises SettingsError: it is no length of time, or none at all.
    """
    parts = re.findall(r"(\d+)([smhd])", interval) if INTERVAL.fullmatch(interval) else []
    seconds = float(sum(int(count) * UNITS[unit] for count, unit in parts))
    if not 0 < seconds <= threading.TIMEOUT_MAX:
        raise SettingsError(
            f"{interval!r} is not a length of time", hint="Write it as 90s, 30m, 6h or 1d."
        )
    return seconds


class Bell:
    """Asks for a build. However often it rings while one runs, one more follows."""

    def __init__(self) -> None:
        self._rung = threading.Event()
        self._lock = threading.Lock()

    def ring(self) -> bool:
        """Ask for a build; whether nobody had asked before."""
        with self._lock:
            first = not self._rung.is_set()
            self._rung.set()
            return first

    def wait(self, seconds: float) -> bool:
        """Wait, at the most that long; whether it rang."""
        rung = self._rung.wait(max(0.0, seconds))
        if rung:
            self._rung.clear()
        return rung


def keep_building(
    build: Callable[[], object],
    bell: Bell,
    *,
    state: Callable[[], object] | None = None,
    every: float | None = None,
    looked_every: float = LOOKED_EVERY,
    rest: float = REST,
) -> None:
    """Call ``build`` now, and whenever there is a reason to, until it is interrupted.

    ``state`` is looked at for changes, and ``every`` is in seconds. ``build`` raises nothing.
    """
    while True:
        began = time.monotonic()
        seen = state() if state else None  # before the build, so that no change is missed
        build()
        time.sleep(rest)
        due = began + every if every else None
        while not _due(bell, due, looked_every):
            if state and state() != seen:
                _settle(state, looked_every)
                break


def _due(bell: Bell, due: float | None, looked_every: float) -> bool:
    """Wait a little; whether somebody rang, or the time is up."""
    left = looked_every if due is None else min(looked_every, due - time.monotonic())
    return bell.wait(left) or (due is not None and time.monotonic() >= due)


def _settle(state: Callable[[], object], looked_every: float) -> None:
    """Wait until nothing changes any more: an editor, or a `git pull`, writes in many steps."""
    end = time.monotonic() + SETTLED_WITHIN
    seen = state()
    while time.monotonic() < end:
        time.sleep(looked_every)
        last, seen = seen, state()
        if seen == last:
            return
