"""Builds of all that the register and the folder of sources hold."""

from __future__ import annotations

from pathlib import Path

from index.rebuilding import Rebuilder
from index.register.files import sources_of, withdrawn
from index.settings import IndexSettings


def rebuilder(
    settings: IndexSettings,
    *,
    prune: bool = False,
    force: bool = False,
    gate: Path | None = None,
    keep: int | None = None,
) -> Rebuilder:
    """What builds the corpus of these settings; the register is read anew for each build."""
    return Rebuilder(
        settings,
        lambda: sources_of(settings.library),
        removed=lambda: withdrawn(settings.library),
        prune=prune,
        force=force,
        gate=gate,
        keep=keep,
    )
