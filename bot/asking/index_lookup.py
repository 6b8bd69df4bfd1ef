"""Look up what is in the serving snapshots: everything that needs no model."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.render.context import CONTEXT_PAGE_UNITS, page_cost
from index.citations.check import best_of, check
from index.citations.citation import standing_of
from index.citations.context import surroundings_of
from index.errors import SnapshotError
from index.snapshots.opening import library_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.citations.check import Checked
    from index.citations.citation import Citation, Standing
    from index.citations.context import Pointer, Surroundings
    from index.settings import LibrarySettings
    from index.snapshots.library import Library
    from index.snapshots.snapshot import Snapshot, SourceRecord
    from index.types import Scope

log = logging.getLogger(__name__)


class IndexLookup:
    """Look-ups in the serving snapshots of ``library``, never in a corpus outside the scope."""

    def __init__(self, library: Library, corpus: str, *, refreshed: bool = False) -> None:
        """Serve ``library``; ``corpus`` is the default one.

        ``refreshed``: new snapshots are opened by ``refresh``, which is called once in a while,
        and never by a question. Otherwise each question looks for them.
        """
        self._library, self._corpus = library, corpus
        self._find = library.serving if refreshed else library.get

    def refresh(self) -> None:
        """Open the snapshots that were published since, of the corpora that were asked so far."""
        self._library.refresh()

    def sources(self, scope: Scope) -> Sequence[SourceRecord]:
        """List the sources of the scope."""
        return [source for corpus in scope.corpora for source in self._serving(corpus).sources()]

    def standings(self, citations: Sequence[Citation], scope: Scope) -> Sequence[Standing]:
        """Find what has become of the citations of an earlier answer, within the scope."""
        snapshots = [self._serving(corpus) for corpus in scope.corpora]
        return [standing_of(citation, snapshots) for citation in citations]

    def check(self, text: str, scope: Scope) -> Checked:
        """Check whether the sources of the scope have ``text``, word for word."""
        return best_of([check(text, self._serving(corpus)) for corpus in scope.corpora])

    def context(self, pointer: Pointer, number: int, scope: Scope) -> Surroundings:
        """Read a page of the source around a citation, within the scope."""
        snapshots = [self._serving(corpus) for corpus in scope.corpora]
        return surroundings_of(pointer, number, snapshots, room=CONTEXT_PAGE_UNITS, cost=page_cost)

    def snapshot(self) -> str:
        """Return the name of the default corpus's snapshot that serves now."""
        return self._serving(self._corpus).name

    def _serving(self, corpus: str) -> Snapshot:
        """Return the snapshot that answers."""
        return self._find(corpus)


def open_library(places: LibrarySettings, corpora: Sequence[str]) -> Library:
    """Open the default corpus, and further ``corpora``, of which one that cannot serve is logged.

    :raises SnapshotError: there is no index of the default corpus that can serve.
    """
    library = library_of(places, older_may_serve=True)
    library.get(places.corpus)
    for corpus in corpora:
        try:
            library.get(corpus)
        except SnapshotError as error:
            log.warning("%s (%s)", error.message, error.hint)
    return library
