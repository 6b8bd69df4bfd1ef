"""Build repeatedly: when a source changes, at an interval, or when a build is asked for.

Changes are found by polling, not by notices of the system as in watchfiles: those do not come
from network folders and mounts of containers, and polling a file costs less than reading it.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable

from index.errors import SettingsError

LOOKED_EVERY = 1.0  # seconds
SETTLED_WITHIN = 30.0  # so that a file that is always being written does not prevent builds
REST = 2.0  # seconds between two builds, however many are asked for
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
INTERVAL = re.compile(r"(?:[0-9]+[smhd])+")


def seconds_of(interval: str) -> float:
    """Parse an interval such as ``6h``, ``90s`` or ``1h30m`` into seconds.

    :raises SettingsError: it is not an interval, is zero, or is too long to wait.
    """
    parts = re.findall(r"(\d+)([smhd])", interval) if INTERVAL.fullmatch(interval) else []
    seconds = float(sum(int(count) * UNITS[unit] for count, unit in parts))
    if not 0 < seconds <= threading.TIMEOUT_MAX:
        raise SettingsError(
            f"{interval!r} is not a length of time", hint="Write it as 90s, 30m, 6h or 1d."
        )
    return seconds


class Bell:
    """A request for a build; however many come while one runs, one more build follows."""

    def __init__(self) -> None:
        self._rung = threading.Event()
        self._lock = threading.Lock()

    def ring(self) -> bool:
        """Ask for a build, and return False if one was already asked for."""
        with self._lock:
            first = not self._rung.is_set()
            self._rung.set()
            return first

    def wait(self, seconds: float) -> bool:
        """Wait for a request, at most ``seconds``, and return whether there was one."""
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
    """Call ``build`` now and whenever there is a reason, until interrupted.

    A change of ``state`` is a reason, as are the bell and the interval ``every``, in seconds.
    ``build`` must not raise.
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
    """Wait a little, and return whether a build was asked for or the interval is over."""
    left = looked_every if due is None else min(looked_every, due - time.monotonic())
    return bell.wait(left) or (due is not None and time.monotonic() >= due)


def _settle(state: Callable[[], object], looked_every: float) -> None:
    """Wait until nothing changes: an editor, or a `git pull`, writes in many steps."""
    end = time.monotonic() + SETTLED_WITHIN
    seen = state()
    while time.monotonic() < end:
        time.sleep(looked_every)
        last, seen = seen, state()
        if seen == last:
            return
