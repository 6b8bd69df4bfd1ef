"""What goes on to an end is drawn in one pass, however often it begins and never ends."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given

from index.text.dress import grammar
from index.text.dress.enclosures import EnclosedText, Enclosure
from index.text.dress.inline import scanned
from index.text.dress.shown_text import shown_lines
from tests.support.counted_text import CountedText
from tests.support.hostile_markdown import markdown_document
from tests.support.pieces import made_of
from tests.support.strategies import TERSE

FORMS = (*grammar.UNSEEN, grammar.PRE)
PIECES = ["<!--", "-->", "<script>", "</script >", "<STYLE a>", "</style>", "<template", ">",
          "<pre><code>", "</code></pre>", "</pre>", "-", "a", "\n"]  # fmt: skip
MOST = 8  # times that one character may be looked at


class CountedEnd:
    """A form that counts the characters among which it is looked for."""

    def __init__(self, form: re.Pattern[str]) -> None:
        self._form, self.looked = form, 0

    def search(self, text: str, at: int, stop: int) -> Any:
        found = self._form.search(text, at, stop)
        self.looked += (found.end() if found else stop) - at
        return found


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> list[CountedEnd]:
    """The ends of all that goes on to an end, counted."""
    counted = [CountedEnd(form.ends) for form in FORMS]
    forms = [
        Enclosure(form.begins, end)  # type: ignore[arg-type]
        for form, end in zip(FORMS, counted, strict=True)
    ]
    monkeypatch.setattr(grammar, "UNSEEN", tuple(forms[:-1]))
    monkeypatch.setattr(grammar, "PRE", forms[-1])
    return counted


@pytest.mark.parametrize(
    "unit",
    ["<!--", "<script>", "<style>", "<template a>", "<!--\n", "<script>\n", "<pre>\n",
     "<pre><code>\n", "- <!-- a\n", "<!-- --><!--", "<pre></pre>\n"],
)  # fmt: skip
def test_an_end_that_is_missing_is_looked_for_once_while_a_quote_is_drawn(
    unit: str, ends: list[CountedEnd]
) -> None:
    source = markdown_document(unit * 500)
    shown_lines(source, 0, len(source.text))
    assert any(end.looked for end in ends)
    assert sum(end.looked for end in ends) <= MOST * len(source.text)


def test_preformatted_text_in_a_quote_is_not_looked_for(ends: list[CountedEnd]) -> None:
    source = markdown_document("> <pre>\n" * 500 + "</pre>\n")
    shown_lines(source, 0, len(source.text))
    assert sum(end.looked for end in ends) <= MOST * len(source.text)


@pytest.mark.parametrize(
    ("unit", "after"),
    [("<name>", ""), ("</name>", ""), ("<a{n}>", ""), ("&nbsp;a", ""), ("{{#a}} b", ""), ("[", "]"),
     ("![", "]"), ("a*&nbsp;*", ""), ("&nbsp;  ** ", ""), ("![", "](a)"), ("<td>", "<br>")],
)  # fmt: skip
def test_a_paragraph_that_repeats_one_thing_is_read_in_one_pass(unit: str, after: str) -> None:
    many = 1_000
    text = "".join(unit.format(n=n) for n in range(many)) + after * many
    content = CountedText(text)
    scanned(content, range(len(text) + 1), frozenset())
    assert content.looked <= MOST * len(text)


@given(made_of(PIECES, max_size=30))
@TERSE
def test_what_is_enclosed_is_what_one_expression_finds(text: str) -> None:
    enclosed = EnclosedText(text, len(text))
    for form in FORMS:
        specified = re.compile(form.pattern, re.IGNORECASE)
        for at in range(len(text)):
            found, whole = enclosed.found(form, at), specified.match(text, at)
            assert (found and (found[0].start(), found[1].end())) == (whole and whole.span())
