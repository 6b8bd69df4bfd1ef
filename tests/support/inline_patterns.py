"""The regular expressions that are written where they are used: ``re.sub("…", …)``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Any

# Which argument holds the flags, after the pattern.
FLAGS_AT = {"compile": 1, "search": 2, "match": 2, "fullmatch": 2, "findall": 2, "finditer": 2,
            "split": 3, "sub": 4, "subn": 4}  # fmt: skip
ANYTHING = "3"  # in place of what is known at run time only: as a literal, or as how many times


def inline_patterns(
    tree: ast.Module, held: Mapping[str, Any]
) -> Iterator[tuple[str, re.Pattern[Any] | None]]:
    """Yield the function of ``re`` and the pattern of each call.

    The pattern is None where no text is written in the call, and ``held`` has none by its name.
    """
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        of, name = node.func.value, node.func.attr
        if isinstance(of, ast.Name) and of.id == "re" and name in FLAGS_AT:
            text = _text(node.args[0], held)
            known = isinstance(text, str | bytes)
            yield name, re.compile(text, _flags(node, held)) if known else None


def _flags(call: ast.Call, held: Mapping[str, Any]) -> int:
    named = [keyword.value for keyword in call.keywords if keyword.arg == "flags"]
    given = named or call.args[FLAGS_AT[call.func.attr] :]  # type: ignore[attr-defined]
    flags = _value(given[0], held) if given else 0
    return int(flags or 0)


def _text(node: ast.expr, held: Mapping[str, Any]) -> Any:
    """Return what an expression is, with ``ANYTHING`` for those parts that are not known."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(_text(part, held)) for part in node.values)
    if isinstance(node, ast.BinOp):
        parts = [_text(part, held) for part in (node.left, node.right)]
        return None if None in parts else parts[0] + parts[1]
    if isinstance(node, ast.FormattedValue):
        value = _value(node.value, held)
        return ANYTHING if value is None else value
    return _value(node, held)


def _value(node: ast.expr, held: Mapping[str, Any]) -> Any:
    """Return the value of an expression of names of the module, or None."""
    try:
        return eval(compile(ast.Expression(node), "", "eval"), dict(held))
    except (NameError, TypeError, AttributeError):
        return None
