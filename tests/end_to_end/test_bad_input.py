"""Bad input: one clear line with the remedy, a meaningful exit code, and nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import index.models.encoder
from bot.__main__ import _settings
from bot.settings import BotSettings
from index.cli import cli
from index.cli.group import Front
from index.cli.show_quote import visible
from index.errors import SettingsError
from index.settings import IndexSettings, load_settings
from index.snapshots.catalogue import CURRENT
from index.snapshots.library import Library
from tests.conftest import Build
from tests.support.command_line import fails
from tests.support.hashing_encoder import HashingEncoder

GOOD = "# A\n\nA sentence that can be quoted.\n"


SOURCES = {
    "binary": (b"PNG\0\0\x01", "binary"),
    "latin-1": ("café".encode("latin-1"), "not UTF-8 (byte 0xe9 at 3)"),
    "too large": (b"a" * 2_000_001, "2.0 MB allowed"),
}
WITHOUT_TEXT = {
    "empty": b"",
    "only a mark": b"\xef\xbb\xbf",
    "only headings": b"# One\n\n## Two\n",
    "only front matter": b"---\ntitle: The keepers\nweight: 3\n---\n",
    "only TOML": b"+++\ntitle = 'The keepers'\n+++\n",
    "only a component": b"import Cards from './cards'\n\n<Cards />\n",
    "only what is made from code": b"::: keeper.lamp\n    options:\n      members: true\n",
}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, encoder: HashingEncoder) -> None:
    """Let the command line encode as ``rebuild`` does."""
    monkeypatch.setattr("index.maintenance.rebuild.load_encoder", lambda settings: encoder)  # noqa: ARG005


def goes_on(*arguments: str) -> str:
    """Run a build that must go on and end with exit code 4; the line of its only fault."""
    result = CliRunner().invoke(cli, list(arguments), obj=Front(settings=_settings))
    assert result.exit_code == 4, result.output
    lines = result.stderr.strip().splitlines()
    assert lines[-1] == "1 of the sources could not be read."
    (line,) = [line for line in lines[:-1] if line.startswith("not read: ")]
    return line


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("kind", SOURCES)
def test_a_bad_source_is_named_and_the_others_are_indexed(
    kind: str, rebuild: Build, library: Library, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serving = rebuild().snapshot
    data, says = SOURCES[kind]
    (sources / "bad.md").write_bytes(data)
    monkeypatch.setenv("QUOTH_LIBRARY__MAX_FILE_BYTES", "2000000")
    line = goes_on("build", "--sources", str(sources), "--index", str(library.root))
    assert "bad.md" in line
    assert says in line
    assert library.current("default") == serving
    (sources / "good.md").write_text(GOOD, "utf-8")
    goes_on("build", "--sources", str(sources), "--index", str(library.root))
    names = [source.id for source in library.get("default").sources()]
    assert names == ["good.md", "horn.txt", "lamp.md"]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("kind", WITHOUT_TEXT)
def test_a_file_without_text_is_passed_over_with_a_word(
    kind: str, library: Library, sources: Path
) -> None:
    (sources / "_index.md").write_bytes(WITHOUT_TEXT[kind])
    where = ("--sources", str(sources), "--index", str(library.root))
    for _ in range(2):
        result = CliRunner().invoke(cli, ["build", *where], obj=Front(settings=_settings))
        assert result.exit_code == 0, result.output
        assert "note: without text to quote, and passed over: _index.md" in result.stderr
    assert "_index.md" not in [source.id for source in library.get("default").sources()]


@pytest.mark.usefixtures("quick")
def test_a_file_that_lost_its_text_keeps_its_earlier_one(
    rebuild: Build, library: Library, sources: Path
) -> None:
    rebuild()
    (sources / "lamp.md").write_bytes(b"")
    line = goes_on("build", "--sources", str(sources), "--index", str(library.root))
    assert "Its earlier text stays (1 document)." in line
    assert "colza" in "".join(document.text for document in library.get("default").documents())


@pytest.mark.usefixtures("quick")
def test_files_that_no_reader_reads_are_counted_by_their_ending(
    library: Library, sources: Path
) -> None:
    for name in ("a.xyz", "b.xyz", "c.XYZ", "lamp.adoc", "LICENSE", ".hidden.xyz"):
        (sources / name).write_text("It burned oil.", "utf-8")
    where = ("--sources", str(sources), "--index", str(library.root))
    result = CliRunner().invoke(cli, ["build", *where], obj=Front(settings=_settings))
    assert result.exit_code == 0, result.output
    said = [line for line in result.stderr.splitlines() if "not read" in line]
    assert said == [
        (
            "note: not read: 3 files ending in .xyz, 1 file ending in .adoc "
            "(index the pages that Asciidoctor makes of them), 1 file without an ending"
        )
    ]


@pytest.mark.usefixtures("quick")
def test_what_a_site_takes_from_elsewhere_is_said_once_for_each_kind(
    library: Library, sources: Path
) -> None:
    for name in ("one.md", "two.mdx"):
        text = "It burned oil, said the keeper.\n\n{* ../lamp.py *}\n\n::: keeper.lamp\n"
        (sources / name).write_text(f"{name}: {text}", "utf-8")
    where = ("--sources", str(sources), "--index", str(library.root))
    result = CliRunner().invoke(cli, ["build", *where], obj=Front(settings=_settings))
    notes = [line for line in result.stderr.splitlines() if line.startswith("note: ")]
    assert len(notes) == 2
    assert notes[0].startswith("note: documentation made from code")
    assert notes[1] == (
        "note: included files are not read; to have what they show, index the built site instead "
        "(2 files)"
    )


ODD = {
    "no full day": ("date: 2015", "date: 2015 is not a full date (write 2015-01-31)"),
    "no address": ("url: javascript:alert(1)", "url: javascript:alert(1) is not a web address"),
    "not YAML": ("title: a: b", "its front matter is not YAML (line 2), and is left out"),
    "a list": ("- a", "the text between its two `---` is a list, and is read as text"),
}


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("kind", ODD)
def test_an_odd_value_costs_no_file_and_is_noted_once(
    kind: str, library: Library, sources: Path
) -> None:
    line, note = ODD[kind]
    (sources / "odd.md").write_text(f"---\n{line}\n---\nIt burned oil.\n", "utf-8")
    where = ("--sources", str(sources), "--index", str(library.root))
    for times in (1, 0):
        result = CliRunner().invoke(cli, ["build", *where], obj=Front(settings=_settings))
        assert result.exit_code == 0, result.output
        said = [one for one in result.stderr.splitlines() if one.startswith("note: odd.md: ")]
        assert len(said) == times
        assert all(note in one for one in said)
    assert "odd.md" in [source.id for source in library.get("default").sources()]


@pytest.mark.usefixtures("quick")
def test_a_source_that_went_bad_keeps_its_last_good_text(
    rebuild: Build, library: Library, sources: Path
) -> None:
    rebuild()
    (sources / "lamp.md").write_bytes(b"caf\xe9")
    line = goes_on("build", "--sources", str(sources), "--index", str(library.root))
    assert "Its earlier text stays (1 document)." in line
    assert "colza" in "".join(document.text for document in library.get("default").documents())


def test_sources_of_which_none_can_be_read_change_nothing(
    rebuild: Build, library: Library, sources: Path
) -> None:
    serving = rebuild().snapshot
    for path in sources.iterdir():
        path.write_bytes(b"caf\xe9")
    line = fails("build", "--sources", str(sources), "--index", str(library.root), code=4)
    assert "horn.txt: not UTF-8" in line
    assert "1 other" in line
    assert library.current("default") == serving


@pytest.mark.usefixtures("quick")
def test_a_file_of_100_megabytes_is_refused_unread(sources: Path, tmp_path: Path) -> None:
    with (sources / "huge.txt").open("wb") as file:
        file.truncate(100_000_000)
    line = goes_on("build", "--sources", str(sources), "--index", str(tmp_path / "i"))
    assert "huge.txt: 100.0 MB" in line


def test_a_file_that_cannot_be_read_is_named(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    line = fails("build", "--sources", str(sources), "--index", str(tmp_path / "i"), code=4)
    assert "horn.txt: cannot be read (Permission denied)" in line


@pytest.mark.usefixtures("quick")
def test_two_documents_of_one_id_are_both_named(sources: Path, tmp_path: Path) -> None:
    (sources / "other.md").write_text(f"---\nid: horn.txt\n---\n{GOOD}", "utf-8")
    line = goes_on("build", "--sources", str(sources), "--index", str(tmp_path / "i"))
    assert "other.md: horn.txt has a document of the id 'horn.txt' too" in line


def test_a_folder_without_sources_is_named(tmp_path: Path) -> None:
    assert "no sources" in fails("build", "--sources", str(tmp_path), code=4)
    assert "no folder" in fails("build", "--sources", str(tmp_path / "x"), code=4)


def test_hidden_files_are_no_sources(sources: Path, rebuild: Build) -> None:
    (sources / ".draft.md").write_bytes(b"\0")
    assert rebuild().documents == 2


@pytest.mark.parametrize("question", ["", "   ", "🦉🦉", "?!", "a" * 10_000])
def test_a_question_without_words_or_with_far_too_many_is_refused(question: str) -> None:
    assert "question" in fails("ask", question, code=8)


def test_a_missing_index_is_said_before_the_model_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.models.encoder, "load_encoder", pytest.fail)
    for command in (["ask", "Who?"], ["verify"]):
        assert "no index" in fails(*command, "--index", str(tmp_path), code=6)


def test_a_damaged_index_is_refused_with_the_remedy(rebuild: Build, library: Library) -> None:
    name = rebuild().snapshot
    root = str(library.root)
    (library.folder("default") / name / "windows.faiss").write_bytes(b"x")
    assert "was changed after it was sealed" in fails("verify", "--index", root, code=6)
    assert "was changed after" in fails("activate", name, "--index", root, code=6)
    (library.folder("default") / CURRENT).write_text("../../etc", "utf-8")
    assert "no index" in fails("verify", "--index", root, code=6)


def test_an_index_of_another_model_is_refused_with_the_remedy(
    rebuild: Build, library: Library
) -> None:
    rebuild()
    line = fails("ask", "Which oil?", "--index", str(library.root), code=6)
    assert "built with hashing" in line


@pytest.mark.parametrize("model", ["./nowhere", "a/b/c"])
def test_a_model_folder_that_is_not_there_is_named(
    model: str, monkeypatch: pytest.MonkeyPatch, sources: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv("QUOTH_ENCODER__MODEL", model)
    line = fails("build", "--sources", str(sources), "--index", str(tmp_path / "i"), code=5)
    assert model in line


@pytest.mark.parametrize(
    "line", ["no json", "[]", '{"question": "x"}', '{"question": "x", "answers": [""]}']
)
def test_a_line_that_is_no_judgement_is_named(line: str, tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text(json.dumps({"question": "x", "answers": []}) + "\n" + line, "utf-8")
    assert "line 2" in fails("eval", str(file), code=2)
    file.write_text("\n", "utf-8")
    assert "no questions" in fails("eval", str(file), code=2)
    assert "cannot be read" in fails("eval", str(tmp_path / "none"), code=2)


def test_rows_that_cannot_be_written_are_told_first(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text(json.dumps({"question": "x", "answers": []}), "utf-8")
    line = fails("eval", str(file), "--rows", str(tmp_path / "no" / "rows"), code=2)
    assert "cannot be written" in line


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("QUOTH_LIBARY__SOURCES", "x"),
        ("QUOTH_LIBRARY__SORCES", "x"),
        ("QUOTH_SOURCES", "x"),
        ("QUOTH_ENCODER__BATCH", "many"),
        ("QUOTH_ANSWER__MIN_CONFIDENCE", "7"),
        ("QUOTH_LIBRARY__CORPUS", "../up"),
    ],
)
def test_a_mistyped_setting_is_named(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    assert name in fails("status", code=2)


@pytest.mark.parametrize(
    "url", ["https://discord.com/api", "http://127.0.0.1.evil.example", "http://10.0.0.1", "x"]
)
def test_the_token_goes_nowhere_but_to_discord_or_loopback(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUOTH_DISCORD__API_BASE", url)
    with pytest.raises(SettingsError, match="loopback"):
        load_settings(BotSettings)
    monkeypatch.setenv("QUOTH_DISCORD__API_BASE", "http://127.0.0.1:1/api")
    assert load_settings(BotSettings).discord.api_base


def test_a_dotenv_file_is_read_and_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("QUOTH_LIBRARY__CORPUS=mine\nQUOTH_DISCORD__TOKEN=x\n", "utf-8")
    assert load_settings(IndexSettings).library.corpus == "mine"
    assert load_settings(IndexSettings, library={"corpus": "other"}).library.corpus == "other"
    (tmp_path / ".env").write_text("QUOTH_LIBRARI__CORPUS=mine\n", "utf-8")
    with pytest.raises(SettingsError, match="QUOTH_LIBRARI__CORPUS"):
        load_settings(IndexSettings)
    (tmp_path / ".env").write_bytes(b"QUOTH_LIBRARY__CORPUS=\xff\n")
    with pytest.raises(SettingsError, match="UTF-8"):
        load_settings(IndexSettings)


def test_a_control_character_is_drawn_and_never_obeyed() -> None:
    assert visible("a\x1b[2Jb\x9bc\td\n") == "a␛[2Jb�c\td\n"
