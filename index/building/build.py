"""Build a snapshot of the sources in a temporary folder, then seal, rename and publish it.

If a build is killed at any step, the old snapshot goes on serving, and the next build removes what
was left behind. Vectors of unchanged texts are copied from the serving snapshot, by their hash, or
from the log of a build that was killed.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.building.gather import Gathered, gather
from index.building.plan import Basis, BuildPlan, matches_build, plan_build, recipe_of
from index.building.rows import (
    Row,
    cutter,
    rows_of,
    texts_unknown,
    vectors_for,
    write_database,
)
from index.building.vector_log import VectorLog
from index.errors import SnapshotError, SourceError
from index.models.encoder import Encoder
from index.progress import Progress, no_progress
from index.snapshots.bm25 import LexicalIndex
from index.snapshots.calibration import measured_record
from index.snapshots.library import Library
from index.snapshots.locks import BEING_BUILT, exclusive
from index.snapshots.manifest import FORMAT, languages_in, measured_in
from index.snapshots.publish import KEPT_SNAPSHOTS, prune, seal_and_rename, withdraw
from index.snapshots.snapshot import DATABASE, LEXICAL, VECTORS, Snapshot
from index.snapshots.vectors import FaissStore
from index.sources.documents import SourceFile
from index.text.analysis import ENGLISH, UNKNOWN
from index.types import Document

Check = Callable[[Snapshot, Snapshot | None], None]
"""Compares a complete snapshot with the serving one, and raises if it must not serve."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The result of a build. ``encoded`` and ``reused`` count texts: the rows of all tables."""

    snapshot: str
    plan: BuildPlan
    documents: int
    passages: int
    windows: int
    sections: int
    encoded: int
    reused: int
    languages: Mapping[str, int] = field(default_factory=dict)


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
    """Index ``files`` and publish the result, unless the serving snapshot is up to date.

    ``full`` reads and encodes everything again. Documents of a file that no longer exists are kept,
    unless ``prune_gone`` is set or its name is in ``removed``. A file that cannot be read is listed
    as a fault in the plan of the report, and the build continues. ``keep`` is the number of
    snapshots to keep.

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
        log = VectorLog(folder, encoder.fingerprint)
        if full:
            log.remove()
        if plan.up_to_date and not full:
            withdraw(library, corpus)
            report = _nothing_done(basis, plan)
        else:
            same = None if full else _candidate(library, corpus, gathered, encoder)
            if same is not None:
                report = _nothing_done(same, plan)
            else:
                making = prepare(
                    library, corpus, gathered, encoder, basis, full=full, progress=progress
                )
                report = _written(making, plan, folder, log, progress)
            _publish(library, corpus, report.snapshot, basis, check)
        log.remove()
        prune(library, corpus, keep=keep)
        return report


def texts_to_encode(library: Library, corpus: str, gathered: Gathered, encoder: Encoder) -> int:
    """Count the texts that a build of ``gathered`` would encode, without encoding any."""
    with prepare(library, corpus, gathered, encoder, Basis.of(library, corpus)) as prepared:
        return texts_unknown(prepared.rows, prepared.known)


def _nothing_done(basis: Basis, plan: BuildPlan) -> BuildReport:
    counts = basis.manifest["counts"]
    reused = sum(counts[table] for table in VECTORS)
    languages = languages_in(basis.manifest)
    return BuildReport(basis.name, plan, **counts, encoded=0, reused=reused, languages=languages)


def _candidate(library: Library, corpus: str, gathered: Gathered, encoder: Encoder) -> Basis | None:
    """Return the snapshot that the gate refused, if a build would produce the same one again."""
    name = library.candidate(corpus)
    if name is None:
        return None
    try:
        with closing(Snapshot(library.folder(corpus) / name)) as snapshot:
            same = matches_build(snapshot.manifest, gathered, encoder)
            return Basis(name, snapshot.manifest) if same else None
    except SnapshotError:
        return None


def _publish(library: Library, corpus: str, name: str, basis: Basis, check: Check | None) -> None:
    """Check the new snapshot and let it serve.

    If this is killed in between, the snapshot remains as a candidate, and is checked again.
    """
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


@dataclass(frozen=True)
class Prepared:
    """The contents of a new index without its vectors, and open snapshots to copy vectors from.

    ``rows`` are the rows of each table. ``manifest`` is complete except for the counts.
    """

    documents: Sequence[Document]
    rows: Mapping[str, Sequence[Row]]
    known: Sequence[Snapshot]
    encoder: Encoder
    manifest: Mapping[str, Any]

    @property
    def counts(self) -> dict[str, int]:
        """Return the number of documents and of the rows of each table, for the manifest."""
        return {"documents": len(self.documents)} | {n: len(rows) for n, rows in self.rows.items()}

    @property
    def languages(self) -> dict[str, int]:
        """Return the number of documents in each language, the most first, for the manifest."""
        counts = Counter(document.language or UNKNOWN for document in self.documents)
        return dict(counts.most_common())

    def languages_of(self, table: str) -> list[str]:
        """Return the language of each row of a table of passages or windows."""
        passages = self.rows["passages"]
        of_passages = [self.documents[row.parent].language or ENGLISH for row in passages]
        if table == "passages":
            return of_passages
        return [of_passages[row.parent] for row in self.rows[table]]


@contextmanager
def prepare(
    library: Library,
    corpus: str,
    gathered: Gathered,
    encoder: Encoder,
    basis: Basis,
    *,
    full: bool = False,
    progress: Progress = no_progress,
) -> Iterator[Prepared]:
    """Cut the gathered documents into rows, without encoding or writing anything.

    Unless ``full`` is set, old vectors will come from the basis and from a refused candidate, which
    are open while the context lasts.
    """
    with ExitStack() as opened:

        def snapshot(name: str) -> Snapshot:
            return opened.enter_context(closing(Snapshot(library.folder(corpus) / name)))

        old = snapshot(basis.name) if basis.name else None
        documents = _documents(gathered, old)
        same = old is not None and basis.manifest.get("recipe") == recipe_of(encoder)
        cut = cutter(encoder, old if same and not full else None)
        known = [] if full else [one for one in (old, _refused(library, corpus, snapshot)) if one]
        yield Prepared(
            documents,
            rows_of(documents, cut, progress),
            [one for one in known if one.fingerprint == encoder.fingerprint],
            encoder,
            _manifest(gathered, encoder, basis),
        )


def write(prepared: Prepared, folder: Path, log: VectorLog, progress: Progress) -> tuple[str, int]:
    """Encode and write a snapshot into ``folder``, without letting it serve.

    Return its name, and the number of texts that were encoded. Vectors in ``log`` are used, and new
    ones added to it.

    :raises SourceError: the sources have no passage.
    """
    if not prepared.rows["passages"]:  # the sources have only rules and empty list items
        raise SourceError("the sources contain no text to quote", hint="Add text to them.")
    temporary = folder / f"{BEING_BUILT}{os.getpid()}"
    temporary.mkdir()
    write_database(temporary / DATABASE, prepared.documents, prepared.rows)
    encoded, known = 0, prepared.known
    with closing(log):
        made = log.read({row.key for rows in prepared.rows.values() for row in rows})
        for table, rows in prepared.rows.items():
            vectors, fresh = vectors_for(table, rows, prepared.encoder, known, made, log, progress)
            encoded += fresh
            FaissStore(vectors).save(temporary / VECTORS[table])
            if table in LEXICAL:
                texts = [f"{row.heading} {row.text}" for row in rows]
                words = LexicalIndex.build(texts, prepared.languages_of(table))
                words.save(temporary / LEXICAL[table])
    told = {"counts": prepared.counts, "languages": prepared.languages}
    return seal_and_rename(temporary, {**prepared.manifest, **told}), encoded


def _written(
    making: AbstractContextManager[Prepared],
    plan: BuildPlan,
    folder: Path,
    log: VectorLog,
    progress: Progress,
) -> BuildReport:
    """Write a snapshot of what ``prepare`` makes, and report it."""
    with making as prepared:
        name, encoded = write(prepared, folder, log, progress)
        reused = sum(map(len, prepared.rows.values())) - encoded
        return BuildReport(
            name,
            plan,
            **prepared.counts,
            encoded=encoded,
            reused=reused,
            languages=prepared.languages,
        )


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


def _documents(gathered: Gathered, basis: Snapshot | None) -> list[Document]:
    """Return every document, either just read or copied from the basis."""
    rows = {r["id"]: n for n, r in enumerate(basis.manifest["sources"])} if basis else {}
    return [
        gathered.read[record["id"]]
        if record["id"] in gathered.read or basis is None
        else basis.document(rows[record["id"]])
        for record in gathered.records
    ]
