"""Raised and lowered text as Unicode has it; marks that are no text are left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.formats.raised_text import is_note_mark, lowered, raised
from tests.support.read_pages import headings, quotable, read_article, read_fragment

WRITTEN = {
    "10<sup>6</sup> feet": "10⁶ feet",
    "10<sup>-6</sup> m": "10⁻⁶ m",
    "10<sup>−12</sup> m": "10⁻¹² m",
    "40 m<sup>2</sup>.": "40 m².",
    "(a+b)<sup>2</sup>": "(a+b)²",
    "2<sup>n</sup> ways": "2ⁿ ways",
    "H<sub>2</sub>O": "H₂O",
    "CO<sub><small>2</small></sub>": "CO₂",
    "x<sub>i</sub>": "xᵢ",
    "the 1<sup>st</sup> of May": "the 1st of May",
    "M<sup>me</sup> Curie": "Mme Curie",
    "Quoth<sup>TM</sup>": "QuothTM",
    "10<sup>6.5</sup>": "10^6.5",
    "3<sup>1</sup>/<sub>2</sub>": "3¹/₂",
    "<i>E</i> = <i>mc</i><sup>2</sup>": "E = mc²",
    "e<sup>iπ</sup> = −1": "e^(iπ) = −1",
    "A<sup>T</sup>A": "AᵀA",
    "x<sup>a+b</sup>": "x^(a+b)",
    "1<sup>o</sup> de maio": "1º de maio",
    '10<span style="position:relative;top:-3.0pt">6</span> feet': "10⁶ feet",  # Word
}


@pytest.mark.parametrize("html", WRITTEN)
def test_raised_and_lowered_text_is_not_flattened(html: str) -> None:
    assert quotable(read_fragment(f"<p>{html}</p>")) == [WRITTEN[html]]
    assert WRITTEN[html] in read_article(f"<p>It is {html}</p>").text


NOTES = {
    "a raised link": '<sup><a href="#fn1">1</a></sup>',
    "pandoc": '<a href="#fn1" class="footnote-ref" id="r1" role="doc-noteref"><sup>1</sup></a>',
    "MediaWiki": '<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup>',
    "Sphinx": '<a class="footnote-reference brackets" href="#id2" role="doc-noteref">[1]</a>',
    "DocBook": '<a href="#ftn.idm1" class="footnote" id="idm1"><sup class="footnote">[1]</sup></a>',
    "a book": '<a epub:type="noteref" href="notes.xhtml#n1">1</a>',
    "another file of a book": '<sup><a href="notes.xhtml#n1">1</a></sup>',
    "no link": "<sup>1</sup>",
    "a letter": "<sup>a</sup>",
    "a dagger": "<sup>†</sup>",
    "several": "<sup>1, 2</sup>",
    "brackets": "<sup>[12]</sup>",
}


@pytest.mark.parametrize("way", NOTES)
def test_the_mark_of_a_note_is_no_text_and_the_sentence_ends_before_it(way: str) -> None:
    parsed = read_fragment(f"<p>The wall is forty miles long.{NOTES[way]} It is old.</p>")
    assert quotable(parsed) == ["The wall is forty miles long. It is old."]


@pytest.mark.parametrize("mark", ["1, 2", "2–4", "*", "†"])
def test_marks_of_several_notes_and_signs_after_a_word_are_no_text(mark: str) -> None:
    parsed = read_fragment(f"<p>The wall has eight gates<sup>{mark}</sup> and forty towers.</p>")
    assert quotable(parsed) == ["The wall has eight gates and forty towers."]


def test_a_star_or_an_isotope_of_a_short_name_is_kept() -> None:
    parsed = read_fragment(
        "<p>V<sup>*</sup> is dual to V, and Li<sup>6, 7</sup> is found here.</p>"
    )
    assert quotable(parsed) == ["V* is dual to V, and Li^(6, 7) is found here."]


def test_links_back_from_notes_are_no_text() -> None:
    parsed = read_fragment(
        '<section role="doc-endnotes"><ol><li id="fn1"><p>As measured in 1902. '
        '<a href="#r1" role="doc-backlink">↩︎</a> <a href="#r2">↑</a></p></li></ol></section>'
    )
    assert quotable(parsed) == ["1. As measured in 1902."]


TITLES = {
    "Sphinx": '<h2>The tag<a class="headerlink" href="#tag" title="Permalink">¶</a></h2>',
    "MkDocs": '<h2>The tag<a class="headerlink" href="#tag">#</a></h2>',
    "MediaWiki": '<h2><span class="mw-headline">The tag</span><span class="mw-editsection">'
    '<span>[</span><a href="/edit">edit</a><span>]</span></span></h2>',
    "Docusaurus": '<h2 id="t">The tag<a href="#t" class="hash-link" title="Direct link">\u200b</a></h2>',
    "VitePress": '<h2>The tag <a class="header-anchor" href="#tag">\u200b</a></h2>',
    "a wiki without classes": '<h2>The tag <a href="/edit?section=2">[edit]</a></h2>',
    "a link around all": '<h2><a class="header-anchor" href="#tag">The tag</a></h2>',
    "DocBook": '<h2 class="title" style="clear: both"><a id="tag"></a>The tag</h2>',
}


@pytest.mark.parametrize("generator", TITLES)
def test_a_heading_is_without_the_links_of_its_generator(generator: str) -> None:
    parsed = read_article(f"{TITLES[generator]}<p>All bugs carry one tag, which a person sets.</p>")
    assert headings(parsed) == ["The tag"]


@given(st.text(max_size=30), st.text(max_size=30))
def test_whatever_is_raised_loses_no_letter_or_digit(text: str, before: str) -> None:
    import unicodedata

    for written in (raised(text), lowered(text)):
        plain = unicodedata.normalize("NFKD", written).lstrip("^_")
        kept = "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text)))
        assert "".join(filter(str.isalnum, plain)) == kept
    assert is_note_mark(text, before) in (True, False)


def test_control_characters_do_no_harm_where_a_tree_is_changed() -> None:
    page = "<p>Ten&#1; <s>a\x02</s>\x03 <sup>2\x04</sup></p><p><b>Is it\x05 so?</b> Yes\x06.</p>"
    assert "\x05" not in read_fragment(page).text
