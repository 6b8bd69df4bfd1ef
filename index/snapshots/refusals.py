"""Remember which snapshots could not be opened: some are tried again in a while."""

from __future__ import annotations

import time

from index.errors import SnapshotError, SnapshotUnavailable

RETRY_SECONDS = 5.0  # between two attempts to open what cannot be had now


class Refusals:
    """What each corpus was to serve, and does not."""

    def __init__(self) -> None:
        self._refused: dict[str, str] = {}
        self._again: dict[str, float] = {}  # when to try a corpus again

    def stands(self, corpus: str, name: str) -> bool:
        """Return whether the snapshot ``name`` was refused, and is not to be tried again."""
        return self._refused.get(corpus) == name

    def settle(self, corpus: str) -> None:
        """Forget the refusal: what is to serve does."""
        self._refused.pop(corpus, None)

    def begin(self, corpus: str) -> None:
        """Note that the corpus is looked at now, so that it is due no more."""
        self._again.pop(corpus, None)

    def due(self) -> list[str]:
        """List the corpora that are to be tried again by now."""
        now = time.monotonic()
        return [corpus for corpus, at in self._again.copy().items() if at <= now]

    def note(self, corpus: str, name: str, error: SnapshotError) -> bool:
        """Note a refusal, and return whether it is a new one.

        What only cannot be had now is tried again in a while.
        """
        refused = name
        if isinstance(error, SnapshotUnavailable):
            refused = error.message
            self._again[corpus] = time.monotonic() + RETRY_SECONDS
        is_new = self._refused.get(corpus) != refused
        self._refused[corpus] = refused
        return is_new
