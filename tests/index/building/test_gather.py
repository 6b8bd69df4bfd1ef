"""What can be read is, what cannot costs nothing, and what has not changed is not read again."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

import index.building.gather
from index.building.gather import Gathered, gather
from index.errors import SourceError
from index.snapshots.library import Library
from index.snapshots.publish import KEPT_SNAPSHOTS
from index.snapshots.snapshot import Snapshot
from index.sources.documents import SourceFile, find_sources
from index.types import Document
from tests.conftest import Build
from tests.support.hashing_encoder import HashingEncoder

Noted = tuple[list[Document], tuple[str, ...]]


def files_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are parsed from now on."""
    names: list[str] = []
    read = index.building.gather.read_with_notes

    def counted(file: SourceFile, *, max_bytes: int) -> Noted:
        names.append(file.name)
        return read(file, max_bytes=max_bytes)

    monkeypatch.setattr(index.building.gather, "read_with_notes", counted)
    return names


def test_only_a_file_of_other_bytes_is_read_again(
    rebuild: Build, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild()
    names = files_read(monkeypatch)
    lamp = sources / "lamp.md"
    before = lamp.stat()
    lamp.write_text(lamp.read_text("utf-8").replace("colza", "olive"), "utf-8")
    os.utime(lamp, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert lamp.stat().st_size == before.st_size
    os.utime(sources / "horn.txt")
    assert rebuild().plan.changed == ("lamp.md",)
    assert names == ["lamp.md"]


def test_what_is_given_beside_a_file_counts_as_its_bytes_do(
    sources: Path, library: Library, rebuild: Build
) -> None:
    rebuild()
    serving = library.manifest("default")
    files = [SourceFile(file.path, file.name, boost=2.0) for file in find_sources(sources)]
    assert {record["boost"] for record in gather(files, serving, max_bytes=10**6).records} == {2.0}


def test_full_reads_everything_again(rebuild: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    rebuild()
    names = files_read(monkeypatch)
    rebuild()
    assert names == []
    rebuild(full=True)
    assert names == ["horn.txt", "lamp.md"]


def test_a_file_that_is_written_to_while_it_is_read_is_read_again(
    rebuild: Build, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = index.building.gather.read_with_notes

    def slow(file: SourceFile, *, max_bytes: int) -> Noted:
        documents = read(file, max_bytes=max_bytes)
        (sources / "lamp.md").write_text("The lamp burned whale oil.", "utf-8")
        return documents

    monkeypatch.setattr(index.building.gather, "read_with_notes", slow)
    (sources / "horn.txt").unlink()
    rebuild()
    monkeypatch.undo()
    assert rebuild().plan.changed == ("lamp.md",)


def test_a_reader_that_breaks_on_one_file_leaves_the_others(
    rebuild: Build, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = index.building.gather.read_with_notes

    def breaking(file: SourceFile, *, max_bytes: int) -> Noted:
        if file.name == "horn.txt":
            raise RecursionError
        return read(file, max_bytes=max_bytes)

    monkeypatch.setattr(index.building.gather, "read_with_notes", breaking)
    (fault,) = rebuild().plan.faults
    assert fault.message == "horn.txt: cannot be read (RecursionError)"
    assert [source.id for source in library.get("default").sources()] == ["lamp.md"]


def test_a_file_that_is_gone_and_comes_back_was_never_away(
    rebuild: Build, sources: Path, library: Library, encoder: HashingEncoder
) -> None:
    first = rebuild().snapshot
    text = (sources / "horn.txt").read_text("utf-8")
    (sources / "horn.txt").unlink()
    assert rebuild().plan.kept == ("horn.txt",)
    (sources / "new.txt").write_text("A note was written.", "utf-8")
    assert rebuild().plan.kept == ("horn.txt",)
    encoder.encoded = 0
    (sources / "horn.txt").write_text(text, "utf-8")
    report = rebuild()
    assert (report.plan.up_to_date, report.plan.kept, encoder.encoded) == (True, (), 0)
    assert len(library.get("default").sources()) == 3
    assert report.snapshot != first


def test_a_source_leaves_when_its_name_is_given(
    rebuild: Build, sources: Path, library: Library
) -> None:
    rebuild()
    (sources / "horn.txt").unlink()
    assert rebuild(removed={"horn.txt"}).plan.removed == ("horn.txt",)
    assert len(library.get("default").sources()) == 1


def gathered(folder: Path, serving: dict[str, object], names: Sequence[str]) -> Gathered:
    files = [SourceFile(folder / name, name) for name in names]
    return gather(files, serving, max_bytes=10**6)


def test_an_id_stays_with_the_file_that_has_it(rebuild: Build, sources: Path) -> None:
    rebuild()
    (sources / "a-first.md").write_text("---\nid: lamp.md\n---\nAnother lamp was lit.\n", "utf-8")
    (fault,) = rebuild().plan.faults
    assert fault.file == "a-first.md"


def test_two_sources_of_one_name_are_a_fault_of_the_second(sources: Path) -> None:
    found = gathered(sources, {}, ["lamp.md", "lamp.md", "horn.txt"])
    assert [record["id"] for record in found.records] == ["horn.txt", "lamp.md"]
    assert [fault.message for fault in found.faults] == ["lamp.md: two sources have this name"]


WITHOUT_TEXT = {
    "Hugo": ("_index.md", "---\ntitle: Lamps\nweight: 3\n---\n"),
    "Hugo with TOML": ("_index.md", '+++\ntitle = "Lamps"\n+++\n\n'),
    "Docusaurus": ("index.mdx", "---\nslug: /lamps\nhide_title: true\n---\n"),
    "Jekyll": ("lamps.md", "---\nlayout: default\nredirect_to: /lamp/\n---\n"),
    "Lektor": ("contents.lr", "_model: redirect\n---\ntarget: ../lamp/\n"),
    "MkDocs, only a heading": ("index.md", "# Lamps\n"),
    "a comment alone": ("todo.md", "<!-- Write about wicks. -->\n"),
    "an empty file": ("empty.txt", ""),
    "a byte-order mark": ("mark.txt", "\ufeff\r\n"),
    "mdBook, only contents": (
        "SUMMARY.md",
        "# Lamps\n\n[Oil](oil.md)\n[Gas](gas.md)\n- [Wicks](w/)\n",
    ),
    "Sphinx, only contents": ("index.rst", "Lamps\n=====\n\n.. toctree::\n\n   lamp\n"),
}


@pytest.mark.parametrize("maker", WITHOUT_TEXT)
def test_a_file_without_text_is_passed_over_and_named(sources: Path, maker: str) -> None:
    name, text = WITHOUT_TEXT[maker]
    (sources / name).write_text(text, "utf-8")
    found = gathered(sources, {}, ["lamp.md", name])
    assert (found.empty, found.faults) == ((name,), ())
    assert [record["id"] for record in found.records] == ["lamp.md"]


def test_a_page_that_has_become_a_table_of_contents_loses_its_earlier_text(
    rebuild: Build, sources: Path, library: Library
) -> None:
    page = sources / "SUMMARY.md"
    page.write_text("# Lamps\n\nThe lamp burns oil.\n", "utf-8")
    rebuild()
    before = {one.file for one in library.get("default").documents()}
    page.write_text(WITHOUT_TEXT["mdBook, only contents"][1], "utf-8")
    assert not rebuild().plan.kept
    now = {one.file for one in Library(library.root).get("default").documents()}
    assert before - now == {"SUMMARY.md"}


def test_when_no_file_can_be_read_the_first_is_named(sources: Path) -> None:
    with pytest.raises(SourceError, match=r"a\.md: cannot be read .*1 other"):
        gathered(sources, {}, ["a.md", "b.md"])


def test_what_is_gone_outlives_a_damaged_index(
    rebuild: Build, sources: Path, library: Library
) -> None:
    rebuild()
    (sources / "horn.txt").unlink()
    (sources / "new.txt").write_text("A note was written.", "utf-8")
    damaged = library.folder("default") / rebuild().snapshot / "windows.faiss"
    damaged.write_bytes(damaged.read_bytes()[:-7])
    mended = rebuild()
    assert mended.plan.kept == ("horn.txt",)
    assert len(Library(library.root).get("default").sources()) == 3


def test_as_many_snapshots_stay_as_are_asked_for_and_none_in_use_goes(
    rebuild: Build, sources: Path, library: Library
) -> None:
    first = rebuild().snapshot
    with_it = Snapshot(library.folder("default") / first)
    for number in range(KEPT_SNAPSHOTS):
        (sources / "new.txt").write_text(f"Note number {number} was written.", "utf-8")
        last = rebuild(keep=1).snapshot
        assert library.snapshots("default") == [first, last]
    with_it.close()
    rebuild(keep=1)
    assert library.snapshots("default") == [last]
