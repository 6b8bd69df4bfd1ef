"""Find and change the serving snapshot of each corpus, and open it.

The serving snapshot is looked up at each question, or at each ``refresh``: new ones need no
restart.
"""

from __future__ import annotations

import logging
import threading
from collections import defaultdict
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from index.errors import BuildError, SnapshotError, SnapshotMissing, SnapshotUnavailable
from index.snapshots.catalogue import Catalogue, Sealed
from index.snapshots.file_marks import forget_marks, note_marks
from index.snapshots.folder_catalogue import FolderCatalogue
from index.snapshots.manifest import check_files
from index.snapshots.open_snapshots import OpenSnapshots
from index.snapshots.refusals import Refusals
from index.snapshots.snapshot import Snapshot

log = logging.getLogger(__name__)


class Library:
    """The corpora of a catalogue, which is the folder ``root`` unless another is given.

    A question keeps the snapshot that it started with; the next question can get a newer one.
    With ``older_may_serve``, an older snapshot serves if the newest one cannot be opened: a service
    must start, but a command that examines or measures must not pass over a fault. Files that a
    service trusted by their marks are compared meanwhile, in a thread of its own.
    """

    def __init__(
        self, root: Path, *, catalogue: Catalogue | None = None, older_may_serve: bool = False
    ) -> None:
        self.root = root
        self._catalogue = catalogue or FolderCatalogue(root)
        self._older_may_serve = older_may_serve
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._open = OpenSnapshots()
        self._refusals = Refusals()

    def folder(self, corpus: str) -> Path:
        """Return the folder of a corpus on this machine, which need not exist."""
        return self._catalogue.folder(corpus)

    def corpora(self) -> list[str]:
        """List the corpora that have a published snapshot, sorted by name."""
        return self._catalogue.corpora()

    def current(self, corpus: str) -> str:
        """Return the name of the serving snapshot.

        :raises SnapshotMissing: none was ever published.
        """
        name = self._catalogue.current(corpus)
        if name is None:
            raise SnapshotMissing(
                f"no index for the corpus {corpus!r} in {self._catalogue.where}",
                hint="Build one with `quoth build`; `quoth status` lists what exists.",
            )
        return name

    def current_or_none(self, corpus: str) -> str | None:
        """Return the name of the serving snapshot, or None if none was ever published."""
        return self._catalogue.current(corpus)

    def get(self, corpus: str) -> Snapshot:
        """Return the serving snapshot, or the last good one if a newer one is broken.

        :raises SnapshotError: no snapshot can be trusted.
        """
        with self._locks[corpus]:
            serving, name = self._open.look(corpus), "nothing"
            try:
                name = self.current(corpus)
                self._refusals.begin(corpus)
                if serving is not None and name == serving.name:
                    self._refusals.settle(corpus)
                    return serving
                if serving is not None and self._refusals.stands(corpus, name):
                    return serving
                snapshot = self._opened(corpus, name)
                self._refusals.settle(corpus)
            except SnapshotError as error:
                good = serving or self._older(corpus)
                if good is None:
                    raise
                self._note_refusal(corpus, name, good, error)
                snapshot = good
            self._open.put(corpus, snapshot)
            return snapshot

    def serving(self, corpus: str) -> Snapshot:
        """Return the snapshot that is open, at once; ``refresh`` opens those that are newer.

        :raises SnapshotError: none is open, and none can be trusted.
        """
        return self._open.use(corpus) or self.get(corpus)

    def refresh(self) -> None:
        """Open newer snapshots of corpora that are open; meanwhile, ``serving`` has the old ones.

        :raises SnapshotError: see ``get``.
        """
        changed = self._catalogue.changed(self._open.corpora())
        for corpus in dict.fromkeys([*changed, *self._refusals.due()]):
            self.get(corpus)

    def _opened(self, corpus: str, name: str) -> Snapshot:
        try:
            snapshot = self._watched(corpus, self._catalogue.open(corpus, name))
        except SnapshotError:
            newer = self.current(corpus)  # a build may have just removed the one that served
            if newer == name:
                raise
            return self._opened(corpus, newer)
        self._catalogue.opened(corpus, name)
        return snapshot

    def _older(self, corpus: str) -> Snapshot | None:
        """Open the newest intact snapshot before the serving one, if older ones may serve."""
        for name in self._substitutes(corpus) if self._older_may_serve else ():
            try:
                return self._watched(corpus, self._catalogue.open(corpus, name))
            except SnapshotError as error:
                log.warning("corpus %s: %s", corpus, error.message)
        return None

    def _watched(self, corpus: str, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot, whose trusted files a service compares while it serves."""
        if self._older_may_serve and snapshot.trusted:
            threading.Thread(target=self._compare, args=(corpus, snapshot), daemon=True).start()
        elif self._older_may_serve:
            note_marks(snapshot.folder, snapshot.marks)
        return snapshot

    def _compare(self, corpus: str, snapshot: Snapshot) -> None:
        try:
            check_files(snapshot.folder, snapshot.manifest)
        except SnapshotError as error:
            forget_marks(snapshot.folder)
            self._condemn(corpus, snapshot, error)
        else:
            note_marks(snapshot.folder, snapshot.marks)

    def _condemn(self, corpus: str, snapshot: Snapshot, error: SnapshotError) -> None:
        """Let an older snapshot serve; without one, the next question is told the fault."""
        log.error("corpus %s: %s, while it served. %s", corpus, error.message, error.hint)
        with self._locks[corpus]:
            if self._open.look(corpus) is not snapshot:
                return
            older = self._older(corpus)
            if older is None:
                self._open.drop(corpus)
            else:
                self._open.put(corpus, older)
                self._note_refusal(corpus, snapshot.name, older, error)

    def _substitutes(self, corpus: str) -> list[str]:
        try:
            return self.earlier(corpus)
        except SnapshotUnavailable:
            return self._catalogue.on_this_machine(corpus)

    def _note_refusal(
        self, corpus: str, name: str, serving: Snapshot, error: SnapshotError
    ) -> None:
        if self._refusals.note(corpus, name, error):
            said = "corpus %s: %s; %s goes on serving. %s"
            log.error(said, corpus, error.message, serving.name, error.hint)

    def snapshots(self, corpus: str) -> list[str]:
        """List the names of all kept snapshots, oldest first."""
        return self._catalogue.snapshots(corpus)

    def earlier(self, corpus: str) -> list[str]:
        """List the kept snapshots that are older than the serving one, newest first.

        All but the candidate if ``CURRENT`` names none that is kept.
        """
        names = self.snapshots(corpus)
        serving, candidate = self.current_or_none(corpus), self.candidate(corpus)
        older = names[: names.index(serving)] if serving in names else names
        return [name for name in reversed(older) if name != candidate]

    def fault(self, corpus: str) -> SnapshotError | None:
        """Return why the serving snapshot cannot serve; None if its files are intact.

        Reads every byte of it that is on this machine: do not call it at each question.
        """
        try:
            self._catalogue.examine(corpus, self.current(corpus))
        except SnapshotError as error:
            return error
        return None

    def sealed(self, corpus: str, name: str) -> Sealed:
        """Make sure that all files of a snapshot are on this machine; compare every byte.

        :raises SnapshotError: it does not exist, or is not as it was sealed.
        """
        return self._catalogue.sealed(corpus, name)

    def activate(self, corpus: str, name: str) -> None:
        """Let another snapshot serve, after checking every byte of it.

        :raises SnapshotError: it does not exist, or was changed after it was sealed.
        :raises BuildError: what serves cannot be written.
        """
        if name not in self.snapshots(corpus):
            raise SnapshotMissing(
                f"no snapshot {name!r} of the corpus {corpus!r}",
                hint="`quoth status` lists the snapshots that are kept.",
            )
        folder, manifest = self.sealed(corpus, name)
        Snapshot(folder, compared=manifest).close()
        try:
            self.publish(corpus, name)
        except OSError as error:
            raise BuildError(
                f"{self.folder(corpus)}: cannot write ({error}); the earlier index stays in use",
                hint="Check the folder's permissions and the disk.",
            ) from error

    def publish(self, corpus: str, name: str) -> None:
        """Let ``name`` serve, in one step that a crash cannot split."""
        self._catalogue.publish(corpus, name)

    def propose(self, corpus: str, name: str) -> None:
        """Record ``name`` as the candidate: a complete snapshot that is not published."""
        self._catalogue.propose(corpus, name)

    def candidate(self, corpus: str) -> str | None:
        """Return the name of the snapshot that the gate refused, or has not checked yet."""
        return self._catalogue.candidate(corpus)

    def withdraw(self, corpus: str) -> None:
        """Forget which snapshot is the candidate; its files stay."""
        self._catalogue.withdraw(corpus)

    def remove(self, corpus: str, name: str) -> None:
        """Remove a snapshot; where it is open, its files stay until it is not."""
        self._catalogue.remove(corpus, name)

    def building(self, corpus: str) -> AbstractContextManager[Path]:
        """Hold the lock of a corpus for a build in its folder.

        :raises BuildError: another build holds it, the disk is full, or it cannot be written.
        """
        return self._catalogue.building(corpus)

    def manifest(self, corpus: str) -> dict[str, Any]:
        """Read the manifest of the serving snapshot, without opening the snapshot."""
        return self._catalogue.manifest(corpus, self.current(corpus))
