"""An answer that travels as places is the same answer, or is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings

from bot.asking.answer_codec import decoded, encoded
from index.types import Hit, Scores
from tests.support.factories import answer, document, passage_of, quote_of
from tests.support.strategies import answers_with_quotes, refusals

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.types import Answer, Document, Span


def spans(of: Answer) -> list[Span]:
    quotes = (*of.quotes, *of.candidates, *of.conflict, *of.near)
    nearest = of.refusal.nearest if of.refusal else ()
    hits = [hit.passage for hit in of.hits]
    return [*quotes, *(quote.context for quote in quotes), *nearest, *hits]


def shelf(of: Answer) -> Callable[[str, str], Document]:
    """What finds the documents of an answer, as a bot with the same snapshots does."""
    known = {(one.document.id, one.document.sha256): one.document for one in spans(of)}
    return lambda *key: known[key]


@given(answers_with_quotes() | refusals())
@settings(max_examples=60, deadline=None)
def test_any_answer_is_the_same_after_the_way(one: Answer) -> None:
    documents = {span.document for span in spans(one)}
    assume(len({(source.id, source.sha256) for source in documents}) == len(documents))
    back = decoded(encoded(one), shelf(one))
    assert back == one
    for name in ("corpus", "snapshot"):  # which do not count when quotes are compared
        assert [getattr(q, name) for q in back.quotes] == [getattr(q, name) for q in one.quotes]


def full() -> Answer:
    source = document()
    first = quote_of(source, "The light was automated in 1983.", "1983")
    second = quote_of(source, "Nobody was hurt")
    hit = Hit(passage_of(source, "Nobody was hurt"), Scores(0.1, 0.2, 0.3, 0.4, 0.5, 0.6))
    return replace(
        answer(first, question="Wann? 誰が 👩‍👧 \ud83d", candidates=(first, second)),
        conflict=(first, second),
        hits=(hit,),
        as_of=date(2026, 11, 29),
        sides=("this", "that"),
        evidence=-0.1,
        near=(second,),
        read_as="When?",
        within="A title",
        followed=True,
    )


def test_all_that_an_answer_can_hold_travels() -> None:
    assert decoded(encoded(full()), shelf(full())) == full()


def test_the_parts_of_an_answer_travel_with_it() -> None:
    whole = replace(full(), parts=(full(), answer(question="why?")), unasked=("who?",))
    assert decoded(encoded(whole), shelf(full())) == whole


def test_an_answer_of_an_older_process_is_read() -> None:
    record = json.loads(encoded(full()))
    del record["followed"]
    assert decoded(json.dumps(record), shelf(full())) == replace(full(), followed=False)


def test_no_text_of_a_source_travels() -> None:
    written = encoded(full())
    for words in ("automated", "Nobody"):
        assert words not in written


@pytest.mark.parametrize(
    "break_",
    [
        lambda record: record.pop("quotes"),
        lambda record: record["quotes"][0].update(at=[0, 5, 10**6]),
        lambda record: record["quotes"][0].update(at=[9, 5, 6]),
        lambda record: record["quotes"][0].update(kind="poem"),
        lambda record: record.update(documents=[]),
        lambda record: record.update(as_of="yesterday"),
    ],
)
def test_what_is_no_answer_of_these_documents_is_refused(
    break_: Callable[[dict[str, object]], object],
) -> None:
    record = json.loads(encoded(full()))
    break_(record)
    with pytest.raises(ValueError, match=r"."):
        decoded(json.dumps(record), shelf(full()))
