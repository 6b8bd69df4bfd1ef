"""Lists of frequently asked questions, as sites write them: question above, answer below."""

from __future__ import annotations

import json

import pytest

from index.text.question_lines import is_question_line
from tests.support.read_pages import headings, quotable, read_article

ASKED = "Is there parking?"
ANSWER = "No. Parking is free in the whole town after six."
SHAPES = {
    "a link in a heading": f'<h3><a href="#a">{ASKED}</a></h3><p>{ANSWER}</p>',
    "a button in a heading": f"<h3><button aria-expanded=false>{ASKED}</button></h3><div hidden>{ANSWER}</div>",
    "a button": f"<button class=accordion>{ASKED}</button><div class=panel><p>{ANSWER}</p></div>",
    "a summary": f"<details><summary>{ASKED}</summary><p>{ANSWER}</p></details>",
    "a heading in a summary": f"<details><summary><h3>{ASKED}</h3></summary>{ANSWER}</details>",
    "a term": f"<dl><dt>{ASKED}</dt><dd>{ANSWER}</dd></dl>",
    "a heading in a box": f"<div><div><h4>{ASKED}</h4></div><div>{ANSWER}</div></div>",
    "a heading in a link": f"<a href=/x><h3>{ASKED}</h3></a><p>{ANSWER}</p>",
    "a paragraph": f"<p>{ASKED}</p><p>{ANSWER}</p>",
    "a bold paragraph": f"<p><strong>{ASKED}</strong></p><p>{ANSWER}</p>",
    "a bold line of its paragraph": f"<p><b>{ASKED}</b><br>{ANSWER}</p>",
    "a bold line in a box": f"<div><b>{ASKED}</b><p>{ANSWER}</p></div>",
    "a bold beginning of an item": f"<ul><li><strong>{ASKED}</strong> {ANSWER}</li></ul>",
    "a bold line of an item": f"<ul><li><strong>{ASKED}</strong><p>{ANSWER}</p></li></ul>",
    "a row of a table": f"<table><tr><td>{ASKED}</td><td>{ANSWER}</td></tr></table>",
    "a class": f'<div class="faq-question">{ASKED}</div><div class="faq-answer">{ANSWER}</div>',
    "Bootstrap 3": '<div class="panel-heading"><h4 class="panel-title"><a data-toggle="collapse" '
    f'href="#c">{ASKED}</a></h4></div><div id="c" class="collapse" style="display:none">{ANSWER}</div>',
    "Bootstrap 5": '<div class="accordion-item"><h2 class="accordion-header"><button '
    f'data-bs-toggle="collapse" data-bs-target="#z">{ASKED}</button></h2><div id="z" hidden>'
    f"<div>{ANSWER}</div></div></div>",
    "a link that opens": f"<ul><li><a aria-expanded=false href=#q>{ASKED}</a><div id=q hidden>{ANSWER}</div></ul>",
    "schema.org": '<div itemscope itemtype="https://schema.org/Question"><div itemprop="name">'
    f'{ASKED}</div><div itemprop="acceptedAnswer">{ANSWER}</div></div>',
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_question_is_a_heading_and_the_answer_a_block_below(shape: str) -> None:
    parsed = read_article(SHAPES[shape])
    assert headings(parsed) == [ASKED]
    assert quotable(parsed)[-1] == ANSWER
    assert not any(ASKED in block for block in quotable(parsed))


UNMARKED = {
    "a button that opens": "<button aria-controls=p>Parking</button><div id=p hidden>{}</div>",
    "a class": '<div class="accordion-title">Parking</div><div>{}</div>',
    "a summary": "<details><summary>Parking</summary>{}</details>",
    "schema.org": '<div itemtype="http://schema.org/Question"><span itemprop="name">Parking</span>'
    '<div itemprop="acceptedAnswer">{}</div></div>',
}


@pytest.mark.parametrize("shape", UNMARKED)
def test_a_question_without_its_mark_is_known_by_what_opens_it(shape: str) -> None:
    parsed = read_article(UNMARKED[shape].format(ANSWER))
    assert (headings(parsed), quotable(parsed)[-1]) == (["Parking"], ANSWER)


def test_a_question_is_at_the_deepest_level_so_it_ends_no_section() -> None:
    parsed = read_article(f"<h2>Getting here</h2><p>{ASKED}</p><p>{ANSWER}</p>")
    assert [(mark.level, mark.heading) for mark in parsed.landmarks] == [
        (2, "Getting here"),
        (7, ASKED),
    ]


def faq(**answer: str) -> str:
    question = {"@type": "Question", "name": "Parking", "acceptedAnswer": answer}
    data = {"@graph": [{"@type": "FAQPage", "mainEntity": [question]}]}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_a_question_that_the_page_lists_is_known_in_its_text() -> None:
    parsed = read_article(f"<p>Parking</p><p>{ANSWER}</p>", faq(text=ANSWER))
    assert (headings(parsed), quotable(parsed)[1:]) == (["Parking"], [ANSWER])


def test_a_question_that_only_a_script_would_write_is_added() -> None:
    parsed = read_article("", faq(text="<p>No. <b>Parking</b> is free &amp; easy.</p>"))
    assert (headings(parsed), quotable(parsed)[-1]) == (["Parking"], "No. Parking is free & easy.")


@pytest.mark.parametrize("broken", ["{", "[1, null]", '{"@type": "Question"}', "[" * 5_000])
def test_a_broken_list_of_questions_does_no_harm(broken: str) -> None:
    parsed = read_article("", f'<script type="application/ld+json">{broken}</script>')
    assert len(quotable(parsed)) == 1


def test_questions_that_nobody_answers_stay_text() -> None:
    listed = "<ul><li>Is it open?</li><li>Is it warm?</li></ul><p>Are they in need of help?</p>"
    assert headings(read_article(listed)) == []


def test_buttons_and_menus_are_no_questions() -> None:
    controls = (
        "<button>Copy</button><button aria-expanded=false>Menu</button>"
        '<ul><li><a href="/a">Home</a></li><li><a href="/b">Where to find us</a></li></ul>'
    )
    assert headings(read_article(f"{controls}<p>{ANSWER}</p>")) == []


@pytest.mark.parametrize(
    "line",
    ["Is there parking?", "Q: Is there parking?", "3. Can I use v2.1 of it?", "¿Hay aparcamiento aquí?",
     "駐車場はありますか？", "Where do I park (and when)?", "**Is there any parking?**"],
)  # fmt: skip
def test_a_line_that_is_a_question(line: str) -> None:
    assert is_question_line(line)


@pytest.mark.parametrize(
    "line",
    ["Why?", "“Where is he now?”", "— Où est-il donc ?", "He asked. Where is he?", "Is it? It is.",
     "Parking is free", "x" * 300 + " a b?", ""],
)  # fmt: skip
def test_a_line_that_is_more_or_less_than_a_question(line: str) -> None:
    assert not is_question_line(line)
