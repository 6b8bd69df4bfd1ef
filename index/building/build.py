"""Build a snapshot of the sources in a temporary folder, then seal, rename and publish it.

If a build is killed at any step, the old snapshot goes on serving, and the next build removes what
was left behind. Vectors of unchanged texts are copied from the serving snapshot, by their hash, or
from the log of a build that was killed.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field

from index.building.gather import Gathered, gather
from index.building.plan import Basis, BuildPlan, matches_build, plan_build
from index.building.preparation import prepare
from index.building.snapshot_writer import WrittenSnapshot, write
from index.building.vector_log import VectorLog
from index.errors import SnapshotError
from index.models.encoder import Encoder
from index.progress import Progress, no_progress
from index.snapshots.layout import TABLES
from index.snapshots.library import Library
from index.snapshots.manifest import languages_in
from index.snapshots.publish import KEPT_SNAPSHOTS, prune, withdraw
from index.snapshots.snapshot import Snapshot
from index.sources.documents import SourceFile

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
    with library.building(corpus) as folder:
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
        elif not full and (same := _candidate(library, corpus, gathered, encoder)) is not None:
            report = _nothing_done(same, plan)
            _publish(library, corpus, report.snapshot, basis, check)
        else:
            with prepare(library, corpus, gathered, encoder, basis, full=full) as prepared:
                report = _reported(write(prepared, folder, log, progress), plan)
            _publish(library, corpus, report.snapshot, basis, check)
        log.remove()
        prune(library, corpus, keep=keep)
        return report


def _nothing_done(basis: Basis, plan: BuildPlan) -> BuildReport:
    counts = basis.manifest["counts"]
    reused = sum(counts[table] for table in TABLES)
    languages = languages_in(basis.manifest)
    return BuildReport(basis.name, plan, **counts, encoded=0, reused=reused, languages=languages)


def _reported(written: WrittenSnapshot, plan: BuildPlan) -> BuildReport:
    return BuildReport(
        written.name,
        plan,
        **written.counts,
        encoded=written.encoded,
        reused=written.reused,
        languages=written.languages,
    )


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
