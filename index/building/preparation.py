"""Open what a build copies from, and find out what it must cut anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from typing import Any

from index.building.gather import Gathered
from index.building.known_vectors import KnownVectors
from index.building.pieces import Changed, Unchanged, pieces
from index.building.plan import Basis, recipe_of
from index.building.rows import rows_of
from index.errors import SnapshotError
from index.models.encoder import Encoder
from index.snapshots.calibration import measured_record
from index.snapshots.library import Library
from index.snapshots.manifest import FORMAT, measured_in
from index.snapshots.row_table import as_keys
from index.snapshots.snapshot import Snapshot


@dataclass(frozen=True)
class Prepared:
    """The contents of a new index, and the open snapshots to copy from.

    Unchanged documents come from ``basis``, and vectors from ``known``. ``manifest`` lacks what is
    only known when all documents are cut.
    """

    pieces: Sequence[Unchanged | Changed]
    basis: Snapshot | None
    known: Sequence[Snapshot]
    encoder: Encoder
    manifest: Mapping[str, Any]


@contextmanager
def prepare(
    library: Library,
    corpus: str,
    gathered: Gathered,
    encoder: Encoder,
    basis: Basis,
    *,
    full: bool = False,
) -> Iterator[Prepared]:
    """Find out what must be cut, without cutting, encoding or writing anything.

    Unless ``full`` is set, old vectors will come from the basis and from a refused candidate, which
    are open while the context lasts.
    """
    with ExitStack() as opened:

        def snapshot(name: str, compared: Mapping[str, Any] | None = None) -> Snapshot:
            found = Snapshot(library.folder(corpus) / name, compared=compared)
            return opened.enter_context(closing(found))

        old = snapshot(basis.name, basis.manifest) if basis.name else None
        same = not full and basis.manifest.get("recipe") == recipe_of(encoder)
        known = [] if full else [one for one in (old, _refused(library, corpus, snapshot)) if one]
        yield Prepared(
            [*pieces(gathered, old, same_recipe=same)],
            old,
            [one for one in known if one.fingerprint == encoder.fingerprint],
            encoder,
            _manifest(gathered, encoder, basis),
        )


def texts_to_encode(library: Library, corpus: str, gathered: Gathered, encoder: Encoder) -> int:
    """Count the texts that a build of ``gathered`` would encode, without encoding any."""
    with prepare(library, corpus, gathered, encoder, Basis.of(library, corpus)) as prepared:
        documents = (piece.read() for piece in prepared.pieces if isinstance(piece, Changed))
        tables = (rows for one in documents for rows in rows_of(one, encoder).values())
        keys = as_keys({row.key for rows in tables for row in rows})
        return int((KnownVectors(prepared.known).places(keys) < 0).sum())


def _refused(library: Library, corpus: str, opened: Callable[[str], Snapshot]) -> Snapshot | None:
    """Return the open candidate of an earlier build, which may have vectors that no other has."""
    name = library.candidate(corpus)
    try:
        return opened(name) if name else None
    except SnapshotError:
        return None


def _manifest(gathered: Gathered, encoder: Encoder, basis: Basis) -> dict[str, Any]:
    recipe = recipe_of(encoder)
    manifest = {
        "format": FORMAT,
        "encoder": {"name": encoder.name, "fingerprint": encoder.fingerprint},
        "recipe": recipe,
        "sources": list(gathered.records),
        "origins": dict(gathered.origins),
    }
    if basis.manifest.get("recipe") != recipe:
        return manifest
    measured = measured_in(dict(basis.manifest), basis.name)
    return manifest | ({"calibration": measured_record(measured)} if measured else {})
