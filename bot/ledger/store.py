"""Define what a ledger needs of its store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.ledger.counts import EARLIEST

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ledger.counts import Counts
    from bot.ledger.pseudonym import Pseudonyms
    from bot.ledger.tally import Tally


class LedgerStore(Protocol):
    """Numbers and kept questions, which other processes may read and write too.

    One thread uses it at a time. Each method raises QuothError if the store cannot be used; a later
    call may succeed.
    """

    @property
    def name(self) -> str:
        """Return what the log calls the store; no secret is in it."""

    @property
    def unscrubbed(self) -> bool:
        """Return whether deleted rows may still be legible, so that ``scrub`` must be called."""

    def pseudonyms(self) -> Pseudonyms:
        """Return the names of those whose questions are kept.

        Questions that were kept under another key are deleted first, where a key can be lost.
        """

    def write(self, tally: Tally) -> None:
        """Write everything or nothing, but nothing of people who were forgotten after they asked.

        A tally whose writing failed is given again, unchanged, until that succeeds: it is counted
        once, even if the failure came after it was written.
        """

    def counts(self, server: int | None = None, since: str = EARLIEST) -> Counts:
        """Read the numbers from the day ``since`` on, and the questions kept of ``server``.

        None stands for all servers.
        """

    def forget(self, person: int) -> int:
        """Delete what ``person`` asked or voted on, in every server; return how many questions.

        What other processes have not written yet is never written.
        """

    def purge(self, rules: Callable[[], Callable[[int], int]]) -> int:
        """Delete what is older than its server allows; return how many questions.

        ``rules`` is called when no other process can keep any more, so that nothing is deleted that
        was kept under later rules. It reads how many days a server keeps questions.
        """

    def scrub(self) -> None:
        """Erase deleted rows, if nobody is reading; else they stay ``unscrubbed``."""

    def close(self) -> None:
        """Close the store; a later call opens it again."""
