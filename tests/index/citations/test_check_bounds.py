"""The work of a check stays within bounds, whatever is pasted: it answers everybody in turn."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given

from index.building.build import build
from index.citations.check import CheckVerdict, check
from index.citations.check.attribution import readings
from index.citations.check.check import MOST_READINGS
from index.citations.check.claim import claim_of, pieces
from index.citations.check.fold import fold, skeleton
from index.errors import QuestionError
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.sources.documents import find_sources
from tests.support.hashing_encoder import HashingEncoder
from tests.support.pieces import made_of
from tests.support.work import work_of

SHORT, LONG = 1_000, 4_000
MOST_GROWTH = 9  # of the work for four times the text; were it squared, it would be 16
UNITS = {
    "a name after a dash": "— A ", "dashes": "—", "dots and dashes": ".—", "marks": "a. —B ",
    "tildes": "~ A ", "ellipses": "… ", "words left out": "the … ", "dots": ". . . ",
    "brackets": "the [...] ", "open brackets": "[ . ", "quotation marks": '"a" ', "quoted": "a”—B ",
    "speakers": "Name: ", "colons": "A:", "names in brackets": "(A) ", "lines": "the\n",
    "quoted lines": "> the\n", "headings": "# a\n", "one word": "the ", "words": "the of and in a ",
    "one letter": "x", "white space": " ", "empty lines": "\n", "emphasis": "*a", "bars": "||a",
    "underscores": "_", "backticks": "`a ", "commas": "a, ", "accents": "e\u0301", "kana": "の…",
    "accounts": " — @a", "invisible": "a\u200b", "digits": "1, ",
}  # fmt: skip


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Three thousand words in sentences, in which the words of the texts above are common."""
    folder = tmp_path_factory.mktemp("bounds")
    pick = random.Random(3)
    common = "the of and in a to is it Name A B the the of x e 1".split()  # noqa: SIM905
    rare = [f"word{number}" for number in range(400)]
    for number in range(3):
        drawn = [pick.choice(common if pick.random() < 0.6 else rare) for _ in range(1_000)]
        text = ". ".join(" ".join(drawn[at : at + 12]) for at in range(0, len(drawn), 12))
        (folder / f"{number}.md").write_text(f"# Title {number}\n\n{text}, — (A).\n", "utf-8")
    library = Library(folder / "index")
    build(library, "default", find_sources(folder), HashingEncoder(), max_bytes=10**7)
    return library.get("default")


def check_all(text: str, snapshot: Snapshot) -> None:
    """Check ``text``, or find that there is nothing to check."""
    with suppress(QuestionError):
        check(text, snapshot)


def text_of(unit: str, length: int) -> str:
    return ("a " + unit * length)[: length - 2] + " a"


@pytest.mark.parametrize("name", UNITS)
def test_four_times_the_text_is_no_more_than_nine_times_the_work(
    name: str, snapshot: Snapshot
) -> None:
    work = [
        work_of(lambda length=length: check_all(text_of(UNITS[name], length), snapshot))
        for length in (SHORT, LONG)
    ]
    base = work_of(lambda: check_all("word1 the", snapshot))
    assert work[1] <= MOST_GROWTH * max(work[0], base), work


def test_no_text_takes_two_hundred_times_the_work_of_a_sentence(snapshot: Snapshot) -> None:
    sentence = "The one of it is word7 and of the word11 in a word13 to the word17."
    most = 200 * work_of(lambda: check_all(sentence, snapshot))
    pick = random.Random(5)
    for _ in range(8):
        text = "".join(pick.choice([*UNITS.values()]) * pick.randint(1, 40) for _ in range(80))
        assert work_of(lambda text=text: check_all(text[:LONG], snapshot)) <= most, text[:200]


def seconds_of(action: Callable[[], object]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


def prepare(text: str) -> None:
    """Everything that looks through a whole claim, whatever the sources are."""
    for reading in readings(text):
        pieces(reading.text)
        fold(reading.text)
        skeleton(reading.text)
        try:
            claim_of(reading.text)
        except QuestionError:
            continue


@pytest.mark.parametrize("name", UNITS)
def test_no_pattern_looks_at_a_text_over_and_over(name: str) -> None:
    short, long = (text_of(UNITS[name], length) for length in (LONG, 4 * LONG))
    prepare(short)
    most = MOST_GROWTH * min(seconds_of(lambda: prepare(short)) for _ in range(3))
    assert any(seconds_of(lambda: prepare(long)) <= most for _ in range(3))


@given(made_of([*UNITS.values()], max_size=40))
def test_a_text_has_few_readings(text: str) -> None:
    found = list(readings(text))
    assert len({reading.text for reading in found}) == len(found) <= 30
    assert MOST_READINGS <= 12


@pytest.mark.parametrize(
    "text", ["The deal — Iran", "Iran: the deal", "The deal (Iran)", "Of it — Name A, 2015"]
)
def test_two_words_beside_a_name_are_no_quote_of_their_own(text: str) -> None:
    assert [reading.attribution for reading in readings(text)] == [""]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Veni, vidi, vici — Caesar", "Veni, vidi, vici"),
        ("We will not negotiate — Ada Byron, minister of trade, 2025", "We will not negotiate"),
        ("私は決して外国へ行きません — Ada", "私は決して外国へ行きません"),
    ],
)
def test_what_is_left_is_a_quote_if_it_has_four_words_or_half_of_three(
    text: str, rest: str
) -> None:
    assert rest in [reading.text for reading in readings(text)]


def test_three_words_beside_many_are_no_quote_of_their_own() -> None:
    readings_of = [one.text for one in readings("Veni, vidi, vici — Ada Byron, minister of trade")]
    assert "Veni, vidi, vici" not in readings_of


def test_a_claim_with_very_many_ellipses_is_compared_as_one_text(snapshot: Snapshot) -> None:
    assert check("the … " * 600, snapshot).verdict is CheckVerdict.ABSENT
