"""The promise: a quote is its source's text, at the place that it names."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answering.answerer import Answerer
from index.answering.part import Part
from index.building.build import build
from index.errors import SourceError
from index.settings import AnswerSettings
from index.snapshots.library import Library
from index.snapshots.verify import verify
from index.sources.documents import SourceFile, find_sources, read_documents
from index.text.chunking import chunks
from index.types import Document
from tests.support.hashing_encoder import HashingEncoder

EVERYTHING = AnswerSettings(min_confidence=0, quotes=5)
WORDS = """
    the lamp horn keeper light storm harbour oil brass Dr. U.S. 3.14 e.g. “glass” *bold*
    @everyone `code` <@1> naïve cafe\N{COMBINING ACUTE ACCENT} 👩‍🚒 𝔄 שלום مرحبا 日本語。
    \u200bzero \u202eover
""".split()  # noqa: SIM905
BREAKS = ["\n\n", "\r\n\r\n", "\r\r", "\n \n", "\n\n\n"]
DOCUMENTS = 10_000
BATCH = 1_000


def generated(random_: random.Random) -> str:
    """A text of sentences, some repeated, with every kind of line end, heading and mark."""
    sentences = [
        " ".join(random_.choices(WORDS, k=random_.randint(2, 9))) + random_.choice(".!?…。")
        for _ in range(random_.randint(1, 4))
    ]
    said = [random_.choice(sentences) for _ in range(random_.randint(1, 7))]
    if random_.random() < 0.3:
        said.insert(0, "# A heading " + random_.choice(WORDS) + random_.choice(BREAKS))
    breaks = [random_.choice([" ", " ", "\r\n", *BREAKS]) for _ in said]
    text = "".join(s + b for s, b in zip(said, breaks, strict=True))
    return random_.choice(["", "\ufeff", "---\ntitle: T\n---\n"]) + text + "\n\nEnd it."


def normalised(data: bytes) -> str:
    """What ``docs/explanation/verbatim.md`` says of reading, said again independently."""
    text = data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text.removeprefix("---\ntitle: T\n---\n")


@pytest.mark.parametrize("batch", range(DOCUMENTS // BATCH))
def test_every_quote_is_a_slice_of_the_file_that_it_names(batch: int, tmp_path: Path) -> None:
    random_ = random.Random(batch)
    sources = tmp_path / "sources"
    sources.mkdir()
    for number in range(BATCH):
        suffix = random_.choice([".md", ".txt"])
        (sources / f"{number}{suffix}").write_bytes(generated(random_).encode())
    library, encoder = Library(tmp_path / "index"), HashingEncoder()
    build(library, "many", find_sources(sources), encoder, max_bytes=10_000)
    snapshot = library.get("many")
    answerer, quoted = Answerer(encoder, EVERYTHING), 0
    for document in snapshot.documents():
        text = normalised((sources / document.id).read_bytes())
        assert document.text == text
    assert verify(snapshot)["documents"] == BATCH  # every stored offset holds its text
    documents = list(snapshot.documents())
    parents = snapshot.passage_spans[snapshot.window_spans[:, 0], 0]
    for parent, (_, start, end) in zip(parents, snapshot.window_spans.tolist(), strict=True):
        said = documents[parent].text[start:end]
        assert said == said.strip() != ""
    for _ in range(60):
        question = " ".join(random_.choices(WORDS[:20], k=4)) + " lamp"
        for quote in answerer.ask(question, [Part(snapshot)]).quotes:
            text = normalised((sources / quote.document.id).read_bytes())
            assert quote.text == text[quote.start : quote.end]
            assert quote.document.id.endswith(".txt") or "# A heading" not in quote.text
            assert quote.context.start <= quote.start < quote.end <= quote.context.end
            quoted += 1
    assert quoted >= 60


@given(st.text(), st.sampled_from([".md", ".txt"]))
def test_any_text_that_is_read_gives_whole_passages_in_order(
    tmp_path_factory: pytest.TempPathFactory, text: str, suffix: str
) -> None:
    document = read(tmp_path_factory, text, suffix)
    if document is None:
        return
    at = 0
    for chunk in chunks(document, lambda texts: [len(t.split()) for t in texts], 64):
        assert at <= chunk.start < chunk.end
        assert all(chunk.start <= a < b <= chunk.end for a, b in chunk.windows)
        at = chunk.end


def read(factory: pytest.TempPathFactory, text: str, suffix: str) -> Document | None:
    path = factory.mktemp("read") / f"any{suffix}"
    try:
        path.write_bytes(text.encode("utf-8"))
        (document,) = read_documents(SourceFile(path, path.name), max_bytes=1_000_000)
        return document
    except (SourceError, UnicodeEncodeError):
        return None


def test_a_repeated_sentence_is_quoted_where_it_was_retrieved(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    said = "The keeper lit the lamp."
    text = f"Oil came by boat. {said}\n\nThe storm broke the glass. {said} The village watched.\n"
    (sources / "a.txt").write_text(text, "utf-8")
    library, encoder = Library(tmp_path / "index"), HashingEncoder()
    build(library, "one", find_sources(sources), encoder, max_bytes=10_000)
    answer = Answerer(encoder, EVERYTHING).ask(
        "Who lit the lamp when the storm broke the glass?", [Part(library.get("one"))]
    )
    first = answer.quotes[0]
    assert first.start > text.index("\n\n")
    assert said in first.text
    assert first.locator.paragraph == 2
