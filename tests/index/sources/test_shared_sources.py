"""What goes wrong with shared sources: nothing is half kept, and a maintainer gets one line."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from index.errors import RegisterError, SettingsError
from index.maintenance.rebuild import Rebuilder
from index.snapshots.library import Library
from index.snapshots.opening import library_of
from index.snapshots.shared import bulletin
from index.sources.opening import shared_tree_of, tree_of
from index.sources.register.add import attach_file
from index.sources.register.edit import remove_source
from index.sources.register.source_files import sources_of
from index.sources.shared import shared_tree, transfer, working_copy
from index.sources.shared.shared_tree import SharedTree
from tests.support.forks import KILLED, killed_at
from tests.support.hashing_encoder import HashingEncoder
from tests.support.paths import ROOT
from tests.support.postgres import CUT, ask, tell
from tests.support.source_trees import machine

pytest_plugins = ["tests.support.postgres_server"]
NOWHERE = "postgresql://quoth:swordfish@127.0.0.1:1/quoth?connect_timeout=2"
BELL = b"# The bell\n\nThe bell weighs nine hundred pounds.\n"
OURS = ["faq/horn.md", "lamp.md"]
Open = Callable[..., SharedTree]


@pytest.fixture
def opened(database: str, tmp_path: Path) -> Open:
    """Open the sources on a machine with a folder of its own."""

    def opening(name: str = "one", address: str = database) -> SharedTree:
        tree = shared_tree_of(machine(tmp_path / name, address))
        assert tree is not None
        return tree

    return opening


@pytest.fixture
def tree(opened: Open) -> SharedTree:
    """The sources on the first machine, which has shared its own."""
    tree = opened()
    assert tree.share() == len(OURS)
    return tree


@pytest.fixture(autouse=True)
def nobody_waits_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_tree, "LOCK_TIMEOUT", 1.0)
    monkeypatch.setattr(bulletin, "REST", 0.0)


def attach(tree: SharedTree, name: str = "bell.md", content: bytes = BELL) -> None:
    with tree.changing() as places:
        attach_file(places, content, name)


def names(tree: SharedTree) -> list[str]:
    return [file.name for file in sources_of(tree.current().library)]


def folders_of_changes(folder: Path) -> list[Path]:
    return list((folder / "fetched" / ".shared").glob("*.changing-*"))


WRITER = """
import sys, time
from pathlib import Path
from index.sources.opening import tree_of
from index.sources.register.add import attach_file
from index.sources.shared import transfer
from tests.support.source_trees import machine
rows = transfer._rows
def stopping(*given):
    yield from rows(*given)
    print("writing", flush=True)
    time.sleep(600)
transfer._rows = stopping
with tree_of(machine(Path(sys.argv[1]), sys.argv[2])).changing() as places:
    attach_file(places, b"Half of it.", "half.md")
"""


def test_a_process_that_is_killed_while_it_writes_leaves_nothing_and_no_lock(
    tree: SharedTree, opened: Open, database: str, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path / "killed"), database]
    writer = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    with writer, writer.stdout:
        try:
            assert writer.stdout.readline() == "writing\n"
            with pytest.raises(RegisterError, match="elsewhere: quoth sources: process"):
                attach(tree)
            assert names(tree) == OURS, "to read them waits for nobody"
        finally:
            writer.kill()
    assert names(opened("killed")) == OURS
    assert folders_of_changes(tmp_path / "killed")
    until_it_is_free(lambda: attach(opened("killed")))
    assert folders_of_changes(tmp_path / "killed") == []
    assert names(tree) == ["bell.md", *OURS]
    assert ask(database, "SELECT count(*) FROM quoth_index.source_chunks") == [(4,)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_process_that_is_killed_at_any_step_keeps_all_of_its_change_or_nothing(
    tree: SharedTree, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_tree, "LOCK_TIMEOUT", 20.0)
    codes, kept = [], []
    while not codes or codes[-1] == KILLED:
        codes.append(killed_at(3 * len(codes) + 1, partial(attach, opened("killed"))))
        kept.append("bell.md" in names(tree))
        assert [entry.name for entry in tree.register().entries] == ["bell"] * kept[-1]
        if kept[-1]:
            with tree.changing() as places:
                remove_source(places, "bell", delete=True)
        assert len(codes) < 100
    assert codes[-1] == 0
    assert kept[-1]
    assert len(codes) > 10
    assert not kept[0]


def until_it_is_free(change: Callable[[], None]) -> None:
    """The server releases the lock when it sees that the other end is gone."""
    for _ in range(30):
        try:
            change()
        except RegisterError:
            continue
        return
    pytest.fail("the lock of a killed process is held")


def test_a_change_whose_connection_is_cut_is_not_kept_over_that_of_another(
    tree: SharedTree, opened: Open, database: str, tmp_path: Path
) -> None:
    def change() -> None:
        with tree.changing() as places:
            attach_file(places, BELL, "lost.md")
            tell(database, CUT)
            attach(opened("two"))

    with pytest.raises(RegisterError, match="cannot be used now"):
        change()
    assert names(opened("three")) == names(tree) == ["bell.md", *OURS]
    assert folders_of_changes(tmp_path / "one") == []
    attach(tree, "lost.md")
    assert names(opened("two")) == ["bell.md", "faq/horn.md", "lamp.md", "lost.md"]


def test_without_the_database_a_change_is_refused_in_one_line_and_nothing_is_touched(
    tree: SharedTree, opened: Open, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    attach(tree)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    away = opened(address=NOWHERE)
    doing: list[Callable[[], object]] = [
        away.register, away.current, lambda: attach(away, "more.md"), away.share,
    ]  # fmt: skip
    for work in doing:
        with pytest.raises(RegisterError) as refused:
            work()
        assert refused.value.message == (
            "the database of the shared sources cannot be used now; nothing was changed"
        )
    assert {path: path.read_bytes() for path in before} == before
    assert "Connection refused" in caplog.text
    assert "swordfish" not in caplog.text


def test_a_change_that_fails_is_not_kept_and_what_it_wrote_is_read_by_nobody(
    tree: SharedTree, opened: Open, tmp_path: Path
) -> None:
    def change() -> None:
        with tree.changing() as places:
            attach_file(places, BELL, "bell.md")
            assert names(opened()) == OURS, "another process of the machine, in the middle of it"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change()
    assert names(tree) == names(opened("two")) == OURS
    assert tree.register().entries == ()
    assert folders_of_changes(tmp_path / "one") == []


def test_a_full_disk_is_told_and_what_was_here_stays(
    tree: SharedTree, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree.current()
    attach(opened("two"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(transfer, "_write", full)
        with pytest.raises(RegisterError, match=r"No space left on device\); nothing was changed"):
            tree.current()
    assert names(tree) == ["bell.md", *OURS]


def test_what_somebody_edits_in_the_copy_is_replaced_before_it_is_read(tree: SharedTree) -> None:
    places = tree.current().library
    (places.sources / "lamp.md").write_text("The lamp was lit in 1999.", "utf-8")
    (places.sources / "more.md").write_text("More.", "utf-8")
    (places.sources / "faq" / "horn.md").unlink()
    places.register_path.write_text("not TOML", "utf-8")
    assert names(tree) == OURS
    assert "1867" in (places.sources / "lamp.md").read_text("utf-8")
    assert tree.register().entries == ()
    (places.sources / "lamp.md").write_text("The lamp was lit in 1999.", "utf-8")
    attach(tree)
    assert "1867" in (tree.current().library.sources / "lamp.md").read_text("utf-8")


def test_only_what_has_changed_is_fetched_and_only_what_is_new_is_read(
    tree: SharedTree, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working_copy, "SETTLED_NS", 0)
    there = opened("two")
    there.current()
    attach(tree)
    fetched, hashed = [], []
    writing, hashing = transfer._write, working_copy.file_digest
    monkeypatch.setattr(transfer, "_write", lambda *it: (fetched.append(it[0].name), writing(*it)))
    monkeypatch.setattr(
        working_copy, "file_digest", lambda path: (hashed.append(path.name), hashing(path))[1]
    )
    there.current()
    there.current()
    assert sorted(fetched) == ["bell.md", "sources.toml"]
    assert hashed.count("lamp.md") <= 1
    there.current()
    assert sorted(hashed) == sorted(set(hashed)), "nothing is read twice"


def test_files_of_many_chunks_and_empty_ones_and_equal_ones_arrive_as_they_were(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: str
) -> None:
    monkeypatch.setattr(transfer, "CHUNK", 100)
    docs = machine(tmp_path / "one", database).library.sources
    long = bytes(range(256)) * 9
    for name, content in (("a.md", b""), ("b.md", b""), ("c.md", long), ("d.md", long)):
        (docs / name).write_bytes(content)
    assert opened().share() == 6
    there = opened("two").current().library.sources
    for path in docs.rglob("*.md"):
        assert (there / path.relative_to(docs)).read_bytes() == path.read_bytes()
    assert ask(database, "SELECT max(part) FROM quoth_index.source_chunks") == [(23,)]


def test_a_damaged_chunk_and_a_lost_one_are_refused(
    tree: SharedTree, opened: Open, database: str
) -> None:
    tree.current()
    tell(database, "UPDATE quoth_index.source_chunks SET content = set_byte(content, 0, 1)")
    with pytest.raises(RegisterError, match="is damaged in the database of the shared sources"):
        opened("two").current()
    tell(database, "DELETE FROM quoth_index.source_chunks")
    with pytest.raises(RegisterError, match="is damaged in the database of the shared sources"):
        opened("two").current()
    assert names(tree) == OURS, "what is here is whole"


@pytest.mark.parametrize("path", ["sources/../../../lamp.md", "/etc/lamp.md", "lamp.md"])
def test_no_row_of_the_database_leads_out_of_the_copy(
    tree: SharedTree, database: str, path: str
) -> None:
    tell(database, f"UPDATE quoth_index.source_files SET path = '{path}' "
         "WHERE path = 'sources/lamp.md'")  # fmt: skip
    with pytest.raises(RegisterError, match="have a file with the path"):
        tree.current()


def test_sources_that_nobody_has_shared_are_those_of_each_machine(
    opened: Open, tmp_path: Path
) -> None:
    here, there = opened(), opened("two")
    attach(here)
    assert (tmp_path / "one" / "docs" / "bell.md").read_bytes() == BELL
    assert names(there) == OURS
    assert here.shared_in == ""
    assert not (tmp_path / "one" / "fetched" / ".shared").exists()


def test_sources_are_shared_once_and_the_files_of_a_machine_stay_as_they_are(
    tree: SharedTree, opened: Open, database: str, tmp_path: Path
) -> None:
    second = opened("two")
    (tmp_path / "two" / "docs" / "other.md").write_text("Other.", "utf-8")
    assert second.share() is None
    assert names(second) == OURS
    with tree.changing() as places:
        (places.library.sources / "lamp.md").unlink()
    assert names(second) == OURS[:1]
    assert (tmp_path / "one" / "docs" / "lamp.md").exists()
    assert (tmp_path / "two" / "docs" / "other.md").exists()
    tell(database, "DELETE FROM quoth_index.source_trees")
    assert names(second) == ["faq/horn.md", "lamp.md", "other.md"]


def test_a_register_that_is_not_valid_is_not_shared(opened: Open, tmp_path: Path) -> None:
    tree = opened()
    (tmp_path / "one" / "sources.toml").write_text("not TOML", "utf-8")
    with pytest.raises(RegisterError, match="not valid TOML"):
        tree.share()
    assert tree.shared_in == ""


def test_corpora_have_sources_of_their_own(opened: Open, tmp_path: Path, database: str) -> None:
    opened().share()
    settings = machine(tmp_path / "one", database)
    staff = settings.library.model_copy(update={"corpus": "staff"})
    tree = tree_of(settings.model_copy(update={"library": staff}))
    assert tree.shared_in == ""


def test_a_later_version_of_the_tables_is_refused(tree: SharedTree, database: str) -> None:
    tell(database, "UPDATE quoth_index.installation SET version = 99")
    with pytest.raises(SettingsError, match="has version 99"):
        tree.current()


def test_tables_of_before_are_brought_up_to_date_by_sharing(opened: Open, database: str) -> None:
    tree = opened()
    tree.share()
    tell(database, "DROP TABLE quoth_index.source_chunks, quoth_index.source_files, "
         "quoth_index.source_trees", "UPDATE quoth_index.installation SET version = 1")  # fmt: skip
    assert tree.shared_in == ""
    assert tree.share() == len(OURS)


def test_who_watches_hears_of_changes_also_after_the_connection_was_cut(
    tree: SharedTree, opened: Open, database: str
) -> None:
    watching = opened("two")
    before = watching.state()
    tell(database, CUT)
    attach(tree)
    assert any(watching.state() != before for _ in range(5))


def test_nothing_is_asked_of_the_database_while_nothing_changes(
    tree: SharedTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree.state()
    tree.state()
    monkeypatch.setattr(SharedTree, "_revision", lambda _: pytest.fail("it was asked"))
    assert tree.state() == tree.state()


def test_builds_on_all_machines_read_the_same_and_publish_the_same(
    tree: SharedTree, opened: Open, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.maintenance.rebuild.load_encoder", lambda _: HashingEncoder())
    attach(tree)
    settings = [machine(tmp_path / name, database) for name in ("one", "two")]
    first = Rebuilder(settings[0]).build()
    assert sorted(served(library_of(settings[1].library))) == ["bell.md", *OURS]
    again = Rebuilder(settings[1]).build()
    assert (again.plan.up_to_date, again.snapshot) == (True, first.snapshot)
    with opened("two").changing() as places:
        remove_source(places, "bell", delete=True)
    assert Rebuilder(settings[0]).build().documents == len(OURS)
    assert sorted(served(library_of(settings[1].library))) == OURS


def served(library: Library) -> list[str]:
    return [document.id for document in library.get("default").documents()]


def test_a_process_reads_while_another_of_the_machine_changes_for_long(
    tree: SharedTree, opened: Open
) -> None:
    changing, read = threading.Event(), threading.Event()

    def crawl() -> None:
        with opened().changing() as places:
            attach_file(places, BELL, "bell.md")
            changing.set()
            read.wait(20)

    thread = threading.Thread(target=crawl)
    thread.start()
    changing.wait(20)
    assert names(tree) == OURS
    read.set()
    thread.join()
    assert names(tree) == ["bell.md", *OURS]
