"""The report: one page that needs nothing but itself, and hides nothing that went wrong."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from index.errors import SettingsError
from index.evaluation import Judgement, Outcome, figures
from index.evaluation.report import MAX_LISTED_QUESTIONS, make_folder, report, write_report
from tests.support.factories import answer, document, quote_of

AUTOMATED = "The light was automated in 1983."
EVIL = "<script>alert('$x^2$ & \"')</script>"


def outcome(id_: str, answers: tuple[str, ...], rank: int, sure: float) -> Outcome:
    """What was said to a question, refused below a confidence of 0.2."""
    one = quote_of(document(), AUTOMATED)
    quotes = (one,) if sure >= 0.2 else ()
    said = answer(*quotes, candidates=(one,), confidence=sure)
    kind = "plain" if answers else f"off {EVIL}"
    return Outcome(Judgement(id_, f"Q{id_}", answers, kind), said, (rank,) if rank else (), 0.01)


OUTCOMES = [
    outcome("right", ("1983",), 1, 0.9),
    outcome("quoted", ("1867",), 2, 0.7),
    outcome("refused", ("1983",), 1, 0.1),
    outcome("answered", (), 0, 0.4),
    outcome("well", (), 0, 0.05),
]


def record(outcomes: list[Outcome]) -> dict[str, Any]:
    said = figures([one.verdict for one in outcomes], [0.01])
    return {"snapshot": "20261124T000000Z-0123456789ab", "threshold": 0.2, **said}


class Page(HTMLParser):
    """Which tags a page has, and where it would fetch from."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.fetched: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open.append(tag)
        for name, value in attributes:
            if name in ("src", "srcset") or (name.endswith("href") and value and value[0] != "#"):
                self.fetched.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass


def listed(text: str, title: str) -> list[str]:
    found = re.search(rf"<details[^>]*><summary>{title} .*?</details>", text, re.DOTALL)
    assert found
    return re.findall(r"<h3>Q(\w+)</h3>", found[0])


@pytest.mark.parametrize(("wanted", "holding"), [("1983", "with"), ("1999", "without")])
def test_a_near_answer_is_listed_with_whether_its_closest_texts_held_the_answer(
    wanted: str, holding: str
) -> None:
    one = quote_of(document(), AUTOMATED)
    said = answer(candidates=(one,), near=(one,), confidence=0.1)
    near = Outcome(Judgement("near", "Qnear", (wanted,), "plain"), said, (), 0.01)
    text = report([*OUTCOMES, near], record([*OUTCOMES, near]))
    assert "near" in listed(text, "Wrongly refused")
    assert text.count("closest texts shown") == 1
    assert f"closest texts shown, {holding} the answer" in text


def test_each_question_that_went_wrong_is_in_its_list_and_no_other() -> None:
    text = report(OUTCOMES, record(OUTCOMES))
    assert listed(text, "Wrongly quoted") == ["quoted"]
    assert listed(text, "Wrongly answered") == ["answered"]
    assert listed(text, "Wrongly refused") == ["refused"]
    assert "confidence 0.70" in text
    assert "Skerry Point Lighthouse › The keepers, paragraph 1" in text
    assert "<q>1867</q>" in text


def test_the_page_needs_no_script_no_network_and_no_other_file() -> None:
    text = report(OUTCOMES, record(OUTCOMES))
    page = Page(text)
    assert page.fetched == []
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert "@import" not in text
    assert not re.search(r"url\((?!#)", text)


def test_what_a_question_a_kind_or_an_answer_says_stays_text() -> None:
    bad = Outcome(
        Judgement(EVIL, EVIL, (EVIL,), EVIL), answer(quote_of(document(), AUTOMATED)), (), 0.01
    )
    text = report([bad, *OUTCOMES], record([bad, *OUTCOMES]))
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_the_pictures_are_svg_in_the_colours_of_the_page() -> None:
    text = report(OUTCOMES, record(OUTCOMES))
    images = re.findall(r"<svg .*?</svg>", text, re.DOTALL)
    assert len(images) == 3
    for image in images:
        ET.fromstring(image)
        assert "var(--ink)" in image
        assert "aria-label" in image
        assert set(re.findall(r"#[0-9a-f]{6}\b", image)) == set()


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        make_folder(tmp_path / name / "deep")
        write_report(tmp_path / name / "deep", OUTCOMES, record(OUTCOMES))
    for file in ("report.html", "report.png"):
        one, other = ((tmp_path / n / "deep" / file).read_bytes() for n in ("one", "other"))
        assert one == other
        assert len(one) > 5_000
    assert (tmp_path / "one/deep/report.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("answers", [("1983",), ()], ids=["answerable", "unanswerable"])
def test_one_question_is_enough_for_a_report(answers: tuple[str, ...]) -> None:
    only = [outcome("a", answers, 1 if answers else 0, 0.1)]
    assert "no such question" in report(only, record(only))


def test_a_long_list_says_that_it_was_cut() -> None:
    many = [outcome(str(n), (), 0, 0.4) for n in range(MAX_LISTED_QUESTIONS + 5)]
    text = report(many, record(many))
    assert len(listed(text, "Wrongly answered")) == MAX_LISTED_QUESTIONS
    assert f"The surest {MAX_LISTED_QUESTIONS} are listed" in text


def test_a_folder_that_cannot_be_made_is_the_operators_to_mend(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(SettingsError, match="cannot be written"):
        make_folder(tmp_path / "file" / "report")
