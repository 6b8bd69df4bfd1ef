"""Build editions of a small corpus, and ask about them while they are swapped and builds killed."""

from __future__ import annotations

import os
import random
import re
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from index.answering.answerer import Answerer
from index.answering.part import Part
from index.building.build import build
from index.settings import AnswerSettings
from index.snapshots.library import Library
from index.snapshots.verify import verify
from index.sources.documents import find_sources
from index.types import Answer
from tests.support.hashing_encoder import HashingEncoder

NAMES = tuple(f"tower-{number:02}.md" for number in range(12))
QUESTION = "Which oil did the lamp burn?"
EDITION = re.compile(r"edition (\d+)")


def write_edition(sources: Path, edition: int) -> None:
    """Write documents in which every sentence names the edition that it belongs to."""
    sources.mkdir(exist_ok=True)
    for name in NAMES:
        first = f"# {name}\n\nThe lamp of {name} burned colza oil in edition {edition}."
        others = [f"Keeper {n} of {name} wrote this in edition {edition}." for n in range(6)]
        text = "\n\n".join([first, *others])
        temporary = sources / f".{name}"  # hidden, so that no build reads half of a file
        temporary.write_text(text, "utf-8")
        temporary.replace(sources / name)


def build_edition(library: Library, sources: Path, keep: int = 2) -> str:
    """Build an index of the sources, and return the name of its snapshot."""
    files = find_sources(sources)
    report = build(library, "default", files, HashingEncoder(), max_bytes=10**6, keep=keep)
    return report.snapshot


@dataclass
class Askers:
    """Threads, ``count`` of them, that ask without a pause; ``wrong`` lists what went wrong."""

    root: Path
    count: int
    asked: int = 0
    editions: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Ask in all threads until the block ends."""
        library = Library(self.root)
        answerer = Answerer(HashingEncoder(), AnswerSettings(min_confidence=0))
        stop = threading.Event()
        lock = threading.Lock()

        def ask() -> None:
            while not stop.is_set():
                try:
                    snapshot = library.get("default")
                    answer = answerer.ask(QUESTION, [Part(snapshot)])
                    found, mixed = editions_of(answer), answer.snapshot != snapshot.name
                    known = {source.sha256 for source in snapshot.sources()}
                    mixed |= any(quote.document.sha256 not in known for quote in answer.quotes)
                except BaseException as error:
                    with lock:
                        self.wrong.append(f"failed: {error!r}")
                    continue
                with lock:
                    self.asked += 1
                    self.editions |= found
                    if mixed or len(found) != 1:
                        self.wrong.append(f"mixed: {sorted(found)} of {answer.snapshot}")

        threads = [threading.Thread(target=ask, daemon=True) for _ in range(self.count)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            stop.set()
            for thread in threads:
                thread.join()


def editions_of(answer: Answer) -> set[str]:
    """Return the editions that an answer's candidates name."""
    return {found for quote in answer.candidates for found in EDITION.findall(quote.text)}


def killed_build(library: Library, sources: Path, longest: float) -> bool:
    """Build in another process, kill it at a random moment, and return whether it was killed."""
    pid = os.fork()
    if not pid:
        try:
            build_edition(library, sources)
        except BaseException:
            os._exit(1)
        os._exit(0)
    time.sleep(random.uniform(0, longest))
    os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL


def intact(library: Library, editions: range) -> bool:
    """Return whether the serving index can be read completely and lacks no source."""
    snapshot = Library(library.root).get("default")
    verify(snapshot)
    documents = list(snapshot.documents())
    found = {edition for document in documents for edition in EDITION.findall(document.text)}
    same = len(found) == 1 and int(found.pop()) in editions
    return same and tuple(document.id for document in documents) == NAMES
