"""Hold open snapshots; if there are many, drop the one that was used least recently."""

from __future__ import annotations

import threading
from collections import OrderedDict

from index.snapshots.snapshot import Snapshot

try:
    import resource
except ImportError:  # on Windows, where a process may open as many files as it likes
    resource = None  # type: ignore[assignment]

FILES_EACH = 16  # that a process opens for a snapshot, rounded up
FEWEST, MOST = 8, 2_048


class OpenSnapshots:
    """The open snapshot of each corpus; for use from any thread.

    A dropped snapshot is closed when nobody reads it any longer.
    """

    def __init__(self, most: int | None = None) -> None:
        """Hold ``most`` at a time, or as many as half of the files that the process may open."""
        self._most = most or _as_many_as_may_be_open()
        self._held: OrderedDict[str, Snapshot] = OrderedDict()
        self._lock = threading.Lock()

    def corpora(self) -> list[str]:
        """List the corpora with an open snapshot."""
        with self._lock:
            return list(self._held)

    def look(self, corpus: str) -> Snapshot | None:
        """Return what is open of a corpus; this does not count as a use."""
        with self._lock:
            return self._held.get(corpus)

    def use(self, corpus: str) -> Snapshot | None:
        """Return what is open of a corpus, for a question."""
        with self._lock:
            if corpus in self._held:
                self._held.move_to_end(corpus)
            return self._held.get(corpus)

    def put(self, corpus: str, snapshot: Snapshot) -> None:
        """Hold a snapshot, in place of another one of its corpus."""
        with self._lock:
            self._held[corpus] = snapshot
            while len(self._held) > self._most:
                self._held.popitem(last=False)

    def drop(self, corpus: str) -> None:
        """Close the open snapshot of a corpus when nobody reads it any longer."""
        with self._lock:
            self._held.pop(corpus, None)


def _as_many_as_may_be_open() -> int:
    if resource is None:
        return MOST
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files == resource.RLIM_INFINITY:
        return MOST
    return min(MOST, max(FEWEST, files // 2 // FILES_EACH))
