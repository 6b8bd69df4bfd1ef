"""No regular expression takes more than its share of a longer text: counted, not timed.

Each pattern that a module holds is matched on texts that repeat what it repeats, by a matcher that
counts its steps; of four times the text it may take four times the steps, and not sixteen times.
"""

from __future__ import annotations

import ast
import importlib
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from tests.support.paths import ROOT
from tests.support.pattern_inputs import texts_for
from tests.support.pattern_steps import StepCounter, TooManySteps

FEW, FOUR_TIMES = 8, 32
MOST_GROWTH = 6
EVERYWHERE, ONCE, WHOLE = "search", "match", "fullmatch"  # where a match may begin, and end
# How the patterns are matched that are called by way of a table or of another name.
BY_ANOTHER_NAME = {
    "bot.preview.markdown.LIST": ONCE,
    "index.answering.small_talk.kinds.PATTERNS": WHOLE,
    "index.answering.small_talk.other_languages.": WHOLE,
    "index.citations.check.attribution.BRACKET_NEXT": ONCE,
    "index.citations.check.attribution.DASH_NEXT": ONCE,
}
# Patterns on what people type that grow faster, and why nobody is held up by one.
BOUNDED = {
    "bot.preview.markdown.ACTIVE": "reads one message of the bot, not of a person",
    "bot.preview.markdown.ACTIVE[7]": "reads one message of the bot, not of a person",
    "bot.preview.markdown.CODE": "reads one message of the bot, not of a person",
    "bot.preview.markdown.FENCE": "reads one message of the bot, not of a person",
    "index.citations.check.attribution.BRACKETED": "is looked for in the last TAIL characters",
    "index.citations.check.attribution.COLON_BEFORE": "looks at eight characters",
    "index.citations.check.attribution.DASHED": "is looked for in the last TAIL characters",
    "index.citations.check.claim.AT_THE_END": "looks at the last LONGEST_ELLIPSIS characters",
    "index.text.comparisons.COMPARES": "reads questions of at most MOST_CHARACTERS",
}
# Patterns on sources that grow faster, or are matched at one place by way of another name.
# Let there be no more of them.
OF_SOURCES = {
    "index.formats.front_matter.TITLE_BLOCK",
    "index.formats.html_hidden.UNSEEN_STYLE",
    "index.formats.html_stylesheets.SIMPLE",
    "index.formats.page_title.PARTS",
    "index.formats.pdf_contents.ENTRY",
    "index.formats.pdf_joints.ADDRESS",
    "index.formats.pdf_titles.JUNK",
    "index.formats.raised_text.POWER",
    "index.formats.rst_directives.ROLE",
    "index.formats.rst_directives.TARGET",
    "index.formats.web_page.CHARSET",
    "index.sources.site_address.NUMBER_PREFIX",
    "index.sources.web.content_type.BEGINS",
    "index.sources.web.lenient_xml.BEGINNING",
    "index.text.dress.grammar.DELIMITERS",
    "index.text.dress.grammar.FENCE",
    "index.text.dress.grammar.FORMS[15]",
    "index.text.dress.grammar.FORMS[16]",
    "index.text.dress.grammar.FORMS[17]",
    "index.text.dress.grammar.FORMS[19]",
    "index.text.dress.grammar.FORMS[4]",
    "index.text.dress.grammar.FORMS[6]",
    "index.text.dress.grammar.FORMS[7]",
    "index.text.dress.grammar.FORMS[8]",
    "index.text.dress.grammar.HEADING",
    "index.text.dress.grammar.INCLUDE",
    "index.text.dress.grammar.TEMPLATE",
    "index.text.furniture.BREADCRUMBS",
    "index.text.markdown.directives.FENCED",
    "index.text.markdown.directives.FROM_ELSEWHERE",
    "index.text.markdown.directives.FROM_ELSEWHERE[2]",
    "index.text.markdown.directives.HIGHLIGHT",
    "index.text.markdown.directives.IMPORT",
    "index.text.markdown.directives.NO_TEXT",
    "index.text.markdown.directives.OPTION",
    "index.text.markdown.directives.SHORT_CODE",
    "index.text.markdown.directives.SKIPPED",
    "index.text.markdown.inline_text.ANCHOR",
    "index.text.markdown.inline_text.HIDING",
    "index.text.markdown.inline_text.PERMALINK",
    "index.text.plain_headings.LEADERS",
    "index.text.plain_lists.INDENTED",
    "index.text.question_lines.LINE",
}
TYPED = (
    "bot.", "index.answering.", "index.citations.", "index.retrieval.", "index.text.comparisons.",
)  # fmt: skip


@pytest.fixture(scope="module")
def growing() -> Iterator[Mapping[str, str]]:
    """Each pattern that grows faster than its text, with a text that shows it."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)  # the matcher calls itself for each element
    yield {
        name: text
        for name, pattern in patterns().items()
        if uses().get(name) != {"pattern"}  # which is a part of others
        if (text := grows_too_fast(pattern, way_of(name)))
    }
    sys.setrecursionlimit(limit)


def test_no_pattern_on_what_people_type_grows_faster_than_the_text(
    growing: Mapping[str, str],
) -> None:
    found = {name: text for name, text in growing.items() if name.startswith(TYPED)}
    assert {name: text for name, text in found.items() if name not in BOUNDED} == {}
    assert found.keys() == BOUNDED.keys(), "one that no longer grows faster needs no exception"


def test_no_further_pattern_on_sources_grows_faster_than_the_text(
    growing: Mapping[str, str],
) -> None:
    found = {name: text for name, text in growing.items() if not name.startswith(TYPED)}
    assert {name: text for name, text in found.items() if name not in OF_SOURCES} == {}
    assert found.keys() == OF_SOURCES, "one that no longer grows faster needs no exception"


@pytest.mark.parametrize("pattern", [r"\s+$", r"(?:a+)+b", r"<[^>]*>", r"a.*b.*c", r"(?s:x.*?)y"])
def test_what_grows_faster_is_found(pattern: str) -> None:
    assert grows_too_fast(re.compile(pattern))


@pytest.mark.parametrize("pattern", [r"a+", r"(?:ab)*", r"(?<!\s)\s+$", r"<[^<>]*>", r"\d+\b"])
def test_what_grows_as_the_text_is_not(pattern: str) -> None:
    assert not grows_too_fast(re.compile(pattern))


def test_the_matcher_finds_what_python_finds() -> None:
    for pattern in set(patterns().values()):
        for text in texts_for(pattern, 3):
            typed = text if isinstance(pattern.pattern, str) else text.encode("latin-1")
            found = list(StepCounter(pattern, text, sys.maxsize).found())
            assert found == [match.span() for match in pattern.finditer(typed)], (pattern, text)


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
    return found


def way_of(name: str) -> str:
    """Tell how a pattern is matched by the methods that are called on its name."""
    used = uses().get(name, set()) - {"pattern"}
    if not used & {EVERYWHERE, ONCE, WHOLE}:
        ways = (way for start, way in BY_ANOTHER_NAME.items() if name.startswith(start))
        return next(ways, EVERYWHERE)
    if used - {ONCE, WHOLE}:
        return EVERYWHERE
    return WHOLE if WHOLE in used else ONCE


def steps(pattern: re.Pattern[Any], text: str, way: str, most: int = sys.maxsize) -> int:
    counter = StepCounter(pattern, text, most)
    if way == EVERYWHERE:
        for _ in counter.found():
            pass
    else:
        counter.matched(whole=way == WHOLE)
    return counter.steps


@cache
def grows_too_fast(pattern: re.Pattern[Any], way: str = EVERYWHERE) -> str:
    """Return a text on which four times as much takes more than its share of steps, or none."""
    for short, long in zip(texts_for(pattern, FEW), texts_for(pattern, FOUR_TIMES), strict=False):
        try:
            steps(pattern, long, way, MOST_GROWTH * steps(pattern, short, way))
        except TooManySteps:
            return short
    return ""
