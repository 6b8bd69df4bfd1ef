"""Keep snapshots in PostgreSQL, for any number of machines, with copies of those in use here."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from index.errors import BuildError, SnapshotCorrupt, SnapshotMissing, SnapshotUnavailable
from index.postgres import Session
from index.snapshots.catalogue import Sealed
from index.snapshots.manifest import manifest_in
from index.snapshots.shared.advisory import holder_of, is_taken, key_of, release
from index.snapshots.shared.bulletin import Bulletin
from index.snapshots.shared.database import IndexDatabase
from index.snapshots.shared.download import REPAIR, described, fetch
from index.snapshots.shared.local_copies import LocalCopies
from index.snapshots.shared.tables import bring_up
from index.snapshots.shared.upload import add, let_serve, remove
from index.snapshots.snapshot import Snapshot

CORPORA = "SELECT corpus FROM quoth_index.serving ORDER BY corpus"
SERVING = "SELECT name FROM quoth_index.serving WHERE corpus = %s"
NAMES = "SELECT name FROM quoth_index.snapshots WHERE corpus = %s ORDER BY created, name"
IS_STORED = "SELECT FROM quoth_index.snapshots WHERE corpus = %s AND name = %s"
INCOMPLETE = """SELECT path FROM quoth_index.files file WHERE corpus = %s AND name = %s
    AND size <> (SELECT coalesce(sum(octet_length(content)), 0) FROM quoth_index.chunks chunk
                 WHERE chunk.corpus = file.corpus AND chunk.digest = file.digest) LIMIT 1"""
STORED = """SELECT count(DISTINCT corpus), count(*),
    pg_total_relation_size('quoth_index.chunks') FROM quoth_index.snapshots"""


class SharedCatalogue:
    """The snapshots in a database; see ``Catalogue``.

    A candidate, and whatever else was never published, is on the machine that built it alone.
    """

    def __init__(self, database: IndexDatabase, copies: LocalCopies) -> None:
        self._database = database
        self._copies = copies
        self._here = copies.here
        self._bulletin = Bulletin(database)
        self._builds: dict[str, Session] = {}  # the connections that hold locks of builds
        weakref.finalize(self, self._bulletin.close)

    @property
    def where(self) -> str:
        """Return the database."""
        return self._database.name

    def summary(self) -> str:
        """Say what the database has, and how much of it is here."""
        ((corpora, snapshots, size),) = self._database.rows(STORED) or [(0, 0, 0)]
        copies = self._copies.copies()
        here = sum(copy.size for copy in copies)
        return (
            f"{self.where}: snapshots {snapshots}, corpora {corpora}, {_megabytes(size)} MB; "
            f"copies here {len(copies)}, {_megabytes(here)} of {_megabytes(self._copies.bound)} MB"
        )

    def folder(self, corpus: str) -> Path:
        """Return the folder of copies, which is the one in which builds work too."""
        return self._here.folder(corpus)

    def corpora(self) -> list[str]:
        """List the corpora of the database."""
        return [corpus for (corpus,) in self._database.rows(CORPORA)]

    def current(self, corpus: str) -> str | None:
        """Return the snapshot that serves on all machines."""
        return next((name for (name,) in self._database.rows(SERVING, corpus)), None)

    def candidate(self, corpus: str) -> str | None:
        """Return the candidate of this machine."""
        return self._here.candidate(corpus)

    def snapshots(self, corpus: str) -> list[str]:
        """List those of the database, and those that are only here."""
        stored = [name for (name,) in self._database.rows(NAMES, corpus)]
        names = [*stored, *(name for name in self._copies.only_here(corpus) if name not in stored)]
        return sorted(names, key=lambda name: name.partition("-")[0])

    def on_this_machine(self, corpus: str) -> list[str]:
        """List the copies, the one that served here last first."""
        return self._here.on_this_machine(corpus)

    def manifest(self, corpus: str, name: str) -> dict[str, Any]:
        """Read the manifest of a copy, or else of the database."""
        if name in self._here.snapshots(corpus):
            return self._here.manifest(corpus, name)
        data = self._database.do(lambda session: described(session, corpus, name))
        return manifest_in(data, name)

    def sealed(self, corpus: str, name: str) -> Sealed:
        """Compare a copy with its seal; if there is none, or it is damaged, fetch one."""
        try:
            return self._here.sealed(corpus, name)
        except SnapshotMissing:
            pass
        except SnapshotCorrupt:
            if not self._copies.discard(corpus, name):
                raise
        return self._fetched(corpus, name)

    def open(self, corpus: str, name: str) -> Snapshot:
        """Open a copy, every byte of which was just compared."""
        folder, manifest = self.sealed(corpus, name)
        return Snapshot(folder, compared=manifest)

    def examine(self, corpus: str, name: str) -> None:
        """Compare a copy; of the database, look only whether all is there."""
        if name in self._here.snapshots(corpus):
            self._here.examine(corpus, name)
        for (path,) in self._database.rows(INCOMPLETE, corpus, name):
            raise SnapshotCorrupt(
                f"{path} of snapshot {name} is not complete in {self.where}", hint=REPAIR
            )

    def publish(self, corpus: str, name: str) -> None:
        """Write the snapshot, let it serve and tell the others, all in one transaction."""
        self._change(corpus, partial(_published, folder=self.folder(corpus) / name))
        self.opened(corpus, name)

    def propose(self, corpus: str, name: str) -> None:
        """Record the candidate on this machine."""
        self._here.propose(corpus, name)

    def withdraw(self, corpus: str) -> None:
        """Forget the candidate of this machine."""
        self._here.withdraw(corpus)

    def remove(self, corpus: str, name: str) -> None:
        """Remove a snapshot from the database, and its copy here."""
        self._change(corpus, partial(remove, name=name))
        self._here.remove(corpus, name)
        self._tidy(corpus)

    @contextmanager
    def building(self, corpus: str) -> Iterator[Path]:
        """Hold the lock of the corpus on this machine, and its lock in the database."""
        with self._here.building(corpus) as folder, self._database.session("build") as session:
            with self._database.explained():
                bring_up(session)
                _lock_for_build(session, corpus)
            self._builds[corpus] = session
            try:
                yield folder
            finally:
                del self._builds[corpus]
                release(session, key_of("build", corpus))

    def changed(self, corpora: Sequence[str]) -> Iterable[str]:
        """Return those of which another process has said that they changed."""
        return self._bulletin.changed(corpora)

    def opened(self, corpus: str, name: str) -> None:
        """Note that a copy is in use, and that it serves if the database cannot be reached."""
        self._copies.note(corpus, name)

    def _fetched(self, corpus: str, name: str) -> Sealed:
        try:
            with self._copies.filling(corpus, name) as folder:
                if folder is None:  # another process of this machine has fetched it
                    return self._here.sealed(corpus, name)
                manifest = self._fetch(corpus, name, folder)
        except OSError as error:
            raise SnapshotUnavailable(
                f"{self.folder(corpus)}: {name} cannot be fetched ({error.strerror})",
                hint="Free some space, or check the folder's permissions.",
            ) from error
        self._tidy(corpus)
        return Sealed(self.folder(corpus) / name, manifest)

    def _tidy(self, corpus: str) -> None:
        """Remove the copies of what the database no longer has, unless they are open."""
        stored = {name for (name,) in self._database.rows(NAMES, corpus)}
        for name in self._here.snapshots(corpus):
            if name not in stored:
                self._copies.discard(corpus, name)

    def _fetch(self, corpus: str, name: str, folder: Path) -> dict[str, Any]:
        """Fetch over a connection of its own: others need not wait for a large snapshot."""
        known = self._copies.files(corpus)
        opened, explained = self._database.session("fetch"), self._database.explained()
        with opened as session, explained, session.transaction():
            return fetch(session, corpus, name, folder, known)

    def _change(self, corpus: str, work: Callable[[Session, str], None]) -> None:
        """Change what is stored of a corpus, one process at a time.

        A build does it on the connection that holds its lock: if that was cut, another build may
        have begun, and nothing is changed.

        :raises BuildError: the database cannot be used; nothing was changed.
        """
        try:
            if corpus in self._builds:
                with self._database.explained(), self._builds[corpus].transaction():
                    _alone(self._builds[corpus], corpus, work)
            else:
                self._database.do(lambda session: _alone(session, corpus, work))
        except SnapshotUnavailable as error:
            raise BuildError(
                f"{error.message}; the earlier index stays in use",
                hint="When the database is back, try again: what was encoded is kept.",
            ) from error


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f}"


def _published(session: Session, corpus: str, folder: Path) -> None:
    if session.execute(IS_STORED, (corpus, folder.name)).fetchone() is None:
        add(session, corpus, folder)
    let_serve(session, corpus, folder.name)


def _alone(session: Session, corpus: str, work: Callable[[Session, str], None]) -> None:
    bring_up(session)
    session.execute("SELECT pg_advisory_xact_lock(%s)", (key_of("change", corpus),))
    work(session, corpus)


def _lock_for_build(session: Session, corpus: str) -> None:
    """Take the lock of a build, which the server releases when the connection ends.

    :raises BuildError: another build has it.
    """
    key = key_of("build", corpus)
    if not is_taken(session, key):
        raise BuildError(
            f"another build of {corpus} is running{holder_of(session, key)}",
            hint="Wait for it to end, then try again.",
        )
