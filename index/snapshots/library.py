"""Find and change the serving snapshot of each corpus.

The file ``CURRENT`` names it. Reading that file at each question makes new snapshots serve without
a restart.
"""

from __future__ import annotations

import logging
import re
import threading
from collections import defaultdict
from pathlib import Path
from typing import Any

from index.errors import BuildError, SnapshotError, SnapshotMissing
from index.files import replace_file
from index.snapshots.file_marks import forget_marks, note_marks
from index.snapshots.manifest import MANIFEST, check_files, read_manifest
from index.snapshots.snapshot import Snapshot

CURRENT = "CURRENT"
CANDIDATE = "CANDIDATE"
SNAPSHOT_NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{12}")
log = logging.getLogger(__name__)


class Library:
    """The corpora below one folder, each with its snapshots.

    A question keeps the snapshot that it started with; the next question can get a newer one.
    With ``older_may_serve``, an older snapshot serves if the one in ``CURRENT`` cannot be opened:
    a service must start, but a command that examines or measures must not pass over a fault. Files
    that a service trusted by their marks are compared meanwhile, in a thread of its own.
    """

    def __init__(self, root: Path, *, older_may_serve: bool = False) -> None:
        self.root = root
        self._older_may_serve = older_may_serve
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._open: dict[str, Snapshot] = {}
        self._refused: dict[str, str] = {}

    def folder(self, corpus: str) -> Path:
        """Return the folder of a corpus, which need not exist."""
        return self.root / corpus

    def corpora(self) -> list[str]:
        """List the corpora that have a published snapshot, sorted by name."""
        if not self.root.is_dir():
            return []
        return sorted(path.parent.name for path in self.root.glob(f"*/{CURRENT}"))

    def current(self, corpus: str) -> str:
        """Return the name of the serving snapshot.

        :raises SnapshotMissing: none was ever published.
        """
        try:
            name = (self.folder(corpus) / CURRENT).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            name = ""
        if not SNAPSHOT_NAME.fullmatch(name):
            raise SnapshotMissing(
                f"no index for the corpus {corpus!r} in {self.root}",
                hint="Build one with `quoth build`; `quoth status` lists what exists.",
            )
        return name

    def current_or_none(self, corpus: str) -> str | None:
        """Return the name of the serving snapshot, or None if none was ever published."""
        try:
            return self.current(corpus)
        except SnapshotMissing:
            return None

    def get(self, corpus: str) -> Snapshot:
        """Return the serving snapshot, or the last good one if a newer one is broken.

        :raises SnapshotError: no snapshot can be trusted.
        """
        with self._locks[corpus]:
            serving = self._open.get(corpus)
            try:
                name = self.current(corpus)
                if serving is not None and name in (serving.name, self._refused.get(corpus)):
                    return serving
                self._open[corpus] = self._opened(corpus, name)
            except SnapshotError as error:
                serving = serving or self._older(corpus)
                if serving is None:
                    raise
                self._open[corpus] = serving
                self._note_refusal(corpus, serving, error)
                return serving
            self._refused.pop(corpus, None)
            return self._open[corpus]

    def serving(self, corpus: str) -> Snapshot:
        """Return the snapshot that is open, at once; ``refresh`` opens those that are newer.

        :raises SnapshotError: none is open, and none can be trusted.
        """
        return self._open.get(corpus) or self.get(corpus)

    def refresh(self) -> None:
        """Follow ``CURRENT`` of each corpus that is open; meanwhile, ``serving`` has the old one.

        :raises SnapshotError: see ``get``.
        """
        for corpus in list(self._open):
            self.get(corpus)

    def _opened(self, corpus: str, name: str) -> Snapshot:
        try:
            return self._watched(corpus, Snapshot(self.folder(corpus) / name))
        except SnapshotError:
            newer = self.current(corpus)  # a build may have just removed the one that served
            if newer == name:
                raise
        return self._opened(corpus, newer)

    def _older(self, corpus: str) -> Snapshot | None:
        """Open the newest intact snapshot before the serving one, if older ones may serve."""
        for name in self.earlier(corpus) if self._older_may_serve else ():
            try:
                return self._watched(corpus, Snapshot(self.folder(corpus) / name))
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
            if self._open.get(corpus) is not snapshot:
                return
            older = self._older(corpus)
            if older is None:
                del self._open[corpus]
            else:
                self._open[corpus] = older
                self._note_refusal(corpus, older, error)

    def _note_refusal(self, corpus: str, serving: Snapshot, error: SnapshotError) -> None:
        try:
            refused = self.current(corpus)
        except SnapshotMissing:
            refused = "nothing"
        if self._refused.get(corpus) != refused:
            said = "corpus %s: %s; %s goes on serving. %s"
            log.error(said, corpus, error.message, serving.name, error.hint)
        self._refused[corpus] = refused

    def snapshots(self, corpus: str) -> list[str]:
        """List the names of all kept snapshots, oldest first."""
        folder = self.folder(corpus)
        if not folder.is_dir():
            return []
        found = [
            path
            for path in folder.iterdir()
            if SNAPSHOT_NAME.fullmatch(path.name) and (path / MANIFEST).is_file()
        ]
        return [path.name for path in sorted(found, key=_age)]

    def earlier(self, corpus: str) -> list[str]:
        """List the kept snapshots that are older than the serving one, newest first.

        All but the candidate if ``CURRENT`` names none that is kept.
        """
        names = self.snapshots(corpus)
        serving, candidate = self.current_or_none(corpus), self.candidate(corpus)
        older = names[: names.index(serving)] if serving in names else names
        return [name for name in reversed(older) if name != candidate]

    def fault(self, corpus: str) -> SnapshotError | None:
        """Return why the snapshot in ``CURRENT`` cannot serve; None if its files are intact.

        Reads every byte of it: do not call it at each question.
        """
        try:
            check_files(self.folder(corpus) / self.current(corpus), self.manifest(corpus))
        except SnapshotError as error:
            return error
        return None

    def activate(self, corpus: str, name: str) -> None:
        """Let another snapshot serve, after checking every byte of it.

        :raises SnapshotError: it does not exist, or was changed after it was sealed.
        :raises BuildError: ``CURRENT`` cannot be written.
        """
        if name not in self.snapshots(corpus):
            raise SnapshotMissing(
                f"no snapshot {name!r} of the corpus {corpus!r}",
                hint="`quoth status` lists the snapshots that are kept.",
            )
        folder = self.folder(corpus) / name
        check_files(folder, read_manifest(folder))
        Snapshot(folder).close()
        try:
            self.publish(corpus, name)
        except OSError as error:
            raise BuildError(
                f"{self.folder(corpus)}: cannot write ({error}); the earlier index stays in use",
                hint="Check the folder's permissions and the disk.",
            ) from error

    def publish(self, corpus: str, name: str) -> None:
        """Point ``CURRENT`` at ``name`` in one step that a crash cannot split."""
        self._write_name(corpus, CURRENT, name)

    def propose(self, corpus: str, name: str) -> None:
        """Record ``name`` as the candidate: a complete snapshot that is not published."""
        self._write_name(corpus, CANDIDATE, name)

    def candidate(self, corpus: str) -> str | None:
        """Return the name of the snapshot that the gate refused, or has not checked yet."""
        try:
            name = (self.folder(corpus) / CANDIDATE).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return name if SNAPSHOT_NAME.fullmatch(name) else None

    def _write_name(self, corpus: str, file_name: str, name: str) -> None:
        replace_file(self.folder(corpus) / file_name, f"{name}\n".encode())

    def manifest(self, corpus: str) -> dict[str, Any]:
        """Read the manifest of the serving snapshot, without opening the snapshot."""
        return read_manifest(self.folder(corpus) / self.current(corpus))


def _age(folder: Path) -> tuple[str, int]:
    """Return a sort key: the second in the snapshot's name, then the time it was written."""
    try:
        written = (folder / MANIFEST).stat().st_mtime_ns
    except OSError:  # a build has just removed it
        written = 0
    return folder.name.partition("-")[0], written
