"""What a build would do, told without encoding anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from index.chunking import CHUNKING
from index.encoder import Encoder
from index.errors import SnapshotError
from index.library import Library
from index.sealing import FORMAT, source_record
from index.types import Document


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """What a build would do."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    up_to_date: bool


def plan_build(
    library: Library, corpus: str, documents: Sequence[Document], encoder: Encoder
) -> BuildPlan:
    """Compare the sources with what serves, without encoding anything."""
    try:
        serving = library.manifest(corpus)
    except SnapshotError:
        serving = {}
    old = {source["id"]: source for source in _sources(serving)}
    new = {document.id: source_record(document) for document in documents}
    recipe = recipe_of(encoder)
    return BuildPlan(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(id_ for id_ in new.keys() & old.keys() if new[id_] != old[id_])),
        removed=tuple(sorted(old.keys() - new.keys())),
        up_to_date=list(new.values()) == list(old.values()) and serving.get("recipe") == recipe,
    )


def recipe_of(encoder: Encoder) -> str:
    """What, beside the sources, decides the bytes of an index."""
    return f"{FORMAT}|{CHUNKING}|{encoder.fingerprint}"


def _sources(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    return list(manifest.get("sources", []))
