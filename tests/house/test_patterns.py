"""No regular expression takes more than its share of a longer text: counted, not timed.

Each pattern that a module holds, or writes where it is used, is matched on texts that repeat what
it repeats, by a matcher that counts its steps; of four times the text it may take four times the
steps, and not sixteen times.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from tests.support.module_patterns import (
    EVERYWHERE,
    WHOLE,
    patterns,
    uses,
    way_of,
    without_text,
    written_inline,
)
from tests.support.pattern_inputs import texts_for
from tests.support.pattern_steps import StepCounter, TooManySteps

FEW, FOUR_TIMES = 8, 32
MOST_GROWTH = 6
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
}
# Calls of ``re`` whose text is put together elsewhere: what they make is held by a module.
PUT_TOGETHER = ["bot.listening.is_question", "index.text.comparisons"]
# Patterns written inline that grow faster, and why nobody is held up by one.
BOUNDED_INLINE = {
    r"index.answering.small_talk.other_languages: (?:3 )*+3(?: (?:3|3)(?= |$))*+":
        "is matched whole, as those that it makes are",
    r"index.formats.pdf_shape: [⁰¹²³⁴-⁹]+\Z": "reads a line of a source",
    r"""index.formats.web_page: <html[^>]{0,500}?\s(?:xml:)?lang\s*=\s*["']?([A-Za-z-]{2,12})""":
        "looks at the beginning of a page",
    r"index.maintenance.watch: (\d+)([smhd])": "reads an option of the operator",
    r"index.reports.charts: <metadata>.*?</metadata>": "reads a picture of our own",
    r"index.text.answer_kinds: [A-Z][\w’'-]+ (?:(?:de|von|van|al|bin|of|the) )*[A-Z][\w’'-]+":
        "reads a window of a source, of at most 350 characters",
    r"index.text.code_regions: [>\s]*3{3,}\s*": "reads a line of a source",
    r"index.text.markdown.paragraphs: <[^>]*>": "reads a line of a source",
}  # fmt: skip
# Patterns on sources that grow faster, or are matched at one place by way of another name.
# Let there be no more of them.
OF_SOURCES = {
    "index.formats.front_matter.TITLE_BLOCK",
    "index.formats.html_hidden.UNSEEN_STYLE",
    "index.formats.html_stylesheets.SIMPLE",
    "index.formats.page_title.PARTS",
    "index.formats.pdf_joints.ADDRESS",
    "index.formats.pdf_titles.JUNK",
    "index.formats.raised_text.POWER",
    "index.formats.rst_directives.ROLE",
    "index.formats.rst_directives.TARGET",
    "index.formats.web_page.CHARSET",
    "index.sources.site_address.NUMBER_PREFIX",
    "index.sources.web.lenient_xml.BEGINNING",
    "index.text.dress.grammar.ATTRIBUTES",
    "index.text.dress.grammar.DIRECTIVE",
    "index.text.dress.grammar.FORMS[16]",
    "index.text.dress.grammar.FORMS[17]",
    "index.text.dress.grammar.FORMS[19]",
    "index.text.dress.grammar.FORMS[7]",
    "index.text.dress.grammar.INCLUDE",
    "index.text.dress.grammar.TEMPLATE",
    "index.text.markdown.inline_text.ANCHOR",
    "index.text.markdown.inline_text.PERMALINK",
    "index.text.plain_headings.LEADERS",
    "index.text.question_lines.LINE",
}
TYPED = (
    "bot.", "index.answering.", "index.citations.", "index.retrieval.", "index.text.comparisons.",
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def deep() -> Iterator[None]:
    """Let the matcher call itself for each element."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    yield
    sys.setrecursionlimit(limit)


@pytest.fixture(scope="module")
def growing() -> Mapping[str, str]:
    """Each pattern that grows faster than its text, with a text that shows it."""
    return {
        name: text
        for name, pattern in patterns().items()
        if uses().get(name) != {"pattern"}  # which is a part of others
        if (text := grows_too_fast(pattern, way_of(name)))
    }


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


def test_no_pattern_that_is_written_where_it_is_used_grows_faster_than_the_text() -> None:
    found = {
        name for name, (pattern, way) in written_inline().items() if grows_too_fast(pattern, way)
    }
    assert found == BOUNDED_INLINE.keys()


def test_every_pattern_can_be_looked_at() -> None:
    assert without_text() == PUT_TOGETHER
    assert "bot.listening.messages: <@!?3>" in written_inline()


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
