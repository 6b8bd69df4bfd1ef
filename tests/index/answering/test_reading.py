"""Readers: what they are given, what they may find, and what becomes of it in an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.answering import reading
from index.answering.answerer import Answerer
from index.answering.part import Part
from index.answering.quoting import LEANING
from index.building.build import build
from index.errors import ReaderError
from index.models import loading
from index.models.cross_encoder import CrossReader
from index.models.loading import load_reader, reader_fingerprint
from index.models.model import Model
from index.models.reader import Found, Reader, ReaderInput
from index.models.span_reader import LONGEST_ANSWER, _best, _of_window, _shares, _Tokens
from index.settings import NO_READER, AnswerSettings, ReaderSettings
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.sources.documents import find_sources
from index.text.chunking import sentences_of, windows
from index.types import Answer, Quote, Reading
from tests.support.hashing_encoder import HashingEncoder
from tests.support.word_reader import WordReader

TEXT = (
    "The lamp was first lit in 1867. It burned colza oil until the war. "
    "The keeper, Ida Holm, lived in the tower. She left it in 1931."
)
LIGHT = f"""# The light

{TEXT}

## The horn

The horn sounds twice a minute. It is painted orange. Nobody hears it in a storm.

## The lamp

The light is seen for twelve miles. The lamp turns every ten seconds. The tower is white.
"""
FOUND_NOTHING = [[Found(Reading(-5.0))]]
EVERYTHING = AnswerSettings(min_confidence=0, quotes=5)


def page(text: str = TEXT, title: str = "The light") -> ReaderInput:
    return ReaderInput(title, text, tuple(windows(list(sentences_of(text, 0, len(text))))))


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real CrossEncoder, of one small layer and no training."""
    from sentence_transformers import CrossEncoder
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder = tmp_path_factory.mktemp("cross")
    words = sorted(set(TEXT.lower().replace(".", " ").replace(",", " ").split()))
    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words]))
    config = BertConfig(
        vocab_size=len(words) + 5, hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16, num_labels=1,
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(vocab_file=str(vocabulary)).save_pretrained(folder)
    CrossEncoder(str(folder), device="cpu").save_pretrained(str(folder / "saved"))
    return folder / "saved"


@pytest.fixture(scope="module")
def readers(cross_encoder: Path) -> dict[str, Callable[[], Reader]]:
    def shipped() -> Reader:
        reader = load_reader(ReaderSettings())
        assert reader is not None
        return reader

    return {
        "words": lambda: WordReader("1867"),
        "cross": lambda: CrossReader(Model(str(cross_encoder), "folder@tiny")),
        "shipped": shipped,
    }


@pytest.fixture(params=["words", "cross", "shipped"])
def reader(request: pytest.FixtureRequest, readers: dict[str, Callable[[], Reader]]) -> Reader:
    return readers[request.param]()


# What holds for every reader


def test_a_reader_says_something_of_each_window(reader: Reader) -> None:
    given_pages = [page(), page("One sentence. And another one.")]
    found = reader.read("When was the lamp lit?", given_pages)
    assert [len(of_page) for of_page in found] == [len(p.windows) for p in given_pages]
    assert all(np.isfinite(one.reading.score) for of_page in found for one in of_page)


def test_what_a_reader_finds_lies_in_its_window(reader: Reader) -> None:
    asked = page()
    for window, found in zip(
        asked.windows, reader.read("Who was the keeper?", [asked])[0], strict=True
    ):
        if found.answer is not None:
            assert window[0] <= found.answer[0] < found.answer[1] <= window[1]


def test_a_reader_says_the_same_again(reader: Reader) -> None:
    asked = [page(), page("It is painted orange.")]
    assert reader.read("Which colour?", asked) == reader.read("Which colour?", asked)


def test_no_pages_are_no_findings(reader: Reader) -> None:
    assert list(reader.read("When?", [])) == []


def test_a_page_far_longer_than_a_model_reads_is_no_error(reader: Reader) -> None:
    long = page(" ".join([TEXT] * 30))
    assert len(reader.read("When was the lamp lit?", [long])[0]) == len(long.windows)


@given(st.text(max_size=80).filter(str.strip), st.text(max_size=60), st.text(max_size=20))
@settings(max_examples=25)
def test_the_shipped_reader_reads_any_text(text: str, question: str, title: str) -> None:
    reader = load_reader(ReaderSettings())
    assert reader is not None
    asked = ReaderInput(title, text, ((0, len(text)),))
    (found,) = reader.read(question, [asked])[0]
    if found.answer is not None:
        assert 0 <= found.answer[0] < found.answer[1] <= len(text)


# The shipped one


def test_the_shipped_reader_finds_the_words_that_answer() -> None:
    reader = load_reader(ReaderSettings())
    assert reader is not None
    asked = page()
    for question, words in (
        ("When was the lamp first lit?", "1867"),
        ("Who lived in the tower?", "Ida Holm"),
    ):
        found = reader.read(question, [asked])[0]
        best = max(found, key=lambda one: one.reading.score)
        assert best.answer is not None
        assert words in asked.text[slice(*best.answer)]


def test_a_reader_whose_bytes_changed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in loading.SHA256:
        (tmp_path / name).write_bytes(b"not a model")
    monkeypatch.setattr(loading, "SHIPPED", tmp_path)
    with pytest.raises(ReaderError, match="not the one it expects"):
        load_reader(ReaderSettings())


def test_without_a_reader_none_is_loaded() -> None:
    assert load_reader(ReaderSettings(model=NO_READER)) is None


def test_a_folder_that_is_not_there_is_named() -> None:
    with pytest.raises(ReaderError, match="no model folder"):
        load_reader(ReaderSettings(model="./nothing/here"))


def test_another_model_in_the_same_folder_is_another_reader(tmp_path: Path) -> None:
    def fingerprint(weights: bytes) -> str:
        (tmp_path / "model.safetensors").write_bytes(weights)
        return reader_fingerprint(ReaderSettings(model=str(tmp_path)))

    assert fingerprint(b"one") == fingerprint(b"one") != fingerprint(b"other")


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    reader = load_reader(ReaderSettings(model=str(tmp_path)))
    assert reader is not None
    with pytest.raises(ReaderError, match="cannot be loaded as a CrossEncoder"):
        reader.read("When?", [page()])


# Shares and spans


def tokens(*offsets: tuple[int, int], begins: list[float], ends: list[float]) -> _Tokens:
    return _Tokens(np.array(offsets), np.array(begins), np.array(ends))


def found_in(window: tuple[int, int], given: _Tokens) -> Found:
    return _of_window(given.inside(window), given, given.runs())


def test_a_windows_share_is_of_all_tokens_and_of_no_answer() -> None:
    shares = _shares(np.array([1.0, 9.0, 1.0, 1.0, 1.0]), np.array([2, 3, 4]))
    assert shares.tolist() == pytest.approx([0.25, 0.25, 0.25])


def test_a_window_is_likely_when_the_answer_begins_and_ends_in_it() -> None:
    given = tokens(
        (0, 4), (4, 8), (8, 12), (12, 16), begins=[0.9, 0.1, 0, 0], ends=[0.1, 0.9, 0, 0]
    )
    near, far = found_in((0, 8), given), found_in((8, 16), given)
    assert near.reading.score > 4 > -4 > far.reading.score
    assert near.answer == (0, 8)


def test_a_sign_just_before_a_window_is_no_answer_in_it() -> None:
    odds = [0, 0.9, 0.1]  # the sign follows without a space
    assert found_in((5, 9), tokens((0, 4), (4, 5), (5, 9), begins=odds, ends=odds)).answer == (5, 9)


def test_a_window_without_a_token_has_no_answer() -> None:
    given = tokens((0, 4), (4, 9), begins=[0.5, 0.5], ends=[0.5, 0.5])
    for window in ((5, 7), (9, 20)):
        found = found_in(window, given)
        assert found.answer is None
        assert found.reading.score < -9


def test_of_a_page_without_a_token_nothing_is_found() -> None:
    nothing = np.zeros(0)
    given = _Tokens(np.zeros((0, 2), dtype=np.int64), nothing, nothing)
    assert found_in((0, 5), given).answer is None


@given(
    st.lists(st.floats(0, 1), min_size=3, max_size=40),
    st.randoms(use_true_random=False),
    st.data(),
)
def test_the_best_span_is_within_its_window(begins: list[float], pick: object, data: Any) -> None:
    ends = list(begins)
    pick.shuffle(ends)  # type: ignore[attr-defined]
    count = len(begins)
    first = data.draw(st.integers(0, count - 1))
    last = data.draw(st.integers(first + 1, count))
    given = tokens(*((3 * at, 3 * at + 2) for at in range(count)), begins=begins, ends=ends)
    assert given.inside((3 * first, 3 * last)) == (first, last)
    found = _best((first, last), given, given.runs())
    assert found is not None
    assert 3 * first <= found[0] < found[1] <= 3 * last
    pairs = [(a, b) for a in range(first, last) for b in range(a, min(last, a + LONGEST_ANSWER))]
    best = max(begins[a] * ends[b] for a, b in pairs)
    assert begins[found[0] // 3] * ends[found[1] // 3] == best


# In an answer


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("reading")
    sources = folder / "sources"
    sources.mkdir()
    (sources / "light.md").write_text(LIGHT, "utf-8")
    library = Library(folder / "index")
    build(library, "one", find_sources(sources), HashingEncoder(), max_bytes=10_000)
    return library.get("one")


def ask(snapshot: Snapshot, question: str, reader: Reader | None, read: int = 4) -> Answer:
    return Answerer(HashingEncoder(), EVERYTHING, reader, read).ask(question, [Part(snapshot)])


def test_what_was_read_decides_what_is_quoted(snapshot: Snapshot) -> None:
    question = "How far is the lamp of the light seen?"
    said = ask(snapshot, question, WordReader("ten seconds"))
    assert "ten seconds" in said.quotes[0].text
    assert said.hits[0].passage.text.startswith("The light is seen")


class WholeReader(WordReader):
    """Finds the word in whole passages only: in no window of them, and in no quote alone."""

    def read(self, question: str, pages: Sequence[ReaderInput]) -> Sequence[Sequence[Found]]:
        nothing = Found(Reading(-5.0))
        return [
            [*[nothing] * len(windows), whole if windows else nothing]
            for *windows, whole in super().read(question, pages)
        ]


def test_what_is_found_in_a_whole_passage_decides_among_passages(snapshot: Snapshot) -> None:
    for word in ("painted orange", "ten seconds"):
        said = ask(snapshot, "Tell me of the horn and of the lamp.", WholeReader(word))
        assert word in said.hits[0].passage.text
        assert said.quotes[0].reading == Reading(-5.0, passage=5.0)


def test_of_one_quote_a_passage_that_answers_makes_more_sure(snapshot: Snapshot) -> None:
    asked = "When was the lamp lit?"
    found, nothing = (ask(snapshot, asked, WholeReader(word)) for word in ("1867", "no such word"))
    assert found.quotes[0].text == nothing.quotes[0].text
    assert found.quotes[0].score > nothing.quotes[0].score
    assert found.confidence > nothing.confidence


def test_the_answering_words_are_where_the_document_says_them(snapshot: Snapshot) -> None:
    first = ask(snapshot, "When was the lamp lit?", WordReader("1867")).quotes[0]
    assert first.answer is not None
    assert first.document.text[slice(*first.answer)] == "1867"
    assert first.reading is not None
    assert first.reading.score == 5.0


@pytest.mark.parametrize("asked", ["how do i light the lamp", "ok so how to light the lamp?"])
def test_nothing_is_underlined_for_who_asks_what_to_do(snapshot: Snapshot, asked: str) -> None:
    found = ask(snapshot, asked, WordReader("1867")).candidates
    assert found
    assert all(quote.answer is None for quote in found)


def test_what_is_asked_after_a_how_that_asks_for_no_way_is_underlined(snapshot: Snapshot) -> None:
    found = ask(snapshot, "how did the lamp come to be lit?", WordReader("1867"))
    assert found.quotes[0].answer is not None


def test_only_what_was_read_is_quoted(snapshot: Snapshot) -> None:
    reader = WordReader("lamp")
    said = ask(snapshot, "lamp", reader, read=1)
    assert len(passages(reader)) == 1
    assert {quote.text in reader.pages[0].text for quote in said.candidates} == {True}


def test_once_sure_of_a_document_it_reads_no_more_of_it(snapshot: Snapshot) -> None:
    assert len(read_with(snapshot, "lamp", sure=5.1)) > 1
    assert len(read_with(snapshot, "lamp", sure=5.0)) == 1


def test_another_document_is_read_all_the_same(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / f"{name}.md").write_text(LIGHT.replace("The light\n", f"{name}\n", 1), "utf-8")
    library = Library(tmp_path / "index")
    build(library, "two", find_sources(tmp_path), HashingEncoder(), max_bytes=10_000)
    read = read_with(library.get("two"), "lamp", sure=5.0)
    assert sorted(page.title.partition(" ")[0] for page in read) == ["one", "other"]


def read_with(snapshot: Snapshot, word: str, sure: float) -> list[ReaderInput]:
    reader = WordReader(word, sure)
    ask(snapshot, f"Where is the {word}?", reader)
    return passages(reader)


def passages(reader: WordReader) -> list[ReaderInput]:
    """What it was given before the quote that was chosen, which comes last."""
    return reader.pages[:-1]


def test_the_quote_that_was_chosen_is_read_once_more_alone(snapshot: Snapshot) -> None:
    reader = WordReader("1867")
    first = ask(snapshot, "When was the lamp lit?", reader).quotes[0]
    assert reader.pages[-1] == ReaderInput("The light", first.text, ((0, len(first.text)),))


def test_a_quote_that_is_its_whole_passage_is_not_read_twice(snapshot: Snapshot) -> None:
    [row] = (row for row in range(3) if "The horn" in snapshot.passage(row).locator.headings)
    passage = snapshot.passage(row)
    reader, known = WordReader("no such word"), Reading(0.0, passage=1.5)
    quote = Quote(passage.document, passage.start, passage.end, passage, 1.0, reading=known)
    assert reading.read_closely("Which colour?", quote, reader).score == 1.5
    assert not reader.pages
    shorter = replace(quote, end=passage.end - 1)
    assert reading.read_closely("Which colour?", shorter, reader).score == -5.0
    assert len(reader.pages) == 1


def test_the_shipped_reader_says_the_same_of_a_quote_alone_and_of_its_whole_passage() -> None:
    reader = load_reader(ReaderSettings())
    assert reader is not None
    asked = page()
    alone = replace(asked, windows=((0, len(TEXT)),))
    both = replace(asked, windows=(*asked.windows, (0, len(TEXT))))
    [[*_, whole]], [[once]] = (reader.read("Who lived there?", [one]) for one in (both, alone))
    assert whole == once


def test_a_quote_that_does_not_answer_alone_is_less_sure(snapshot: Snapshot) -> None:
    class Swayed(WordReader):
        """Finds the word, but only among other sentences."""

        def read(self, question: str, pages: Sequence[ReaderInput]) -> Sequence[Sequence[Found]]:
            return super().read(question, pages) if len(pages[0].windows) > 1 else FOUND_NOTHING

    asked = "When was the lamp lit?"
    swayed, sure = (ask(snapshot, asked, r("1867")) for r in (Swayed, WordReader))
    assert swayed.quotes[0] == sure.quotes[0]
    assert swayed.confidence < sure.confidence


def test_a_page_stands_under_its_title_and_headings(snapshot: Snapshot) -> None:
    reader = WordReader("lamp")
    ask(snapshot, "lamp", reader)
    titles = {"The light", "The light › The horn", "The light › The lamp"}
    assert {page.title for page in reader.pages} <= titles
    assert len({page.title for page in reader.pages}) > 1


def test_no_more_is_read_than_a_question_may_cost(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_CHARACTERS_READ", 1)
    reader = WordReader("lamp")
    ask(snapshot, "lamp", reader)
    assert len(passages(reader)) == 1


def test_without_a_reader_nothing_is_said_of_answering_words(snapshot: Snapshot) -> None:
    said = ask(snapshot, "When was the lamp lit?", None)
    assert {(quote.answer, quote.reading) for quote in said.candidates} == {(None, None)}


def test_a_quote_that_points_back_brings_the_sentence_before_it(snapshot: Snapshot) -> None:
    first = ask(snapshot, "What did the lamp burn until the war?", WordReader("colza")).quotes[0]
    assert first.text.startswith("The lamp was first lit")


@pytest.mark.parametrize("begins", ["He stated that", "This is", "“They left", "The former is"])
def test_a_sentence_can_lean_on_the_one_before(begins: str) -> None:
    assert LEANING.match(begins)


@pytest.mark.parametrize("begins", ["Helium is", "Italy won", "The lamp", "Thistles grow"])
def test_a_name_or_a_noun_does_not_lean(begins: str) -> None:
    assert LEANING.match(begins) is None
