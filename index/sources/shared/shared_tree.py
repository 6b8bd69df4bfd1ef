"""Keep the sources of a corpus in PostgreSQL, for any number of machines.

Until they are shared (`quoth import --share-sources`), they are those of each machine.
"""

from __future__ import annotations

import logging
import weakref
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

from index.errors import RegisterError, SnapshotUnavailable
from index.postgres import Session
from index.settings import IndexSettings
from index.snapshots.shared.advisory import holder_of, is_taken, key_of, release
from index.snapshots.shared.bulletin import Bulletin
from index.snapshots.shared.database import IndexDatabase
from index.snapshots.shared.tables import SOURCES, bring_up
from index.sources.register.file import Register, parse
from index.sources.shared.transfer import bring_up_to_date, content_of, publish, revision_of
from index.sources.shared.working_copy import REGISTER, WorkingCopy, files_of
from index.sources.tree import LocalTree

UNCHANGED = "nothing was changed"
UNSURE = "it is not known whether the change was kept"
LOST = "changes of sources are not heard (%s)"
LOCK_TIMEOUT = 10.0  # seconds: most changes take less than one
log = logging.getLogger(__name__)


class SharedTree:
    """The sources of one corpus in a database; see ``SourceTree``."""

    def __init__(self, settings: IndexSettings, address: str) -> None:
        """Use the database at ``address``.

        :raises SettingsError: it cannot be understood.
        """
        self._local = LocalTree(settings)
        self._corpus = settings.library.corpus
        self._database = IndexDatabase(address, "sources")
        self._copy = WorkingCopy(settings.library)
        self._settings = settings
        self._bulletin = Bulletin(self._database, SOURCES, LOST)
        self._seen: int | None = None
        self._stale = False  # and then said to be changed, as soon as notices are heard
        weakref.finalize(self, self._bulletin.close)

    @property
    def shared_in(self) -> str:
        with self._explained():
            return "" if self._revision() is None else self._database.name

    def register(self) -> Register:
        with self._explained():
            if self._revision() is None:
                return self._local.register()
            content = self._database.do(lambda it: content_of(it, self._corpus, REGISTER))
        return parse(content.decode("utf-8"), self._copy.library.register_path)

    def current(self) -> IndexSettings:
        with self._explained():
            if self._revision() is None:
                return self._local.current()
            opened, explained = self._database.session("sources"), self._database.explained()
            with self._copy.locked(), opened as session, explained:
                bring_up_to_date(session, self._corpus, self._copy)
        return self._settings_of(self._copy)

    @contextmanager
    def changing(self) -> Iterator[IndexSettings]:
        with self._explained():
            shared = self._revision() is not None
        if not shared:
            yield self._local.current()
            return
        with self._locked() as session:
            with self._explained(), self._database.explained(), self._copy.locked():
                before = bring_up_to_date(session, self._corpus, self._copy)
                changed = self._copy.to_be_changed()
            try:
                yield self._settings_of(changed)
                self._publish(session, before, changed)
            finally:
                changed.remove()

    def share(self) -> int | None:
        """Share the sources of this machine, and count the files; None if they are shared already.

        :raises RegisterError: the register is not valid, or the database cannot be used.
        """
        self._local.register()
        with self._locked() as session:
            with self._explained(), self._database.explained(), self._copy.locked():
                bring_up(session)
                if revision_of(session, self._corpus) is not None:
                    return None
                bring_up_to_date(session, self._corpus, self._copy)  # of an earlier share
                ours = self._copy.to_be_changed()
            try:
                with self._explained():
                    ours.fill(files_of(self._local.current().library))
                return self._publish(session, {}, ours)
            finally:
                ours.remove()

    def _publish(self, session: Session, before: Mapping[str, str], copy: WorkingCopy) -> int:
        with self._explained(UNSURE), self._database.explained():
            after = copy.digests()
            publish(session, self._corpus, before, after, copy.root)
        return len(after)

    def state(self) -> object:
        """Return the revision, which is asked for only after a notice."""
        self._stale = bool(list(self._bulletin.changed([self._corpus]))) or self._stale
        if self._stale:
            try:
                self._seen = self._revision()
                self._stale = False
            except SnapshotUnavailable as error:
                log.debug("%s", error.message)  # the bulletin has said so
        return self._local.state() if self._seen is None else self._seen

    def _settings_of(self, copy: WorkingCopy) -> IndexSettings:
        return self._settings.model_copy(update={"library": copy.library})

    def _revision(self) -> int | None:
        return self._database.do(lambda session: revision_of(session, self._corpus))

    @contextmanager
    def _locked(self) -> Iterator[Session]:
        """Hold the lock of the sources in the database."""
        with ExitStack() as held:
            with self._explained():
                session = held.enter_context(self._database.session("sources"))
                with self._database.explained():
                    key = self._lock(session)
            held.callback(release, session, key)
            yield session

    def _lock(self, session: Session) -> int:
        key = key_of("sources", self._corpus)
        if not is_taken(session, key, LOCK_TIMEOUT):
            raise RegisterError(
                f"the shared sources are being changed elsewhere{holder_of(session, key)}",
                hint="Wait for it to end, then try again.",
            )
        return key

    @contextmanager
    def _explained(self, then: str = UNCHANGED) -> Iterator[None]:
        """Turn what happens to the database or the disk into one line that a maintainer can use."""
        try:
            yield
        except SnapshotUnavailable as error:
            log.warning("%s", error.message)
            raise RegisterError(
                f"the database of the shared sources cannot be used now; {then}",
                hint="Try again later; `quoth doctor` says what is wrong.",
            ) from error
        except OSError as error:
            raise RegisterError(
                f"{self._copy.root}: cannot be used ({error.strerror}); {then}",
                hint="Check the folder's permissions and the disk.",
            ) from error
