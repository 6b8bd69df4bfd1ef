"""The layers of both packages: imports go down, never up, sideways or round in a circle.

The layers themselves are in ``pyproject.toml``, under ``[tool.importlinter]``. Every file of both
packages is in one of them, and imports for types count.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.support.paths import ROOT

FILES = [*(ROOT / "index").rglob("*.py"), *(ROOT / "bot").rglob("*.py")]


def test_imports_go_down_through_the_layers_and_never_round_in_a_circle() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 kept, 0 broken" in done.stdout


def test_no_part_of_the_program_imports_a_test() -> None:
    assert [file for file in FILES if "tests" in imported(file)] == []


def test_no_test_module_imports_another() -> None:
    """What two of them share is in tests/support."""
    modules = {
        file.relative_to(ROOT).as_posix(): sorted(others_imported(file))
        for file in (ROOT / "tests").rglob("*.py")
    }
    assert len(modules) > 100
    assert {file: others for file, others in modules.items() if others} == {}


def others_imported(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf-8"))
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names = [f"{node.module}.{alias.name}" for node in froms for alias in node.names]
    names += [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
    return {name for name in names if re.match(r"tests\.(\w+\.)*test_", name)}


@pytest.mark.parametrize(("package", "most"), [("index", 12), ("bot", 4)])
def test_the_root_of_a_package_has_few_files(package: str, most: int) -> None:
    files = list((ROOT / package).glob("*.py"))
    assert 0 < len(files) <= most


@pytest.mark.parametrize(
    ("engine", "homes"),
    [
        (
            "sentence_transformers",
            {"index/models/sentence_encoder.py", "index/models/cross_encoder.py"},
        ),
        ("onnxruntime", {"index/models/onnx_encoder.py", "index/models/span_reader.py"}),
        ("faiss", {"index/snapshots/vectors.py"}),
        ("matplotlib", {"index/reports/charts.py"}),
        ("protego", {"index/sources/web/robots.py"}),
        ("tomlkit", {"index/sources/register/file.py"}),
        ("ftfy", {"index/maintenance/lint/checks.py"}),
        (
            "psycopg",
            {
                "bot/postgres/connection.py",
                "bot/postgres/notices.py",
                "index/postgres.py",
            },
        ),
        ("py3langid", {"index/text/document_language.py"}),
    ],
)
def test_each_engine_has_one_home(engine: str, homes: set[str]) -> None:
    users = {file.relative_to(ROOT).as_posix() for file in FILES if engine in imported(file)}
    assert users == homes


@cache
def imported(file: Path) -> set[str]:
    """The top-level packages that ``file`` imports, wherever in it."""
    tree = ast.parse(file.read_text("utf-8"))
    names = [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
    names += [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    return {name.split(".")[0] for name in names}
