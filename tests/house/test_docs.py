"""The documentation says what the code does: checked, not hoped."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import textwrap
import tomllib
from dataclasses import is_dataclass
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner

import index.types
from bot.settings import BotSettings
from docs.generate import GENERATED, PAGE, allowed, commands, linked, sentences, slug
from index.answering.as_json import answer_record
from index.cli import cli
from index.cli.ask import ABSTAINED
from index.cli.show_answer import NO_ANSWER, WHY
from index.errors import QuothError
from index.evaluation import Judgement, Outcome, figures
from index.evaluation.outcome_rows import row_record
from index.evaluation.thresholds import NAMES
from index.formats.registry import READERS
from index.maintenance.doctor import examine
from index.settings import IndexSettings, load_settings
from index.snapshots.catalogue import CURRENT
from index.snapshots.layout import CODES, DATABASE, KEYS, LEXICAL, SPANS, VECTORS
from index.snapshots.manifest import FORMAT, MANIFEST
from index.types import Reason
from tests.support.factories import answer, document, passage_of, quote_of
from tests.support.paths import ROOT

DOCS = ROOT / "docs"
PAGES = sorted(p for p in DOCS.rglob("*.md") if "articles" not in p.parts)
READ_BY_PEOPLE = [ROOT / "README.md", ROOT / "CHANGELOG.md", *PAGES]
FENCE = re.compile(r"^([ ]*)```(\w*)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^()\s]+)\)")
ASK = re.compile(r'^\$ quoth ask "([^"]*)"\n((?:(?!\$ ).*\n?)*)', re.MULTILINE)


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def prose(path: Path) -> str:
    return FENCE.sub("", path.read_text("utf-8"))


def test_the_service_may_write_wherever_the_default_settings_write() -> None:
    home = Path("/opt/quoth")
    unit = page("how-to/run-as-a-service.md")
    (line,) = re.findall(r"^ *ReadWritePaths=(.+)$", unit, re.MULTILINE)
    writable = [Path(path) for path in line.split()]
    settings = BotSettings(_env_file=None)  # type: ignore[call-arg]
    library, discord = settings.library, settings.discord
    written = [library.sources, library.index, library.fetched, library.register_path]
    written += [discord.corpora, discord.customs, discord.ledger, discord.audit]
    folders = [home / path.parent for path in written]
    shut = [one for one in folders if not any(map(one.is_relative_to, writable))]
    assert shut == []


def section(text: str, heading: str) -> str:
    """What stands under ``heading``, up to the next one of its rank or above."""
    rank = heading.count("#", 0, heading.index(" "))
    found = re.search(
        rf"^{re.escape(heading)}$\n(.*?)(?=^#{{1,{rank}}} |\Z)", text, re.MULTILINE | re.DOTALL
    )
    assert found, f"no section {heading!r}"
    return found[1]


def table(text: str) -> list[list[str]]:
    """The rows of all tables in ``text``, without their heads."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    heads = {n for n, line in enumerate(lines) if re.fullmatch(r"[|\s:-]+", line)}
    rows = [line for n, line in enumerate(lines) if n not in heads and n + 1 not in heads]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def code(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


# The reference that is written from the code


@pytest.mark.parametrize("name", sorted(GENERATED))
def test_a_reference_page_is_what_the_code_says(name: str) -> None:
    committed = page(f"reference/{name}")
    assert committed == GENERATED[name](), "it is out of date: run `make docs`"


def test_the_reference_has_each_command_and_no_other() -> None:
    headings = re.findall(r"^## quoth (.*)$", page("reference/cli.md"), re.MULTILINE)
    wanted = {
        " ".join((name, *(p.make_metavar(click.Context(command)) for p in command.params
                          if isinstance(p, click.Argument))))
        for name, command in commands().items()
    }  # fmt: skip
    assert sorted(headings) == sorted(wanted)


def described(row: list[str]) -> tuple[str, str]:
    """The option of a row, without what it takes, and what is said of it."""
    return code(row[0])[0].split()[0], row[1]


@pytest.mark.parametrize("name", sorted(commands()))
def test_the_reference_has_each_option_of_a_command_with_its_help(name: str) -> None:
    text = page("reference/cli.md")
    found = re.search(rf"^## quoth {name}\b.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found
    shared = dict(map(described, table(text.split("## ")[0])))
    also = re.search(r"^Also: (.*)\.$", found[0], re.MULTILINE)
    told = dict(map(described, table(found[0])))
    told |= {option: shared[option] for option in code(also[1] if also else "")}
    assert told == {
        option.opts[0]: f"{option.help}"
        + (f" Default: {option.default}." if option.show_default else "")
        for option in commands()[name].params
        if isinstance(option, click.Option)
    }


@pytest.mark.parametrize("name", sorted(commands()))
def test_each_command_and_option_has_its_help_in_a_sentence(name: str) -> None:
    command = commands()[name]
    helps = [p.help or "" for p in command.params if isinstance(p, click.Option)]
    texts = [(command.help or "").rstrip(), *helps]
    assert [text for text in texts if not text.endswith(".")] == []


def test_the_summary_of_each_command_fits_in_its_line_of_help() -> None:
    room = 80 - len("  multilingual  ") - 2  # of a terminal; click's margin is two columns
    cut = [name for name, it in commands().items() if it.get_short_help_str(room).endswith("...")]
    assert cut == []


def test_the_reference_has_each_setting_with_its_default_and_meaning() -> None:
    wanted = []
    for section_name, section_field in BotSettings.model_fields.items():
        model: Any = section_field.annotation
        assert model.__doc__
        for name, field in model.model_fields.items():
            default = "none" if field.default is None else f"`{field.default}`"
            variable = f"`QUOTH_{section_name.upper()}__{name.upper()}`"
            assert field.description
            assert field.description.endswith(".")
            wanted.append([variable, default, without_pages(field.description)])
    rows = table(page("reference/settings.md"))
    assert len(wanted) > 10
    assert [[row[0], row[2], without_pages(row[3])] for row in rows] == wanted


def without_pages(text: str) -> str:
    """A description whose links to pages are set aside, whether they are links yet or not."""
    return re.sub(r"\[[^]]+\]\([^)]+\)|docs/[\w/-]+\.md(?:#[\w-]+)?", "…", text)


@pytest.mark.parametrize(
    ("bounds", "worded"),
    [
        ({}, ""),
        ({"minimum": 1}, "at least 1"),
        ({"exclusiveMinimum": 0, "maximum": 600}, "more than 0, at most 600"),
        ({"minimum": 1, "maximum": 5}, "1 to 5"),
        ({"anyOf": [{"minimum": 0, "maximum": 1}, {"type": "null"}]}, "0 to 1"),
        ({"pattern": "^a$"}, "`^a$`"),
    ],
)
def test_the_bounds_of_a_setting_are_worded(bounds: dict[str, Any], worded: str) -> None:
    assert allowed(bounds) == worded


def test_help_becomes_a_sentence_a_line_with_options_as_code() -> None:
    told = sentences("Read it. Then --prune,\n    or `quoth build --full`. Done.\n\n    More.")
    assert told == "Read it.\nThen `--prune`, or `quoth build --full`.\nDone.\n\nMore."


def test_the_path_of_a_page_becomes_a_link_with_the_title_of_the_page_or_section() -> None:
    assert linked("See docs/how-to/calibrate.md.") == (
        "See [Calibrate the confidence](../how-to/calibrate.md)."
    )
    assert linked("docs/reference/files.md#gaps") == "[Gaps](files.md#gaps)"


def test_each_page_that_help_names_is_there_with_its_section() -> None:
    every = [str(command.epilog or "") for command in commands().values()]
    named = {found.groups() for text in every for found in PAGE.finditer(text)}
    assert named
    for folder, name, anchor in named:
        there = DOCS / folder / f"{name}.md"
        assert there.is_file()
        assert anchor is None or anchor[1:] in anchors(there)


# Errors


def error_classes(root: type[QuothError] = QuothError) -> set[tuple[str, int]]:
    ours = [kind for kind in root.__subclasses__() if kind.__module__ == root.__module__]
    below = map(error_classes, ours)
    return {(root.__name__, root.exit_code)}.union(*below)


def test_the_reference_has_each_error_and_exit_code() -> None:
    text = page("reference/errors.md")
    classes = table(section(text, "## The classes"))
    assert {(code(row[0])[0], int(row[1])) for row in classes} == error_classes()
    codes = {int(row[0]) for row in table(text.split("## The classes")[0])}
    assert codes == {0, ABSTAINED} | {number for _, number in error_classes()}


# The glossary


def test_the_glossary_has_each_noun_and_no_class_that_is_none() -> None:
    nouns = {
        name
        for name, kind in vars(index.types).items()
        if is_dataclass(kind) and kind.__module__.startswith("index.types.")
    }
    assert {"Document", "Quote", "Answer"} <= nouns
    named = re.findall(r"^\*\*([A-Z][a-z]+)\*\*", page("reference/glossary.md"), re.MULTILINE)
    assert sorted(named) == sorted(nouns)


# Files


def keys_of_front_matter() -> set[str]:
    tree = ast.parse((ROOT / "index/formats/front_matter.py").read_text("utf-8"))
    return {
        str(node.args[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "front.get"
        and isinstance(node.args[0], ast.Constant)
    }


def test_the_reference_has_each_key_of_front_matter_and_no_other() -> None:
    rows = table(section(page("reference/files.md"), "### Front matter"))
    assert {"title", "url"} <= keys_of_front_matter()
    assert {key for row in rows for key in code(row[0])} == keys_of_front_matter()


def test_the_reference_has_each_suffix_that_is_read() -> None:
    before_front_matter = page("reference/files.md").split("### Front matter")[0]
    assert {name for row in table(before_front_matter) for name in code(row[0])} == set(READERS)


def test_the_reference_has_each_field_of_a_refusal_and_of_the_words_that_answer() -> None:
    text = section(page("reference/files.md"), "## An answer as JSON")
    source = document()
    near = passage_of(source, "Nobody was hurt")
    refused = answer_record(answer(nearest=(near,)))
    cells = next(row[1] for row in table(text) if row[0] == "`refusal`")
    assert refused["refusal"].keys() == set(code(cells))
    assert "locator" in section_line(text, "`nearest`")

    answered = answer_record(answer(quote_of(source, "Nobody was hurt", "Nobody")))
    words = answered["quotes"][0]["answer"]
    assert {"answer"} | words.keys() == set(code(section_line(text, "`answer`")))
    assert set(code(section_line(text, "`reason`"))) == {"reason", *map(str, Reason)}


def section_line(text: str, beginning: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(beginning))


def test_the_page_of_messages_has_each_reason_with_what_is_said() -> None:
    text = section(page("explanation/messages.md"), "## When the sources do not answer")
    said = {code(row[0])[0]: row[1].strip('"') for row in table(text)}
    assert said == {str(reason): sentence for reason, sentence in WHY.items()}
    assert f'"{NO_ANSWER}"' in text


def test_the_reference_has_each_file_of_a_snapshot() -> None:
    text = section(page("reference/files.md"), "## Snapshots")
    named = {name for row in table(text) for name in code(row[0])}
    assert named == {
        *(MANIFEST, DATABASE),
        *chain(*(names.values() for names in (VECTORS, CODES, SPANS, KEYS, LEXICAL))),
    }
    assert CURRENT in text
    assert f"`format` ({FORMAT})" in text


def test_the_reference_has_each_field_of_the_json_formats() -> None:
    text = page("reference/files.md")
    source = document()
    one = answer(quote_of(source, "The light was automated in 1983.", "in 1983"))
    plain, explained = answer_record(one), answer_record(one, explain=True)
    fields = table(section(text, "## An answer as JSON"))
    assert {code(row[0])[0] for row in fields} == plain.keys()
    for name in explained.keys() - plain.keys():
        assert f"`{name}`" in section(text, "## An answer as JSON")
    quote_row = next(row[1] for row in fields if row[0] == "`quotes`")
    assert plain["quotes"][0].keys() | plain["quotes"][0]["locator"].keys() == set(code(quote_row))

    outcome = Outcome(Judgement("1", "?", ("1983",), "plain"), one, (1,), 0.01)
    rows = table(section(text, "## Rows"))
    assert {name for row in rows for name in code(row[0])} == row_record(outcome).keys()
    judged = table(section(text, "## Judged questions"))
    assert {code(row[0])[0] for row in judged} == set(Judgement.__dataclass_fields__)


def test_the_reference_has_each_figure_and_each_name_to_fail_under() -> None:
    text = section(page("reference/files.md"), "## Figures")
    one = answer(quote_of(document(), "The light was automated in 1983."))
    outcome = Outcome(Judgement("1", "?", ("1983",), "plain"), one, (1,), 0.01)
    rows = table(text)
    wanted = {"snapshot", "threshold", "comparison", *figures([outcome.verdict])}
    assert {name for row in rows for name in code(row[0])} == wanted
    assert {name for name in NAMES if f"`{name}`" not in text} == set()


# Dependencies


def requirement(text: str) -> str:
    found = re.match(r"[\w.-]+", text)
    assert found
    return found[0].lower()


def test_each_dependency_has_its_reason_and_nothing_else_has_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = [
        *project["project"]["dependencies"],
        *chain(*project["project"]["optional-dependencies"].values()),
        *project["build-system"]["requires"],
    ]
    rows = table(page("development/dependencies.md"))
    wanted = [name for name in map(requirement, asked) if name != "quoth"]  # its own extras
    assert sorted(row[0].lower() for row in rows) == sorted(wanted)
    assert [row[0] for row in rows if len(row) != 5 or not all(row)] == []


def test_what_is_imported_is_asked_for_or_said_to_be_brought_along() -> None:
    text = page("development/dependencies.md").lower()
    distributions = packages_distributions()
    files = [*(ROOT / "index").rglob("*.py"), *(ROOT / "bot").rglob("*.py")]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    modules = {name.split(".")[0] for name in names} - {"index", "bot"} - sys.stdlib_module_names
    # What only training needs is not installed; such a package is called as its module is.
    brought = {module: distributions.get(module, [module])[0].lower() for module in modules}
    assert {m for m, d in brought.items() if not re.search(rf"\b{re.escape(d)}\b", text)} == set()


# Pages, links, pictures


@pytest.mark.parametrize("path", READ_BY_PEOPLE, ids=lambda path: path.name)
def test_each_link_and_picture_of_a_page_is_there(path: Path) -> None:
    broken = []
    for target in LINK.findall(prose(path)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        there = (path.parent / name).resolve() if name else path
        if not there.is_file() or (anchor and anchor not in anchors(there)):
            broken.append(target)
    assert broken == []


def anchors(path: Path) -> set[str]:
    return {slug(h) for h in re.findall(r"^#+ (.+)$", prose(path), re.MULTILINE)}


def test_each_page_is_in_the_navigation() -> None:
    entries = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]
    groups = [
        [entry] if isinstance(entry, str) else next(iter(entry.values())) for entry in entries
    ]
    files = [file for group in groups for file in group]
    assert sorted(files) == sorted(p.relative_to(DOCS).as_posix() for p in PAGES)


def test_each_file_of_code_that_a_page_names_is_there() -> None:
    named = {
        (path.name, name)
        for path in READ_BY_PEOPLE
        if path.is_file()
        for name in re.findall(
            r"\b(?:index|bot|tests)/[\w/]+\.(?:py|txt)\b", path.read_text("utf-8")
        )
    }
    assert len(named) > 10
    assert {(path, name) for path, name in named if not (ROOT / name).is_file()} == set()


def test_each_page_that_the_code_names_is_there() -> None:
    files = [f for folder in ("bot", "index", "tests") for f in (ROOT / folder).rglob("*.py")]
    named = {
        (file.name, name)
        for file in files
        for name in re.findall(
            r"\bdocs/(?:tutorial|how-to|reference|explanation|development)/[\w-]+\.md\b",
            file.read_text("utf-8"),
        )
    }
    assert named
    assert {(file, name) for file, name in named if not (ROOT / name).is_file()} == set()


# Examples


def examples() -> list[tuple[str, str]]:
    """Each question to the shipped articles in a ``console`` block, and what is shown for it."""
    blocks = [
        textwrap.dedent(body)
        for path in READ_BY_PEOPLE
        if path.is_file()
        for _, language, body in FENCE.findall(path.read_text("utf-8"))
        if language == "console"
    ]
    return sorted({(found[1], tidy(found[2])) for block in blocks for found in ASK.finditer(block)})


def tidy(output: str) -> str:
    """The words, whatever the width of the terminal that they were wrapped for."""
    return " ".join(output.split())


def alone(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """No settings but the defaults: no variables, and a folder without ``.env``."""
    patch.chdir(folder)
    for name in [name for name in os.environ if name.startswith("QUOTH_")]:
        patch.delenv(name)


def test_the_pages_have_examples_to_run() -> None:
    assert examples()


@pytest.mark.parametrize(("question", "shown"), examples())
def test_an_example_prints_what_is_shown(
    question: str, shown: str, shipped_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone(monkeypatch, tmp_path)
    result = CliRunner().invoke(cli, ["ask", question, "--index", str(shipped_index)])
    assert tidy(result.output) == shown


def test_the_tutorial_shows_each_line_of_doctor(
    own_shipped_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone(monkeypatch, tmp_path)
    places = {"index": own_shipped_index, "sources": DOCS / "articles"}
    found = [finding.what for finding in examine(load_settings(IndexSettings, library=places))]
    shown = re.findall(r"^ok  (\w+)", page("tutorial/first-bot.md"), re.MULTILINE)
    assert shown == [*found, "token", "upgrade"]


# What must not be in any file


def test_no_file_names_a_machine_or_a_registry() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout, so it is not known which files belong to the project")
    # Written so that this line is not what it looks for.
    private = re.compile(rb"/wor[k]/|/tm[p]/q\b|/roo[t]/|(?<![\w/])/(?:home|Users)/\w")
    registry = re.compile(rb"pyp[i]\.org|pythonhoste[d]|npmj[s]|index-ur[l]|find-link[s]")
    found = []
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            text = (ROOT / name).read_bytes()
            # What others' documentation says has example folders, such as that of a Raspberry Pi.
            theirs = name.startswith(("tests/canned/people/", "index/training/questions/"))
            hits = [*(() if theirs else private.findall(text)), *registry.findall(text)]
            found += [(name, hit) for hit in hits]
    assert found == []
