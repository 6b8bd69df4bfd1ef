"""The regular expressions of all modules, and how each is matched."""

from __future__ import annotations

import ast
import importlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from tests.support.inline_patterns import inline_patterns
from tests.support.paths import ROOT

EVERYWHERE, ONCE, WHOLE = "search", "match", "fullmatch"  # where a match may begin, and end
# How the patterns are matched that are called by way of a table or of another name.
BY_ANOTHER_NAME = {
    "bot.preview.markdown.LIST": ONCE,
    "index.answering.small_talk.kinds.PATTERNS": WHOLE,
    "index.answering.small_talk.other_languages.": WHOLE,
    "index.citations.check.attribution.BRACKET_NEXT": ONCE,
    "index.citations.check.attribution.DASH_NEXT": ONCE,
    "index.sources.web.content_type.BEGINS": ONCE,
    "index.text.dress.grammar.FORMS": WHOLE,
    "index.text.markdown.directives.FROM_ELSEWHERE": WHOLE,
}


@cache
def trees() -> Mapping[str, ast.Module]:
    """Parse every module but those that train the models."""
    files = [file for package in ("bot", "index") for file in (ROOT / package).rglob("*.py")]
    names = {".".join(file.relative_to(ROOT).with_suffix("").parts): file for file in files}
    return {
        name: ast.parse(file.read_text("utf-8"))
        for name, file in names.items()
        if not name.startswith("index.training.") and not name.endswith("__")
    }


@cache
def patterns() -> Mapping[str, re.Pattern[Any]]:
    """Find the patterns that are assigned to a name of a module, alone or among others."""
    found = {}
    for module, tree in trees().items():
        held = vars(importlib.import_module(module))
        for node in tree.body:
            for name in assigned(node):
                for number, one in enumerate(held_by(held.get(name))):
                    found[f"{module}.{name}" + f"[{number}]" * bool(number)] = one
    return found


def assigned(node: ast.stmt) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def held_by(value: Any) -> list[re.Pattern[Any]]:
    several = value.values() if isinstance(value, dict) else value
    several = several if isinstance(value, dict | list | tuple) else [value]
    return [one for one in several if isinstance(one, re.Pattern)]


@cache
def uses() -> Mapping[str, set[str]]:
    """Find what is asked of each name: ``sub`` of ``bot.ground.markup.MARKUP``."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for module, tree in trees().items():
        imported = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                name = node.value.id
                found[imported.get(name, f"{module}.{name}")].add(node.attr)
            for name, asked in of_modules(node, imported):
                found[name].add(asked)
    return found


def of_modules(node: ast.AST, imported: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what is asked of a pattern by way of its module: ``directives.FENCED.fullmatch``.

    What is matched from a place on, with no end, may be so at every place: it is searched for.
    """
    match node:
        case ast.Call(ast.Attribute(ast.Attribute(ast.Name(module), name), "match"), [_, _]):
            yield f"{imported.get(module, module)}.{name}", EVERYWHERE
        case ast.Attribute(ast.Attribute(ast.Name(module), name), asked):
            yield f"{imported.get(module, module)}.{name}", asked


def way_of(name: str) -> str:
    """Tell how a pattern is matched by the methods that are called on its name."""
    used = uses().get(name, set()) - {"pattern"}
    if not used & {EVERYWHERE, ONCE, WHOLE}:
        ways = (way for start, way in BY_ANOTHER_NAME.items() if name.startswith(start))
        return next(ways, EVERYWHERE)
    if used - {ONCE, WHOLE}:
        return EVERYWHERE
    return WHOLE if WHOLE in used else ONCE


def _inline() -> Iterator[tuple[str, str, re.Pattern[Any] | None]]:
    """Yield the module of each call of ``re``, the function that is called, and its pattern."""
    for module, tree in trees().items():
        held = vars(importlib.import_module(module))
        yield from ((module, called, found) for called, found in inline_patterns(tree, held))


@cache
def written_inline() -> Mapping[str, tuple[re.Pattern[Any], str]]:
    """Find the patterns that no name of a module holds, each with the way that it is matched."""
    known = {(pattern.pattern, pattern.flags) for pattern in patterns().values()}
    found = {}
    for module, called, pattern in _inline():
        if pattern is not None and (pattern.pattern, pattern.flags) not in known:
            text = pattern.pattern
            name = text if isinstance(text, str) else text.decode("latin-1")
            way = called if called in {ONCE, WHOLE} else EVERYWHERE
            found[f"{module}: {name}"] = pattern, way
    return found


def without_text() -> list[str]:
    """Return the modules that call ``re`` with a text of which no part is written there."""
    return [module for module, _, pattern in _inline() if pattern is None]
