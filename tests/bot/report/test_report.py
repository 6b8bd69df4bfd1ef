"""`quoth report` and `quoth gaps`: what the operator sees of the ledger."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

import bot.cli.operator  # noqa: F401 - it adds its commands
from bot.ground.place import Place
from bot.ledger import Asked, AskOutcome, Counts, Kept, Ledger, SqliteLedger, Vote, Voted
from bot.ledger.gaps import gaps_of
from bot.report import page
from bot.report.figures import QuotedSource, figures_of
from bot.report.pictures import PICTURES
from bot.settings import BotSettings
from index.cli import cli
from index.cli.group import Front
from index.evaluation import read_judgements
from tests.support.hashing_encoder import HashingEncoder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Build

EVIL = "<script>alert('$x^2$ & \"')</script>"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SERVER = 81384788765712384
OTTERS = "Where do the otters sleep?"
LAMP, HORN = (
    QuotedSource("default", "lamp.md", "The lamp"),
    QuotedSource("default", "horn.txt", EVIL),
)


def some(days: int = 3) -> Counts:
    asked, latencies, votes, quoted = [], [], [], []
    for number in range(0, days, 2):  # every other day, so that there are holes
        day = (NOON.date() + timedelta(days=number)).isoformat()
        asked += [(day, "default", "answered", "", "command", 5)]
        asked += [(day, "default", "refused", "off-topic", "mention", 2)]
        asked += [(day, "default", "limited", "person", "mention", 1)]
        latencies += [(day, "default", 100, 4), (day, "default", 0, 3)]
        votes += [(day, "default", "up", "sure", 2), (day, "default", "down", "near", 1)]
        quoted += [(day, "default", "lamp.md", 5), (day, "old", "gone.md", 1)]
    questions = (f"Who won {EVIL}?", f"who won {EVIL}", "Where are the otters?")
    missing = ("regatta", EVIL)
    kept = [Kept(NOON, SERVER, "default", one, "off-topic", missing) for one in questions]
    return Counts(asked, latencies, votes, quoted, kept)


def written(counts: Counts) -> str:
    gaps = gaps_of(counts.kept, HashingEncoder().encode_passages)
    return page(counts, gaps, [LAMP, HORN])


class Outline(HTMLParser):
    """Tags that are open, images without a text, and whatever would ask the network."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.asks: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "link", "br") and not self.get_starttag_text().endswith("/>"):  # type: ignore[union-attr]
            self.open.append(tag)
        links = (value for name, value in attrs if name in ("src", "href", "xlink:href"))
        self.asks += [str(value) for value in links if not str(value).startswith("#")]
        self.asks += ["script"] if tag == "script" else []

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()


@pytest.mark.parametrize("counts", [Counts(), some()], ids=["empty", "some"])
def test_the_page_needs_nothing_but_itself_and_is_the_same_each_time(counts: Counts) -> None:
    text = written(counts)
    assert text == written(counts)
    outline = Outline()
    outline.feed(text)
    assert outline.asks == []
    assert set(outline.open) <= {"html", "body"}
    assert "http" not in re.sub(r'xmlns(:xlink)?="[^"]*"', "", text)
    assert EVIL not in text


def test_each_picture_has_a_text_and_a_table_that_says_the_same() -> None:
    text = written(some())
    drawn = re.findall(r"<svg .*?</svg>", text, re.DOTALL)
    assert len(drawn) == len(PICTURES)
    for image, picture in zip(drawn, PICTURES, strict=True):
        ET.fromstring(image)
        assert f'aria-label="{picture.says}"' in image
        assert f"{picture.title}, as a table" in text
    assert text.count("<table>") == len(PICTURES)
    assert '<th scope="row">off-topic</th><td>4</td>' in text


def test_near_answers_and_the_votes_on_them_are_told_apart() -> None:
    counts = some()
    near = [(counts.asked[0][0], "default", "near", "not-in-sources", "command", 7)]
    figures = figures_of(Counts([*counts.asked, *near], votes=counts.votes))
    assert figures.total[AskOutcome.NEAR] == 7
    assert figures.votes_by_tier["near"] == {Vote.UP: 0, Vote.DOWN: 2}
    text = written(Counts([*counts.asked, *near], votes=counts.votes))
    assert "<dt>closest texts shown</dt><dd>7 " in text
    assert "<dt>helpful, of the votes on closest texts</dt><dd>0 " in text
    assert "<dt>helpful, of the votes on answers</dt><dd>4 " in text
    assert "of the votes on refusals" not in text  # there are none
    assert "Closest texts shown so far: 7" in text


def test_figures_add_up_to_the_counts_and_have_no_hole() -> None:
    figures = figures_of(some(5), [LAMP, HORN])
    assert figures.periods == [f"2026-11-{day}" for day in (20, 21, 22, 23, 24)]
    assert figures.outcomes[AskOutcome.ANSWERED] == [5, 0, 5, 0, 5]
    assert figures.total[AskOutcome.LIMITED] == 3
    assert figures.votes[Vote.DOWN] == [1, 0, 1, 0, 1]
    assert figures.ways == {"command": 15, "mention": 9}
    assert figures.quantile(0.5) == 100
    assert figures.quantile(0.95) is None
    names = [(source.id, source.number, source.gone) for source in figures.sources]
    assert names == [("lamp.md", 15, False), ("gone.md", 3, True), ("horn.txt", 0, False)]


def test_after_three_months_a_bar_is_a_week() -> None:
    counts = some(400)
    figures = figures_of(counts)
    assert figures.weekly
    assert len(figures.periods) == 58
    assert sum(figures.outcomes[AskOutcome.ANSWERED]) == counts.outcomes()[AskOutcome.ANSWERED]
    assert all(datetime.fromisoformat(period).weekday() == 0 for period in figures.periods)


def test_the_page_names_what_was_never_quoted_and_what_is_missing() -> None:
    text = written(some())
    never = text.partition("never quoted</h2>")[2]
    assert "1 of the current sources" in never
    assert "script&gt;alert" in never
    missing = text.partition("What is missing</h2>")[2].partition("<h2>")[0]
    assert missing.count("<li>") == 2
    assert "Where are the otters?" in missing
    assert str(SERVER) not in text


def test_where_nothing_is_kept_the_page_says_how_to_see_more() -> None:
    counts = some()
    text = written(Counts(counts.asked, counts.latencies, counts.votes, counts.quoted))
    assert "No server keeps questions" in text
    assert "Refused so far: 4" in text


# --- the commands ------------------------------------------------------------------------------


def quoth(folder: Path, *arguments: str, **settings: str) -> Result:
    environment = {
        "QUOTH_LIBRARY__INDEX": str(folder / "index"),
        "QUOTH_DISCORD__LEDGER": str(folder / "ledger.sqlite"),
    }
    runner = CliRunner(env=environment | settings)
    return runner.invoke(cli, arguments, obj=Front(settings=lambda: BotSettings))


@pytest.fixture
def home(tmp_path: Path, rebuild: Build, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger with refusals of two servers and an index of two sources."""
    rebuild()
    monkeypatch.setattr("index.models.encoder.load_encoder", lambda _settings: HashingEncoder())
    ledger = Ledger(
        SqliteLedger(tmp_path / "ledger.sqlite"), lambda _place: ("default",), lambda _server: 365
    )
    asked = [(1, "Who won the regatta?", 0), (1, "who really won the regatta", 9), (2, OTTERS, 0)]
    for server, question, age in asked:
        at = datetime.now(UTC) - timedelta(days=age)
        ledger.note(Asked(Place(server, 5), "command", AskOutcome.REFUSED, "off-topic", 0.1, (),
                          question, ("regatta",), 7, at))  # fmt: skip
    ledger.note(Voted(Place(2, 5), Vote.DOWN, None, OTTERS, 7, 8))
    quoted = (("default", "lamp.md"),)
    ledger.note(Asked(Place(1, 5), "command", AskOutcome.ANSWERED, "", 0.1, quoted))
    ledger.close()
    return tmp_path


def test_gaps_lists_those_of_all_servers_or_of_one(home: Path) -> None:
    everything = quoth(home, "gaps").output
    assert "2 gaps in 4 kept questions" in everything
    assert "also asked:" in everything
    assert "voted down 1" in everything
    one = quoth(home, "gaps", "--server", "1").output
    assert "otters" not in one
    recent = datetime.now(UTC).date() - timedelta(days=3)
    found = json.loads(quoth(home, "gaps", "--since", recent.isoformat(), "--json").output)
    assert [gap["refused"] + gap["voted_down"] for gap in found["gaps"]] == [2, 1]
    assert found["kept"] == 3


def test_the_export_can_be_measured_by(home: Path) -> None:
    file = home / "drafts" / "gaps.jsonl"
    assert quoth(home, "gaps", "--export", str(file)).exit_code == 0
    judged = read_judgements(file)
    assert len(judged) == 2
    assert all(not one.answers for one in judged)


def test_without_a_ledger_gaps_says_how_to_opt_in_and_makes_no_file(tmp_path: Path) -> None:
    result = quoth(tmp_path, "gaps")
    assert result.exit_code == 0
    assert "/settings keep" in result.output
    assert not (tmp_path / "ledger.sqlite").exists()


def test_report_writes_one_page_and_knows_the_sources_of_the_index(home: Path) -> None:
    file = home / "out" / "report.html"
    result = quoth(home, "report", "--out", str(file))
    assert result.exit_code == 0, result.output
    text = file.read_text("utf-8")
    assert "The lamp" in text
    assert "horn" in text.partition("never quoted</h2>")[2]
    before = file.read_bytes()
    quoth(home, "report", "--out", str(file))
    assert file.read_bytes() == before


def test_report_works_on_nothing_at_all(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    assert quoth(tmp_path, "report", "--out", str(file)).exit_code == 0
    assert "Nothing was asked yet" in file.read_text("utf-8")


def test_a_page_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = quoth(tmp_path, "report", "--out", str(tmp_path / "file" / "report.html"))
    assert result.exit_code == 2
    assert "cannot be written" in result.output


def test_a_ledger_that_is_no_database_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_bytes(b"no database at all " * 100)
    result = quoth(tmp_path, "gaps")
    assert result.exit_code == 2
    assert "cannot be used" in result.output
