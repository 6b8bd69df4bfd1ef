"""Reply, in a worker, to what bots have queued."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from bot.asking.answer_codec import encoded
from bot.asking.work_codec import (
    ANSWER,
    EXAMPLES,
    WorkerExamples,
    WorkerTexts,
    asked_in,
    error_text,
    outcome_text,
    vectors_text,
)
from index.errors import QuothError, SnapshotMismatch

if TYPE_CHECKING:
    from bot.asking.answer_cache import Inquiry
    from bot.asking.oracle import Oracle
    from bot.asking.work_codec import WorkerQuestion

log = logging.getLogger(__name__)
SEEKING_SECONDS = 2.0  # for examples, while a person waits for them
TRIES = 2  # to have the snapshots that the bot has, before and after looking for new ones


class WorkerReplies:
    """Replies to what bots ask, made by an ``oracle``; for use from several threads."""

    def __init__(self, oracle: Oracle) -> None:
        self._oracle = oracle

    def reply(self, asked: str) -> str:
        """Return the answer to ``asked``, or the error, as text."""
        try:
            return self._replied(asked)
        except QuothError as error:
            return error_text(error)
        except Exception as error:
            log.exception("a question was not answered")
            failure = f"the worker failed ({type(error).__name__})"
            return error_text(QuothError(failure, hint="Its log says where."))

    def _replied(self, text: str) -> str:
        asked = asked_in(text)
        if isinstance(asked, WorkerTexts):
            return vectors_text(self._oracle.vectors(asked.texts))
        if isinstance(asked, WorkerExamples):
            return self._examples(asked)
        return outcome_text(ANSWER, encoded(self._inquiry(asked).find()))

    def _examples(self, asked: WorkerExamples) -> str:
        ends = time.monotonic() + SEEKING_SECONDS
        while self._oracle.seek_examples(asked.scope) and time.monotonic() < ends:
            pass
        return outcome_text(EXAMPLES, list(self._oracle.examples(asked.scope)))

    def _inquiry(self, asked: WorkerQuestion) -> Inquiry:
        """Choose the snapshots that the bot has, which may be newer than those that serve here.

        :raises SnapshotMismatch: others serve here.
        """
        for _ in range(TRIES):
            inquiry = self._oracle.inquire(asked.question, asked.scope, asked.after)
            if inquiry.snapshots == asked.snapshots:
                return inquiry
            self._oracle.refresh()
        raise SnapshotMismatch(
            f"a worker answers from {' '.join(inquiry.snapshots)}, the bot from "
            f"{' '.join(asked.snapshots)}",
            hint="Give all of them the same index, and the same model as `quoth build`.",
        )
