"""The house's one arrow: bot/ knows index/, and index/ knows neither Discord nor asyncio."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FORBIDDEN = {"index": {"bot", "discord", "asyncio", "aiohttp"}, "bot": {"tests"}}


# The folders of bot/, each of which imports only those that stand after it.
FLOORS = ["report", "preview", "maintaining", "buttons", "hearing", "render", "ledger", "servers"]


def ours(path: Path) -> set[str]:
    """Which folders and files of bot/ a file imports, those for types included."""
    tree = ast.parse(path.read_text("utf-8"))
    modules = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    return {module.split(".")[1] for module in modules if module.startswith("bot.")}


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    names = [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
    names += [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("package", FORBIDDEN)
def test_the_arrow_points_from_bot_to_index_only(package: str) -> None:
    files = sorted((ROOT / package).rglob("*.py"))
    assert len(files) > 5
    assert {
        f.name: imported(f) & FORBIDDEN[package] for f in files if imported(f) & FORBIDDEN[package]
    } == {}


@pytest.mark.parametrize("floor", FLOORS)
def test_within_the_bot_imports_go_down_and_never_round_in_a_circle(floor: str) -> None:
    above = set(FLOORS[: FLOORS.index(floor)])
    files = sorted((ROOT / "bot" / floor).rglob("*.py"))
    assert files
    wrong = {f"{f.name} → {name}" for f in files for name in ours(f) if name in above}
    assert wrong == set()


@pytest.mark.parametrize(
    ("module", "home"),
    [
        ("sentence_transformers", {"encoder.py", "cross_reader.py"}),
        ("onnxruntime", {"span_reader.py", "export.py"}),
        ("faiss", {"vectors.py"}),
        ("bm25s", {"lexical.py"}),
        ("matplotlib", {"drawing.py"}),
        ("protego", {"robots.py"}),
        ("tomlkit", {"register.py"}),
        ("ftfy", {"lint.py"}),
        ("py3langid", {"lint.py"}),
    ],
)
def test_each_engine_has_one_home(module: str, home: set[str]) -> None:
    files = [*(ROOT / "index").rglob("*.py"), *(ROOT / "bot").rglob("*.py")]
    users = {f.name for f in files if module in imported(f)}
    assert users == home
