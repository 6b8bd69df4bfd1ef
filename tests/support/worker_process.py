"""Workers as processes of their own, which a test may kill: ``serve`` with an oracle that waits."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.app.shared_state import SharedState
from bot.app.work import serve
from bot.asking.work_codec import WorkerTexts, asked_text, vectors_in
from bot.settings import WorkerSettings
from tests.support.forkserver import FORKS
from tests.support.postgres import secrets_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.process import BaseProcess

    from bot.asking.worker_client import WorkerClient

LEASE = 0.5  # seconds
# Each time that an answer is written, whoever writes it.
NOTE_ANSWERS = (
    "CREATE TABLE quoth.noted (id uuid, tries integer)",
    """CREATE FUNCTION quoth.note() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN INSERT INTO quoth.noted VALUES (NEW.id, NEW.tries); RETURN NULL; END'""",
    """CREATE TRIGGER note AFTER UPDATE ON quoth.inquiries FOR EACH ROW
    WHEN (NEW.answer IS NOT NULL) EXECUTE FUNCTION quoth.note()""",
)


class SlowOracle:
    """Encode a text as its length and its first number, after a while."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def vectors(self, texts: Sequence[str]) -> np.ndarray[Any, np.dtype[np.float32]]:
        time.sleep(self._seconds)
        return np.array([number_of(text) for text in texts], np.float32)

    def refresh(self) -> None: ...


def number_of(text: str) -> list[int]:
    return [len(text), int(text.rsplit(maxsplit=1)[-1])]


def started(address: str, seconds: float = 0.02, threads: int = 2) -> BaseProcess:
    """Start a worker that takes ``seconds`` for an answer."""
    process = FORKS.Process(target=_run, args=(address, seconds, threads), daemon=True)
    process.start()
    return process


def killed(process: BaseProcess) -> None:
    process.kill()
    process.join()


def asked(client: WorkerClient, number: int, seconds: float = 60.0) -> None:
    """Ask question ``number``, and see that the answer is its own."""
    answer = client.ask(question(number), number % 4, time.monotonic() + seconds)
    assert vectors_in(answer).tolist() == [number_of(f"question {number}")]


def question(number: int) -> str:
    return asked_text(WorkerTexts((f"question {number}",)))


def _run(address: str, seconds: float, threads: int) -> None:
    state = SharedState(secrets_of(address), None, works=True)
    settings = WorkerSettings(threads=threads, lease=LEASE)
    serve(state, SlowOracle(seconds), settings, threading.Event())  # type: ignore[arg-type]
