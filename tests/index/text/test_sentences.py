"""Sentences: right at the canned cases, and whole whatever the text is."""

from __future__ import annotations

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.sentences import sentence_spans
from tests.support.sentence_cases import (
    MARK,
    Span,
    read_cases,
    read_cases_abroad,
    seed_case,
    seed_paragraphs,
)

# Too long, never cut: a straight mark may be inches; sentencex sees items where there are none.
KNOWN = {"feet and inches", "lettered parts of one sentence"}
KNOWN_ABROAD = {
    ("de", "ein Kleinbuchstabe am Anfang"),
    ("es", "etc. al final"),
    ("it", "ecc. alla fine"),
    ("pt", "etc. no fim"),
}
PIECES = (
    "U.S. e.g. Dr. “ ” \" ' ( ) [note3] . ! ? … 。 ؟ । ; : , 1. a) - • e\u0301 \u0301 "
    "\u200d \ufe0f 👩\u200d👩\u200d👧 🎉 👋🏽 🇩🇪 שלום هل है 한 各 The he \ufeff \u200b "
    "** ` ¹ \x00 \ud800 𝔘"
)
SPACES = [" ", "\n", "\r\n", "\r", "\t", "\u2028", "\u00a0", "\x1f", "\n- ", "\n\n"]
MATERIAL = st.lists(
    st.one_of(st.sampled_from(PIECES.split()), st.sampled_from(SPACES), st.text(max_size=6)),
    max_size=60,
).map("".join)

LANGUAGES = st.sampled_from(
    ["en", "de", "fr", "es", "pt", "it", "ja", "zh", "he", "ar", "ko", "xx"]
)
PIECES_ABROAD = (
    "z. B. usw. 3. XIV. Oktober Der Stock „ “ » « p. ex. etc. M. Il ¿ ¡ — Sr. n.º EE. UU. É "
    '。 ！ ？ ．「 」 『 』 （ ） と は 本 です ， “ ” 她说 ؟ ۔ ؛ د. وقت צה" ׳ ! ? . ... … a 1'
)
MATERIAL_ABROAD = st.lists(
    st.sampled_from([*PIECES_ABROAD.split(), " ", " ", "\n", "\u00a0"]) | st.text(max_size=4),
    max_size=40,
).map("".join)


def shown(text: str, spans: list[Span]) -> str:
    return f" {MARK} ".join(text[start:end] for start, end in spans)


@pytest.mark.parametrize(
    ("name", "text", "expected"), read_cases(), ids=[name for name, _, _ in read_cases()]
)
def test_a_canned_case_is_cut_where_it_is_marked(
    name: str, text: str, expected: list[Span], request: pytest.FixtureRequest
) -> None:
    if name in KNOWN:
        request.applymarker(pytest.mark.xfail(strict=True, reason="known: too long, not cut"))
    assert shown(text, sentence_spans(text)) == shown(text, expected)


@pytest.mark.parametrize(
    ("language", "name", "text", "expected"),
    read_cases_abroad(),
    ids=[f"{language}: {name}" for language, name, _, _ in read_cases_abroad()],
)
def test_a_case_in_another_language_is_cut_where_it_is_marked(
    language: str,
    name: str,
    text: str,
    expected: list[Span],
    request: pytest.FixtureRequest,
) -> None:
    if (language, name) in KNOWN_ABROAD:
        request.applymarker(pytest.mark.xfail(strict=True, reason="known: too long, not cut"))
    assert shown(text, sentence_spans(text, language=language)) == shown(text, expected)


def test_a_known_miss_in_another_language_is_never_a_cut_sentence() -> None:
    for language, name, text, expected in read_cases_abroad():
        if (language, name) in KNOWN_ABROAD:
            found = {end for _, end in sentence_spans(text, language=language)}
            assert found < {end for _, end in expected}, name


@given(LANGUAGES, MATERIAL_ABROAD)
def test_no_character_of_any_language_is_lost_or_twice_in_a_sentence(
    language: str, text: str
) -> None:
    spans = sentence_spans(text, language=language)
    assert all(start < end for start, end in spans)
    assert all(left <= right for (_, left), (right, _) in pairwise(spans))
    joined = "".join(text[start:end] for start, end in spans)
    assert "".join(joined.split()) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@given(LANGUAGES, MATERIAL_ABROAD, st.text(max_size=9), st.text(max_size=9))
def test_in_any_language_offsets_are_those_of_the_whole_text(
    language: str, text: str, before: str, after: str
) -> None:
    left, right = len(before), len(before) + len(text)
    expected = [(left + a, left + b) for a, b in sentence_spans(text, language=language)]
    assert sentence_spans(before + text + after, left, right, language) == expected


@pytest.mark.parametrize("language", ["de", "ja", "xx", "", None])
def test_a_language_without_rules_is_cut_as_english(language: str | None) -> None:
    assert len(sentence_spans("It is open. Come in.", language=language)) == 2


def test_a_known_miss_is_only_too_long_and_never_a_cut_sentence() -> None:
    for name, text, expected in read_cases():
        if name in KNOWN:
            assert {end for _, end in sentence_spans(text)} < {end for _, end in expected}, name


def test_every_sentence_of_the_seed_article_is_whole() -> None:
    case = seed_case()
    if case is None:
        pytest.skip("../shared/seed/article.txt is not beside the repository")
    text, expected = case
    found = [
        span for left, right in seed_paragraphs(text) for span in sentence_spans(text, left, right)
    ]
    assert shown(text, found) == shown(text, expected)
    assert found == expected


@given(MATERIAL)
def test_no_character_is_lost_repeated_or_moved(text: str) -> None:
    spans = sentence_spans(text)
    inside = [offset for start, end in spans for offset in range(start, end)]
    assert inside == sorted(set(inside))
    assert {at for at, char in enumerate(text) if not char.isspace()} <= set(inside)


@given(MATERIAL)
def test_no_span_is_empty_or_has_white_space_around_it(text: str) -> None:
    for start, end in sentence_spans(text):
        assert text[start:end]
        assert text[start:end] == text[start:end].strip()


@given(MATERIAL)
def test_no_span_but_the_first_begins_with_a_combining_mark_or_a_joiner(text: str) -> None:
    for start, _ in sentence_spans(text)[1:]:
        assert unicodedata.category(text[start]) not in ("Mn", "Mc", "Me")
        assert text[start] not in "\u200d\ufe0f"


@given(MATERIAL, MATERIAL, MATERIAL)
def test_a_paragraph_is_cut_alike_wherever_it_stands(before: str, text: str, after: str) -> None:
    left, right = len(before), len(before) + len(text)
    expected = [(left + start, left + end) for start, end in sentence_spans(text)]
    assert sentence_spans(before + text + after, left, right) == expected


@given(st.integers(-9, 9), st.one_of(st.none(), st.integers(-9, 9)))
def test_limits_mean_what_they_mean_in_a_slice(start: int, end: int | None) -> None:
    text = "A. B."
    inside = "".join(text[left:right] for left, right in sentence_spans(text, start, end))
    assert inside.replace(" ", "") == text[start:end].replace(" ", "")


def test_a_paragraph_longer_than_a_block_is_cut_as_its_sentences_are() -> None:
    sentence = "The U.S. Congress met Dr. Brown in Room 3.5. "
    spans = sentence_spans(sentence * 1000)
    assert spans == [(45 * at, 45 * at + 44) for at in range(1000)]


def test_a_long_run_without_a_boundary_stays_in_one_piece() -> None:
    assert sentence_spans("word " * 5000) == [(0, 24_999)]
    assert sentence_spans("x" * 20_000) == [(0, 20_000)]


@pytest.mark.parametrize(
    "piece", ["他。", "“a!! B ", "!! ", ".***", "(a. ", "[1]", 'a." A ', ". 🎉", ".[a", "1. "]
)
def test_hostile_repetition_takes_time_in_proportion(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    began = time.process_time()
    sentence_spans(text)
    assert time.process_time() - began < 5  # one of these took 42 s for 200,000 code points
