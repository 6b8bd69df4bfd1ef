"""Libraries as separate processes and machines have them: over one folder, or one database."""

from __future__ import annotations

from pathlib import Path

from index.snapshots.library import Library
from index.snapshots.shared.database import IndexDatabase
from index.snapshots.shared.local_copies import LocalCopies
from index.snapshots.shared.shared_catalogue import SharedCatalogue

LARGE = 10**9


def shared_library(
    folder: Path, address: str, *, bound: int = LARGE, older_may_serve: bool = False
) -> Library:
    """The library of a machine whose copies are in ``folder``."""
    catalogue = SharedCatalogue(IndexDatabase(address), LocalCopies(folder, bound))
    return Library(folder, catalogue=catalogue, older_may_serve=older_may_serve)
