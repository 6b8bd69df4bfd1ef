"""Define what an ``Asker`` needs: an oracle that answers, and rules of what may answer where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from bot.asking.answer_cache import Inquiry
    from bot.ground.place import Place
    from index.answering.followups import Turn
    from index.citations.check import Checked
    from index.citations.citation import Citation, Standing
    from index.citations.context import Pointer, Surroundings
    from index.snapshots.snapshot import SourceRecord
    from index.types import Scope


class Oracle(Protocol):
    """What the bot needs of the index. ``bot.asking.librarian`` has the real one.

    Several threads call it at once.
    """

    def inquire(
        self, question: str, scope: Scope, after: Turn | None = None, *, lane: int = 0
    ) -> Inquiry:
        """Choose what will answer ``question``; it may lean on the turn ``after`` which it comes.

        This takes no time; the ``find`` of the result does. Those of one ``lane``, as a server, are
        found in turns with those of others, where they have to wait.
        """
        ...

    def refresh(self) -> None:
        """Open the snapshots that were published since, so that no question has to wait for it."""
        ...

    def sources(self, scope: Scope) -> Sequence[SourceRecord]:
        """List the sources of ``scope``."""
        ...

    def standings(self, citations: Sequence[Citation], scope: Scope) -> Sequence[Standing]:
        """Find what has become of each citation, in the same order."""
        ...

    def check(self, text: str, scope: Scope) -> Checked:
        """Check whether the sources of ``scope`` have ``text``, word for word."""
        ...

    def seek_examples(self, scope: Scope) -> bool:
        """Try one more question that might be an example; False when all are found."""
        ...

    def examples(self, scope: Scope) -> Sequence[str]:
        """Return the questions found so far that ``scope`` answers."""
        ...

    def context(self, pointer: Pointer, number: int, scope: Scope) -> Surroundings:
        """Read the page ``number`` around what ``pointer`` cites; 0 is the page that has it."""
        ...

    def snapshot(self) -> str:
        """Return the name of the snapshot that serves now."""
        ...

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode ``texts`` as (n, d) unit rows."""
        ...


class CorpusRules(Protocol):
    """The rules of what may answer where. ``bot.servers.corpus_rules_file`` has the real ones."""

    def scope(self, place: Place) -> Scope:
        """Return what may be answered from in a place, by the rules in force now."""
        ...
