"""Plan a build: compare the gathered documents with the serving index, without encoding any."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from index.building.gather import Fault, Gathered
from index.errors import SnapshotCorrupt, SnapshotMismatch, SnapshotMissing
from index.models.encoder import Encoder
from index.snapshots.library import Library
from index.text.chunking import CHUNKING

ROWS = 3  # raise it when the same sources and chunks give other rows, keys or vectors


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """The changes that a build would make to the serving index, as ids of documents.

    ``kept`` are documents that stay although their file is missing. ``notes`` say what was left out
    of the documents that were read. ``anew``: another version or other settings made the index, so
    all of it is made anew.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    up_to_date: bool
    kept: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Basis:
    """The snapshot that a build starts from: the serving one, or the newest undamaged one.

    ``manifest`` and ``name`` are empty if there is no snapshot.
    """

    name: str = ""
    manifest: Mapping[str, Any] = field(default_factory=dict)
    serves: bool = False

    @classmethod
    def of(cls, library: Library, corpus: str) -> Basis:
        """Find the snapshot to start from, and check every byte of it.

        A build would otherwise lose the documents that are damaged in it.
        """
        serving = library.current_or_none(corpus)
        kept = [name for name in library.snapshots(corpus) if name != library.candidate(corpus)]
        for name in filter(None, dict.fromkeys([serving, *reversed(kept)])):
            with suppress(SnapshotMissing, SnapshotCorrupt, SnapshotMismatch):
                manifest = library.sealed(corpus, name).manifest
                return cls(name, manifest, serves=name == serving)
        return cls()


def plan_build(gathered: Gathered, basis: Basis, encoder: Encoder) -> BuildPlan:
    """List the documents that a build would add, change and remove, without encoding anything."""
    old = {source["id"]: source for source in basis.manifest.get("sources", ())}
    new = {record["id"]: record for record in gathered.records}
    return BuildPlan(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(id_ for id_ in new.keys() & old.keys() if new[id_] != old[id_])),
        removed=tuple(sorted(old.keys() - new.keys())),
        up_to_date=basis.serves and matches_build(basis.manifest, gathered, encoder),
        kept=tuple(sorted(gathered.gone)),
        faults=gathered.faults,
        notes=gathered.notes,
        anew=basis.serves and not _same_recipe(basis.manifest, encoder),
    )


def matches_build(manifest: Mapping[str, Any], gathered: Gathered, encoder: Encoder) -> bool:
    """Return whether a build of ``gathered`` would give the index that ``manifest`` describes."""
    same = list(manifest.get("sources", ())) == list(gathered.records)
    return same and _same_recipe(manifest, encoder)


def _same_recipe(manifest: Mapping[str, Any], encoder: Encoder) -> bool:
    told = "languages" in manifest  # if not, all was indexed as English
    return told and manifest.get("recipe") == recipe_of(encoder)


def recipe_of(encoder: Encoder) -> str:
    """Return the recipe of an index: all that decides its bytes apart from the sources."""
    return f"{ROWS}|{CHUNKING}|{encoder.fingerprint}"
