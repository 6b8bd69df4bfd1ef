"""Define what a store of snapshots can do: a folder, or a shared database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from index.snapshots.snapshot import Snapshot

CURRENT = "CURRENT"
CANDIDATE = "CANDIDATE"
SNAPSHOT_NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{12}")


class Sealed(NamedTuple):
    """A snapshot on this machine, every byte of which was just compared with its manifest."""

    folder: Path
    manifest: dict[str, Any]


class Catalogue(Protocol):
    """The snapshots of all corpora: their names, their files, and which of them serve.

    Every method may raise ``SnapshotUnavailable`` if the place cannot be reached.
    """

    @property
    def where(self) -> str:
        """Return where the snapshots are, for messages."""

    def folder(self, corpus: str) -> Path:
        """Return the folder of a corpus on this machine, which need not exist."""

    def corpora(self) -> list[str]:
        """List the corpora that have a published snapshot, sorted by name."""

    def current(self, corpus: str) -> str | None:
        """Return the name of the serving snapshot, or None if none was ever published."""

    def candidate(self, corpus: str) -> str | None:
        """Return the name of the snapshot that the gate refused, or has not checked yet."""

    def snapshots(self, corpus: str) -> list[str]:
        """List the names of all kept snapshots, oldest first."""

    def on_this_machine(self, corpus: str) -> list[str]:
        """List the snapshots whose files are here, the one that served here last first."""

    def manifest(self, corpus: str, name: str) -> dict[str, Any]:
        """Read the manifest of a snapshot, whose files need not be here.

        :raises SnapshotError: there is none, or it is damaged.
        """

    def sealed(self, corpus: str, name: str) -> Sealed:
        """Compare every byte of a snapshot with its manifest, after fetching what is missing.

        :raises SnapshotError: it does not exist, or is not as it was sealed.
        """

    def open(self, corpus: str, name: str) -> Snapshot:
        """Open a snapshot, after fetching what is missing.

        :raises SnapshotError: it does not exist, or is not as it was sealed.
        """

    def examine(self, corpus: str, name: str) -> None:
        """Look for damage without fetching anything; read every byte of what is here.

        :raises SnapshotError: it is damaged.
        """

    def publish(self, corpus: str, name: str) -> None:
        """Let a snapshot serve, in one step that a crash cannot split."""

    def propose(self, corpus: str, name: str) -> None:
        """Record ``name`` as the candidate: a complete snapshot that is not published."""

    def withdraw(self, corpus: str) -> None:
        """Forget which snapshot is the candidate; its files stay."""

    def remove(self, corpus: str, name: str) -> None:
        """Remove a snapshot; where it is open, its files stay until it is not."""

    def building(self, corpus: str) -> AbstractContextManager[Path]:
        """Hold the lock of a corpus for a build in its folder.

        :raises BuildError: another build holds it, the disk is full, or it cannot be written.
        """

    def changed(self, corpora: Sequence[str]) -> Iterable[str]:
        """Return those of ``corpora`` for which another snapshot may serve by now."""

    def opened(self, corpus: str, name: str) -> None:
        """Note that a snapshot serves on this machine."""
