"""Sources in, a published snapshot out: written beside, sealed, renamed; never in place.

A kill at any step leaves the old snapshot serving; what it left behind is swept up by the
next build. Vectors of unchanged texts are taken from the serving snapshot, by their hash.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.building.gather import Gathered, gather
from index.building.plan import Basis, BuildPlan, holds, plan_build, recipe_of
from index.building.rows import Row, cutter, rows_of, vectors_for, write_database
from index.errors import SnapshotError, SourceError
from index.models.encoder import Encoder
from index.progress import Progress, no_progress
from index.snapshots.bm25 import LexicalIndex
from index.snapshots.calibration import measured_record
from index.snapshots.library import Library
from index.snapshots.locks import BEING_BUILT, exclusive
from index.snapshots.manifest import FORMAT, measured_in
from index.snapshots.publish import KEPT_SNAPSHOTS, prune, seal_and_rename, withdraw
from index.snapshots.snapshot import DATABASE, LEXICAL, VECTORS, Snapshot
from index.snapshots.vectors import FaissStore
from index.sources.documents import SourceFile
from index.types import Document

if TYPE_CHECKING:
    pass

Check = Callable[[Snapshot, Snapshot | None], None]
"""Looks at a complete snapshot beside the one that serves, and raises if it must not serve."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. ``encoded`` and ``reused`` count texts (passages and windows)."""

    snapshot: str
    plan: BuildPlan
    documents: int
    passages: int
    windows: int
    encoded: int
    reused: int


def build(
    library: Library,
    corpus: str,
    files: Sequence[SourceFile],
    encoder: Encoder,
    *,
    max_bytes: int,
    full: bool = False,
    prune_gone: bool = False,
    removed: Container[str] = (),
    keep: int = KEPT_SNAPSHOTS,
    check: Check | None = None,
    progress: Progress = no_progress,
) -> BuildReport:
    """Index ``files`` and publish the result, unless what serves is up to date.

    ``full`` reads and encodes everything again. The documents of a file that is not there any
    more stay, unless ``prune_gone``, or its name is in ``removed``. A file that cannot be read is
    a fault in the plan of the report, and the build goes on. ``keep`` is how many snapshots stay.

    :raises SourceError: no file can be read; nothing was changed.
    :raises BuildError: the disk is full, or another build of this corpus is running.
    :raises GateError: ``check`` refused the new index, which is kept as the candidate.
    """
    with exclusive(library.folder(corpus)) as folder:
        basis = Basis.of(library, corpus)
        known = {**basis.manifest, "origins": {}} if full else basis.manifest
        gathered = gather(
            files, known, max_bytes=max_bytes, prune=prune_gone, removed=removed, progress=progress
        )
        plan = plan_build(gathered, basis, encoder)
        if plan.up_to_date and not full:
            withdraw(library, corpus)
            report = _nothing_done(basis, plan)
        else:
            work = _Work(library, corpus, folder, gathered, encoder, basis, full, progress)
            report = _candidate(work, plan) or work.written(plan)
            _publish(library, corpus, report.snapshot, basis, check)
        prune(library, corpus, keep=keep)
        return report


def texts_to_encode(library: Library, corpus: str, gathered: Gathered, encoder: Encoder) -> int:
    """How many texts a build of what was gathered would encode."""
    basis = Basis.of(library, corpus)
    work = _Work(library, corpus, Path(), gathered, encoder, basis, False, no_progress)
    return work.fresh()


def _nothing_done(basis: Basis, plan: BuildPlan) -> BuildReport:
    counts = basis.manifest["counts"]
    reused = counts["passages"] + counts["windows"]
    return BuildReport(basis.name, plan, **counts, encoded=0, reused=reused)


def _candidate(work: _Work, plan: BuildPlan) -> BuildReport | None:
    """The snapshot that was refused before, if a build would give the same again."""
    name = work.library.candidate(work.corpus)
    if name is None or work.full:
        return None
    try:
        with closing(Snapshot(work.folder / name)) as snapshot:
            same = holds(snapshot.manifest, work.gathered, work.encoder)
            return _nothing_done(Basis(name, snapshot.manifest), plan) if same else None
    except SnapshotError:
        return None


def _publish(library: Library, corpus: str, name: str, basis: Basis, check: Check | None) -> None:
    """Let it serve, after the check; a kill in between leaves a candidate to be checked again."""
    if check is not None:
        withdraw(library, corpus, kept=name)
        library.propose(corpus, name)
        with ExitStack() as opened:
            new = opened.enter_context(closing(Snapshot(library.folder(corpus) / name)))
            old = library.folder(corpus) / basis.name
            serving = opened.enter_context(closing(Snapshot(old))) if basis.serves else None
            check(new, serving)
    library.publish(corpus, name)
    withdraw(library, corpus, kept=name)


class _Work:
    """One index in the making: what was gathered, and the snapshots that vectors are taken from."""

    def __init__(
        self,
        library: Library,
        corpus: str,
        folder: Path,
        gathered: Gathered,
        encoder: Encoder,
        basis: Basis,
        full: bool,
        progress: Progress,
    ) -> None:
        self.library, self.corpus, self.folder = library, corpus, folder
        self.gathered, self.encoder, self.full = gathered, encoder, full
        self._basis = basis
        self._progress = progress

    def fresh(self) -> int:
        """How many texts would be encoded."""
        with ExitStack() as opened:
            _, rows, known = self._prepared(opened)
            return sum(
                len({row.key for row in rows[table]}.difference(*(s.keys(table) for s in known)))
                for table in rows
            )

    def written(self, plan: BuildPlan) -> BuildReport:
        """Write the snapshot, and give it its name; nothing serves it yet."""
        beside = self.folder / f"{BEING_BUILT}{os.getpid()}"
        beside.mkdir()
        with ExitStack() as opened:
            documents, rows, known = self._prepared(opened)
            if not rows["passages"]:  # nothing but rules and empty list items
                raise SourceError("the sources contain no text to quote", hint="Add text to them.")
            write_database(beside / DATABASE, documents, rows)
            encoded = 0
            for table in rows:
                vectors, fresh = vectors_for(
                    table, rows[table], self.encoder, known, self._progress
                )
                encoded += fresh
                FaissStore(vectors).save(beside / VECTORS[table])
                LexicalIndex.build([f"{row.heading} {row.text}" for row in rows[table]]).save(
                    beside / LEXICAL[table]
                )
        counts = {"documents": len(documents)} | {table: len(rows[table]) for table in rows}
        name = seal_and_rename(beside, self._manifest(counts))
        reused = sum(map(len, rows.values())) - encoded
        return BuildReport(name, plan, **counts, encoded=encoded, reused=reused)

    def _prepared(
        self, opened: ExitStack
    ) -> tuple[list[Document], dict[str, list[Row]], list[Snapshot]]:
        """All documents, the rows of the tables, and the snapshots that have vectors of them."""
        basis = self._snapshot(self._basis.name, opened) if self._basis.name else None
        documents = _documents(self.gathered, basis)
        usable = [
            snapshot
            for snapshot in (basis, self._refused(opened))
            if snapshot is not None and snapshot.fingerprint == self.encoder.fingerprint
        ]
        same = basis is not None and basis.manifest.get("recipe") == recipe_of(self.encoder)
        cut = cutter(self.encoder, basis if same and not self.full else None)
        rows = rows_of(documents, cut, self._progress)
        return documents, rows, [] if self.full else usable

    def _refused(self, opened: ExitStack) -> Snapshot | None:
        """The candidate that is there already, which may have vectors that nobody else has."""
        name = self.library.candidate(self.corpus)
        try:
            return self._snapshot(name, opened) if name else None
        except SnapshotError:
            return None

    def _snapshot(self, name: str, opened: ExitStack) -> Snapshot:
        return opened.enter_context(closing(Snapshot(self.library.folder(self.corpus) / name)))

    def _manifest(self, counts: dict[str, int]) -> dict[str, Any]:
        recipe = recipe_of(self.encoder)
        manifest = {
            "format": FORMAT,
            "encoder": {"name": self.encoder.name, "fingerprint": self.encoder.fingerprint},
            "recipe": recipe,
            "counts": counts,
            "sources": list(self.gathered.records),
            "origins": dict(self.gathered.origins),
        }
        if self._basis.manifest.get("recipe") != recipe:
            return manifest
        measured = measured_in(dict(self._basis.manifest), self._basis.name)
        return manifest | ({"calibration": measured_record(measured)} if measured else {})


def _documents(gathered: Gathered, basis: Snapshot | None) -> list[Document]:
    """Every document: read just now, or as it stands in the snapshot that was built on."""
    rows = {r["id"]: n for n, r in enumerate(basis.manifest["sources"])} if basis else {}
    return [
        gathered.read[record["id"]]
        if record["id"] in gathered.read or basis is None
        else basis.document(rows[record["id"]])
        for record in gathered.records
    ]
