"""What a build would do, told without encoding anything."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from index.building.gather import Fault, Gathered
from index.errors import SnapshotError
from index.models.encoder import Encoder
from index.snapshots.library import Library
from index.snapshots.manifest import FORMAT, check_files, read_manifest
from index.text.chunking import CHUNKING


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """What a build would do to the documents of the serving index, by their ids.

    ``kept`` are those that stay although their file is gone. ``notes`` say what was left out of
    documents that were read.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    up_to_date: bool
    kept: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """The snapshot that a build goes on from: the one that serves, or the newest sound one.

    ``manifest`` is empty, and so is ``name``, where there is none.
    """

    name: str = ""
    manifest: Mapping[str, Any] = field(default_factory=dict)
    serves: bool = False

    @classmethod
    def of(cls, library: Library, corpus: str) -> Basis:
        """Find it; every byte of it is checked, as every build would lose what is damaged."""
        serving = library.current_or_none(corpus)
        kept = [name for name in library.snapshots(corpus) if name != library.candidate(corpus)]
        for name in filter(None, dict.fromkeys([serving, *reversed(kept)])):
            folder = library.folder(corpus) / name
            with suppress(SnapshotError):
                manifest = read_manifest(folder)
                check_files(folder, manifest)
                return cls(name, manifest, serves=name == serving)
        return cls()


def plan_build(gathered: Gathered, basis: Basis, encoder: Encoder) -> BuildPlan:
    """Compare what was gathered with what serves, without encoding anything."""
    old = {source["id"]: source for source in basis.manifest.get("sources", ())}
    new = {record["id"]: record for record in gathered.records}
    return BuildPlan(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(id_ for id_ in new.keys() & old.keys() if new[id_] != old[id_])),
        removed=tuple(sorted(old.keys() - new.keys())),
        up_to_date=basis.serves and holds(basis.manifest, gathered, encoder),
        kept=tuple(sorted(gathered.gone)),
        faults=gathered.faults,
        notes=gathered.notes,
    )


def holds(manifest: Mapping[str, Any], gathered: Gathered, encoder: Encoder) -> bool:
    """Whether the index of this manifest is what a build of all that would give."""
    same = list(manifest.get("sources", ())) == list(gathered.records)
    return same and manifest.get("recipe") == recipe_of(encoder)


def recipe_of(encoder: Encoder) -> str:
    """What, beside the sources, decides the bytes of an index."""
    return f"{FORMAT}|{CHUNKING}|{encoder.fingerprint}"
