"""What maintainers did is kept: each act one whole line, synced, in order, within bounds."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import bot.cli.operator  # noqa: F401 - it adds its commands
from bot.admin.audit import MAX_FIELD_CHARACTERS, Act, AuditLog
from bot.ground.place import Place
from bot.servers.corpus_rules_file import CorpusRulesFile
from bot.settings import BotSettings
from index.building.build import build
from index.cli import cli
from index.cli.group import Front
from index.errors import SnapshotMissing
from index.snapshots.library import Library
from index.sources.documents import find_sources
from tests.conftest import Build
from tests.support.hashing_encoder import HashingEncoder
from tests.support.paths import ROOT


@pytest.fixture
def log(tmp_path: Path) -> AuditLog:
    return AuditLog(tmp_path / "var" / "audit.jsonl")


def act(number: int = 1, **changes: str) -> Act:
    return Act("corpus use", f"now {number}", 7, 9, changes)


def outcomes(log: AuditLog) -> list[str]:
    return [act.outcome for act in log.acts()]


def test_there_is_nothing_before_the_first_act(log: AuditLog) -> None:
    assert list(log.acts()) == []


@given(st.text(max_size=30), st.text(max_size=700), st.text(max_size=30))
@settings(max_examples=30)
def test_any_text_is_one_line_and_comes_back(verb: str, value: str, outcome: str) -> None:
    line = Act(verb, outcome, 7, 9, {"name": value}).line
    assert line.count("\n") == 1
    assert line.isascii()
    record = json.loads(line)
    assert (record["verb"], record["outcome"]) == (verb, outcome)
    assert record["arguments"] == {"name": value[:MAX_FIELD_CHARACTERS]}


def test_what_a_crash_cut_short_swallows_no_later_act(log: AuditLog) -> None:
    log.append(act(1))
    with log.file.open("ab") as stream:
        stream.write(b'{"at": "2026-')
    log.append(act(2))
    assert outcomes(log) == ["now 1", "now 2"]


def test_the_log_is_bounded_and_loses_the_oldest_first(tmp_path: Path) -> None:
    log = AuditLog(tmp_path / "audit.jsonl", most_bytes=500, kept_files=3)
    for number in range(40):
        log.append(act(number))
    kept = outcomes(log)
    assert kept == [f"now {number}" for number in range(40)][-len(kept) :]
    assert 6 <= len(kept) < 40
    files = [path for path in tmp_path.iterdir() if not path.name.endswith(".lock")]
    assert len(files) == 3
    assert sum(path.stat().st_size for path in files) < 3 * 700


def _append(file: Path, numbers: range) -> None:
    for number in numbers:
        AuditLog(file).append(act(number))


def test_two_processes_lose_no_act_of_each_other(log: AuditLog) -> None:
    spawn = multiprocessing.get_context("spawn")
    halves = (range(20), range(20, 40))
    others = [spawn.Process(target=_append, args=(log.file, half)) for half in halves]
    for other in others:
        other.start()
    for other in others:
        other.join(60)
    assert sorted(outcomes(log)) == sorted(f"now {number}" for number in range(40))


def test_a_kill_loses_at_most_the_act_that_was_being_written(log: AuditLog) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.bot.admin.test_audit import act; "
        "from bot.admin.audit import AuditLog; log = AuditLog(Path(sys.argv[1]))\n"
        "for number in range(10_000):\n"
        "    log.append(act(number)); print(number, flush=True)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(log.file)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(30)]
    process.kill()
    process.stdout.close()
    process.wait()
    last = int(said[-1])
    assert outcomes(log)[: last + 1] == [f"now {number}" for number in range(last + 1)]
    log.append(act(99_999))
    assert outcomes(log)[-1] == "now 99999"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_only_the_owner_can_read_the_log_also_one_of_an_earlier_version(log: AuditLog) -> None:
    log.file.parent.mkdir(parents=True)
    log.file.touch()
    log.file.chmod(0o644)
    before = os.umask(0)
    try:
        for _ in range(2):
            log.append(act())
            assert log.file.stat().st_mode & 0o777 == 0o600
            log.file.unlink()
    finally:
        os.umask(before)


def test_what_may_be_secret_in_a_web_address_is_not_written_down() -> None:
    url = "https://ada:pass@example.org:8080/feed?token=s3cret&page=2#k3y"
    written = Act("sources add", f"failed: {url}: 404 (http://e.org/x)", 7, 9, {"source": url}).line
    for secret in ("ada", "pass", "s3cret", "k3y"):
        assert secret not in written
    record = json.loads(written)
    assert record["arguments"] == {"source": "https://example.org:8080/feed?…"}
    assert record["outcome"] == "failed: https://example.org:8080/feed?… 404 (http://e.org/x)"


# --- quoth audit, quoth allow ------------------------------------------------------------------


def quoth(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, obj=Front(settings=lambda: BotSettings))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_the_operator_allows_stands_open_and_is_recorded(
    home: Path, rebuild: Build, library: Library, sources: Path
) -> None:
    rebuild()
    build(library, "handbook", find_sources(sources), HashingEncoder(), max_bytes=10_000)
    index = ("--index", str(library.root))
    assert quoth("allow", "9", "handbook", *index).output == "server 9: handbook allowed\n"
    register = CorpusRulesFile(home / "var" / "corpora.json", "default")
    assert register.current().choices(9) == ("default", "handbook")
    assert register.scope(Place(9, 1)).corpora == ("default",), "allowed is not yet used"
    assert quoth("allow", "9", "handbok", *index).exit_code == SnapshotMissing.exit_code
    assert quoth("allow", "9", "handbook", "--withdraw", *index).exit_code == 0
    assert register.current().choices(9) == ("default",)

    listed = quoth("audit").output.splitlines()
    assert [line.partition("  ")[2] for line in listed] == [
        "server 9  operator  allow name=handbook: allowed",
        "server 9  operator  allow name=handbook: withdrawn",
    ]
    (newest,) = json.loads(quoth("audit", "--json", "--last", "1").output)
    assert newest["outcome"] == "withdrawn"
    assert newest["user"] is None


def test_no_control_character_of_an_act_reaches_the_terminal(home: Path) -> None:
    log = AuditLog(home / "var" / "audit.jsonl")
    log.append(act(1, name="\x1b[2Jgone\nnew line"))
    (line,) = quoth("audit").output.splitlines()
    assert "\x1b" not in line
    assert "user 7" in line
