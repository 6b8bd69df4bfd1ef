"""Names say what a thing is, and no name means two things: see docs/development/architecture.md."""

from __future__ import annotations

import ast
from collections import defaultdict

from tests.support.paths import ROOT

FILES = [*(ROOT / "index").rglob("*.py"), *(ROOT / "bot").rglob("*.py")]
# Class names of two modules, each with the reason why both may keep it.
TWICE = {
    "Glyph": "a character on a page of PDF, and one in a message; the packages never meet in it",
    "Picture": "a chart of the evaluation's report, and one of the operator's page",
    "Reading": "what a reader says of a quote, and one way to read a typed claim",
}
# Everyday words that hide the job of a module; those that may be kept, with the reason.
HIDDEN_IN = {
    "bot/admin/desk.py": "has the class Desk, to which maintainers' commands go",
    "bot/ground/place.py": "has the class Place: server, channel, roles, seen by whom",
    "index/building/rows.py": "makes the rows of the tables of a snapshot",
}
EVERYDAY = {
    *("asked", "picking", "combining", "following", "refusing", "working", "counting"),
    *("holding", "sealing", "gathering", "door", "ears", "house", "desk", "bench", "shelf"),
    *("manner", "place", "table", "rows", "records"),
}


def test_no_two_modules_share_the_name_of_a_class() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for file in FILES:
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                homes[node.name].append(file.relative_to(ROOT).as_posix())
    shared = {name: sorted(files) for name, files in homes.items() if len(files) > 1}
    assert {name: files for name, files in shared.items() if name not in TWICE} == {}
    assert shared.keys() == TWICE.keys(), "one that is no longer shared needs no exception"


def test_no_module_is_named_by_an_everyday_word_that_hides_its_job() -> None:
    found = {file.relative_to(ROOT).as_posix() for file in FILES if file.stem in EVERYDAY}
    assert found == HIDDEN_IN.keys()


def test_no_docstring_begins_with_what_only_the_function_above_explains() -> None:
    """A reader who comes from a search sees one function, not the one that "The same" means."""
    found = [
        f"{file.relative_to(ROOT)}: {getattr(node, 'name', 'module')}"
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and (ast.get_docstring(node) or "").startswith("The same")
    ]
    assert found == []
