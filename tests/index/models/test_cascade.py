"""Two readers as one: the better one is asked only where the quick one is in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from index.models.cascade import DOUBT, CascadeReader
from index.models.reader import Found, ReaderInput
from index.types import Reading

PAGE = ReaderInput("Lamps", "It was lit in 1867. It is orange.", ((0, 19), (20, 33), (0, 33)))
LEAST, MOST = DOUBT
WITHIN = (LEAST + MOST) / 2


@dataclass
class Scripted:
    """A reader that gives every window one score, and counts what it is asked."""

    score: float
    answer: tuple[int, int]
    name: str = "scripted"
    sure: float = 3.0
    asked: list[str] = field(default_factory=list)

    @property
    def fingerprint(self) -> str:
        return f"{self.name}@{self.score}"

    def read(self, _question: str, pages: Sequence[ReaderInput]) -> list[list[Found]]:
        self.asked += [page.text for page in pages]
        found = Found(Reading(self.score), self.answer)
        return [[found for _ in page.windows] for page in pages]


@pytest.mark.parametrize(("score", "times"), [(LEAST, 0), (WITHIN, 1), (MOST, 0)])
def test_the_judge_reads_what_is_in_doubt_only(score: float, times: int) -> None:
    judge = Scripted(1.0, (0, 2))
    CascadeReader(Scripted(score, (14, 18)), judge).read("When?", [PAGE])
    assert len(judge.asked) == times


def test_the_score_of_both_lies_between_them_and_the_answer_is_the_judge_s() -> None:
    both = CascadeReader(Scripted(WITHIN, (14, 18)), Scripted(WITHIN + 2, (0, 2)), share=0.25)
    (found,) = both.read("When?", [PAGE])
    assert [one.reading.score for one in found] == [pytest.approx(WITHIN + 0.5)] * 3
    assert {one.answer for one in found} == {(0, 2)}


def test_what_is_not_in_doubt_is_as_the_first_reader_says() -> None:
    first = Scripted(MOST + 1, (14, 18))
    both = CascadeReader(first, Scripted(-9.0, (0, 2)))
    assert both.read("When?", [PAGE]) == first.read("When?", [PAGE])


def test_another_reader_in_either_place_is_another_pair() -> None:
    one, other = Scripted(1.0, (0, 2)), Scripted(2.0, (0, 2))
    pairs = [CascadeReader(one, other), CascadeReader(other, one), CascadeReader(one, one)]
    assert len({pair.fingerprint for pair in pairs}) == 3
