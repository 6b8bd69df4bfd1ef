"""What a front needs can be imported from ``index`` itself, and costs nothing until it is used."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module

import pytest

import index
from tests.conftest import Build
from tests.support.hashing_encoder import HashingEncoder
from tests.support.paths import ROOT

NAMES = [(module, name) for module, names in index.MODULES.items() for name in names]


@pytest.mark.parametrize(("module", "name"), NAMES)
def test_a_public_name_is_what_its_module_calls_so(module: str, name: str) -> None:
    assert getattr(index, name) is getattr(import_module(f"index.{module}"), name)
    assert name in dir(index)


def test_a_type_checker_is_shown_the_same_names() -> None:
    tree = ast.parse((ROOT / "index/__init__.py").read_text("utf-8"))
    shown = [
        (str(node.module).removeprefix("index."), alias.name)
        for block in tree.body if isinstance(block, ast.If)
        for node in block.body if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]  # fmt: skip
    assert sorted(shown) == sorted(NAMES)


def test_another_name_is_an_error_that_says_so() -> None:
    with pytest.raises(AttributeError, match="module 'index' has no attribute 'Answers'"):
        index.Answers  # noqa: B018
    with pytest.raises(ImportError, match="Answers"):
        exec("from index import Answers")


def test_importing_the_package_imports_nothing_heavy() -> None:
    heavy = {"numpy", "torch", "faiss", "pydantic", "scipy", "click"}
    code = f"import sys, index; print({heavy!r} & sys.modules.keys() or 'none')"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.stdout.strip() == "none", run.stderr


def test_public_names_are_enough_to_ask_a_question(
    rebuild: Build, library: index.Library, encoder: HashingEncoder
) -> None:
    rebuild()
    from index import Answerer, Library, Part

    parts = [Part(Library(library.root).get("default"))]
    answer = Answerer(encoder).ask("Which oil did the lamp burn?", parts)
    assert isinstance(answer, index.Answer)
    assert answer.quotes or isinstance(answer.refusal, index.Refusal)
