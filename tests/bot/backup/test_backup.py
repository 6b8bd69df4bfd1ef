"""A backup holds all that a bot keeps, as it is at one moment; a restore loses nothing."""

from __future__ import annotations

import io
import json
import logging
import os
import shutil
import sqlite3
import stat
import tarfile
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import bot.__main__  # noqa: F401 - it adds the commands of the bot
from bot.backup.archive import MANIFEST, opened_backup, write_backup
from bot.backup.restore import Moves, restore
from bot.ground.place import Place
from bot.ledger import Asked, AskOutcome, Kept, Ledger, SqliteLedger, counts_in
from bot.settings import BotSettings, DiscordSettings
from index.building.build import build
from index.cli import cli
from index.cli.group import Front
from index.errors import QuothError
from index.files import file_digest
from index.settings import LibrarySettings
from index.snapshots.catalogue import CURRENT
from index.snapshots.library import Library
from index.sources.documents import find_sources
from tests.support.factories import LIGHTHOUSE
from tests.support.hashing_encoder import HashingEncoder

SERVER, ADA = 7, 42


def settings_at(home: Path) -> BotSettings:
    var = home / "var"
    return BotSettings(
        _env_file=None,  # type: ignore[call-arg]
        library=LibrarySettings(
            sources=home / "docs" / "articles", index=var / "index", fetched=var / "fetched"
        ),
        discord=DiscordSettings(
            corpora=var / "corpora.json",
            customs=var / "customs.json",
            ledger=var / "ledger.sqlite",
            audit=var / "audit.jsonl",
        ),
    )


def _write(home: Path, name: str, text: str) -> None:
    (home / name).parent.mkdir(parents=True, exist_ok=True)
    (home / name).write_text(text, "utf-8")


def _indexed(home: Path) -> Library:
    at = settings_at(home).library
    library = Library(at.index)
    build(library, "default", find_sources(at.sources), HashingEncoder(), max_bytes=10**6)
    return library


def ledger_at(home: Path) -> Ledger:
    file = settings_at(home).discord.ledger
    return Ledger(SqliteLedger(file), lambda _place: ("default",), lambda _server: 30)


def _asks(ledger: Ledger, question: str) -> None:
    place = Place(SERVER, 8)
    ledger.note(
        Asked(place, "command", AskOutcome.REFUSED, "off-topic", question=question, person=ADA)
    )
    ledger.settled().result(10)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home in which a bot has kept something of each kind."""
    home = tmp_path_factory.mktemp("filled")
    _write(home, "docs/articles/lighthouse.md", f"# Skerry Point\n\n{LIGHTHOUSE}")
    _write(home, "docs/articles/.drafts/no.md", "# Not for the index\n\nNo.")
    _write(home, "docs/sources.toml", "# nothing yet\n")
    _write(home, "var/fetched/wiki/page.html", "<p>A page</p>")
    _write(home, "var/fetched/.register.lock", "")
    _write(home, "var/customs.json", '{"format": 1, "servers": {"7": {"keep_days": 30}}}')
    _write(home, "var/corpora.json", '{"format": 1, "default": ["default"]}')
    _write(home, "var/audit.jsonl", '{"verb": "a"}\n')
    _write(home, "var/audit.jsonl.1", '{"verb": "b"}\n')
    _indexed(home)
    ledger = ledger_at(home)
    _asks(ledger, "Who won the regatta?")
    ledger.close()
    return home


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "home"))


@pytest.fixture
def saved(home: Path, tmp_path: Path) -> Path:
    write_backup(tmp_path / "saved.tar", settings_at(home))
    return tmp_path / "saved.tar"


def digests(folder: Path) -> dict[str, str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): file_digest(path) for path in paths}


def _kept(home: Path) -> list[Kept]:
    return list(counts_in(settings_at(home).discord.ledger, server=SERVER).kept)


def test_a_restore_into_an_empty_folder_brings_everything_back(
    home: Path, saved: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    done = restore(saved, settings_at(new))
    assert done.aside == ()
    before, after = digests(home), digests(new)
    made_anew = {"var/ledger.sqlite", "var/ledger.sqlite-wal", "var/ledger.sqlite-shm"}
    absent = before.keys() - after.keys() - made_anew
    assert {name for name in absent if not Path(name).name.startswith(".")} == {
        "docs/articles/.drafts/no.md"
    }
    assert {name: after[name] for name in after.keys() - made_anew} == {
        name: before[name] for name in after.keys() - made_anew
    }
    assert done.files == len(after)
    assert [kept.question for kept in _kept(new)] == ["Who won the regatta?"]
    library = Library(settings_at(new).library.index)
    assert library.fault("default") is None
    ledger = ledger_at(new)
    try:
        assert ledger.forget(ADA).result(10) == 1, "the key fits the ledger"
    finally:
        ledger.close()


def test_a_backup_is_whole_while_the_ledger_is_being_written(home: Path, tmp_path: Path) -> None:
    ledger = ledger_at(home)
    try:
        for number in range(20):
            _asks(ledger, f"Question {number}?")
            write_backup(tmp_path / "saved.tar", settings_at(home))
            _asks(ledger, f"Later {number}?")
    finally:
        ledger.close()
    restore(tmp_path / "saved.tar", settings_at(tmp_path / "new"))
    asked = {kept.question for kept in _kept(tmp_path / "new")}
    assert "Question 19?" in asked, "what was only in the WAL is there"
    assert "Later 19?" not in asked


def test_what_is_private_stays_so(saved: Path, tmp_path: Path) -> None:
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    restore(saved, settings_at(tmp_path / "new"))
    for name in ("ledger.sqlite", "ledger.key", "customs.json", "corpora.json", "audit.jsonl"):
        assert stat.S_IMODE((tmp_path / "new" / "var" / name).stat().st_mode) == 0o600


def test_a_restore_over_other_files_is_refused_and_changes_nothing(home: Path, saved: Path) -> None:
    _write(home, "var/customs.json", '{"format": 1}')
    before = digests(home)
    with pytest.raises(QuothError, match=r"would be replaced") as refused:
        restore(saved, settings_at(home))
    assert "--replace" in refused.value.hint
    assert digests(home) == before


def test_a_restore_of_what_is_there_already_does_nothing(saved: Path, tmp_path: Path) -> None:
    new = settings_at(tmp_path / "new")
    restore(saved, new)
    before = digests(tmp_path / "new")
    assert restore(saved, new).files == 0
    assert digests(tmp_path / "new") == before


def test_a_restore_that_is_told_to_replace_keeps_what_was_there(home: Path, saved: Path) -> None:
    _write(home, "var/customs.json", '{"format": 1}')
    _write(home, "docs/articles/lighthouse.md", "# Newer\n\nIt is newer.")
    before = digests(home)
    done = restore(saved, settings_at(home), replace=True)
    after = digests(home)
    assert set(before.values()) <= set(after.values()), "every content is still somewhere"
    aside = {path.name.partition(".before-")[0] for path in done.aside}
    assert {"customs.json", ""} <= aside, "a file beside it, a folder within it"
    assert "keep_days" in (home / "var" / "customs.json").read_text("utf-8")
    assert [source.name for source in find_sources(home / "docs" / "articles")] == ["lighthouse.md"]


def test_a_journal_of_another_ledger_is_moved_aside_with_it(home: Path, saved: Path) -> None:
    file = settings_at(home).discord.ledger
    with sqlite3.connect(file) as open_:
        open_.execute("INSERT INTO votes VALUES ('2026-01-01', 'default', 'up', '', 1)")
        open_.commit()
        assert Path(f"{file}-wal").stat().st_size
        restore(saved, settings_at(home), replace=True)
    open_.close()
    assert not counts_in(file).votes
    assert len(_kept(home)) == 1


def test_a_failure_half_way_leaves_everything_as_it_was(
    home: Path, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(home, "var/customs.json", '{"format": 1}')
    _write(home, "var/corpora.json", '{"format": 1}')
    before, left = digests(home), [3]
    move = Moves.move

    def failing(self: Moves, old: Path, new: Path) -> None:
        left[0] -= 1
        if not left[0]:
            raise OSError(5, "Input/output error", str(new))
        move(self, old, new)

    monkeypatch.setattr(Moves, "move", failing)
    with pytest.raises(QuothError, match="Input/output error"):
        restore(saved, settings_at(home), replace=True)
    assert digests(home) == before


@pytest.fixture(scope="module")
def whole(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    file = tmp_path_factory.mktemp("whole") / "saved.tar"
    write_backup(file, settings_at(filled))
    return file.read_bytes()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_backup_is_refused_before_anything_is_written(
    tmp_path_factory: pytest.TempPathFactory, whole: bytes, data: st.DataObject
) -> None:
    """Any byte of a file's content, and any cut before the end of the manifest."""
    with tarfile.open(fileobj=io.BytesIO(whole)) as tar:
        members = [member for member in tar if member.size]
    member = data.draw(st.sampled_from(members), label="member")
    at = member.offset_data + data.draw(st.integers(0, member.size - 1), label="at")
    if data.draw(st.booleans(), label="cut"):
        damaged = whole[:at]
    elif member.name == MANIFEST:
        damaged = whole[:at] + b"\0" + whole[at + 1 :]
    else:
        damaged = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
    home = tmp_path_factory.mktemp("damaged")
    (home / "saved.tar").write_bytes(damaged)
    with pytest.raises(QuothError, match="damaged"):
        restore(home / "saved.tar", settings_at(home / "new"))
    assert not (home / "new").exists()


def _evil(file: Path, name: str, kind: bytes = tarfile.REGTYPE) -> None:
    content = b"evil"
    digest = sha256(content).hexdigest()
    record = {"format": 1, "created": "", "quoth": "0", "files": {name: digest}}
    with tarfile.open(file, "w") as tar:
        for path, data, type_ in (
            (name, content, kind),
            (MANIFEST, json.dumps(record).encode(), tarfile.REGTYPE),
        ):
            info = tarfile.TarInfo(path)
            info.size, info.type, info.linkname = len(data), type_, "/etc/passwd"
            tar.addfile(info, io.BytesIO(data))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("sources/../../evil", tarfile.REGTYPE),
        ("/tmp/evil", tarfile.REGTYPE),
        ("sources/evil", tarfile.SYMTYPE),
        ("sources/evil", tarfile.LNKTYPE),
        ("unknown", tarfile.REGTYPE),
    ],
)
def test_a_backup_cannot_write_where_it_should_not(tmp_path: Path, name: str, kind: bytes) -> None:
    _evil(tmp_path / "evil.tar", name, kind)
    with pytest.raises(QuothError):
        restore(tmp_path / "evil.tar", settings_at(tmp_path / "new"))
    assert [path.name for path in tmp_path.iterdir()] == ["evil.tar"]


def test_an_intact_older_snapshot_is_backed_up_where_the_newest_is_corrupt(
    home: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    library = Library(settings_at(home).library.index)
    older = library.current("default")
    _write(home, "docs/articles/new.md", "# New\n\nA newer text stands here.")
    newest = _indexed(home).current("default")
    (library.folder("default") / newest / "windows.faiss").write_bytes(b"rot")
    with caplog.at_level(logging.WARNING):
        write_backup(tmp_path / "saved.tar", settings_at(home))
    assert newest in caplog.text
    restore(tmp_path / "saved.tar", settings_at(tmp_path / "new"))
    assert Library(settings_at(tmp_path / "new").library.index).current("default") == older


def test_a_backup_that_cannot_be_written_leaves_the_earlier_one(
    home: Path, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = saved.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(QuothError, match="No space left"):
        write_backup(saved, settings_at(home))
    assert saved.read_bytes() == before
    assert sorted(path.name for path in saved.parent.iterdir()) == ["home", "saved.tar"]


def test_a_bot_that_has_kept_nothing_has_a_backup_too(tmp_path: Path) -> None:
    done = write_backup(tmp_path / "saved.tar", settings_at(tmp_path / "home"))
    assert done.digests == {}
    assert restore(tmp_path / "saved.tar", settings_at(tmp_path / "new")).files == 0


@pytest.mark.parametrize("shared", [False, True])
def test_it_says_whether_sources_may_be_elsewhere(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared: bool
) -> None:
    monkeypatch.setenv("QUOTH_DISCORD__LEDGER", str(home / "var" / "ledger.sqlite"))
    if shared:
        monkeypatch.setenv("QUOTH_LIBRARY__URL", "postgresql://127.0.0.1:1/quoth")
    command = ["backup", str(tmp_path / "saved.tar"), "--index", str(home / "var" / "index")]
    done = CliRunner().invoke(cli, command, obj=Front(settings=lambda: BotSettings))
    assert done.exit_code == 0, done.output
    assert ("sources that are shared in a database are not in it" in done.stderr) is shared


def test_the_manifest_says_what_was_backed_up_and_by_what(home: Path, saved: Path) -> None:
    with opened_backup(saved) as (_tar, backed_up):
        assert f"index/default/{CURRENT}" in backed_up.digests
        assert backed_up.digests["ledger.key"] == file_digest(home / "var" / "ledger.key")
        assert backed_up.created.startswith("20")
        assert backed_up.version
