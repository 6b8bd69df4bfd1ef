"""Define how the rules of servers are stored: in a file, or in a database."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

Thing = TypeVar("Thing")


class KeptRecord(Protocol[Thing]):
    """One record, as a frozen value; for use from any thread."""

    def now(self) -> Thing:
        """Return what is kept now, or what was when it could last be read; never slow.

        :raises SettingsError: it is not valid, and never was.
        """

    def refresh(self) -> object:
        """Have ``now`` return what is kept at this moment, also by another process.

        :raises QuothError: it cannot be read now.
        """

    def change(self, change: Callable[[Thing], Thing]) -> Thing:
        """Read it, change it, and write it in one step; return what is kept then.

        :raises QuothError: it cannot be understood, or cannot be written.
        """


class Keep(Protocol):
    """Open a record; ``KeptFile`` says what the arguments are."""

    def __call__(
        self,
        file: Path,
        empty: Thing,
        parsed: Callable[[dict[str, Any]], Thing],
        written: Callable[[Thing], dict[str, Any]],
        *,
        seconds_between_looks: float = 0.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> KeptRecord[Thing]:
        """Open the record of ``file``, or what stands for it."""
