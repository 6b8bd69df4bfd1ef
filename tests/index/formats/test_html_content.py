"""Whole pages: the content with its lists, tables, boxes and titles, without the site around it."""

from __future__ import annotations

import pytest

from tests.support.read_pages import headings, quotable, read_page

PROSE = "<p>The sword is sold by the smith in the harbour for forty coins, and it does twelve damage.</p>"
MORE = "<p>It drops from the knights of the northern gate at night, when the gate is open.</p>"
MENU = "".join(f'<li><a href="/{n}">Chapter {n} of the guide</a></li>' for n in range(9))
SITE = (
    '<header><a class="logo" href="/"><h1 class="site-title">Game Wiki</h1></a>'
    f'<nav><ul>{MENU}</ul></nav></header><div id="content">{{}}</div>'
    f'<div class="related-posts"><h3>Related</h3><ul>{MENU}</ul></div>'
    "<footer><p>© 2026 Game Wiki. All rights reserved.</p></footer>"
)
HEAD = '<title>Iron sword - Game Wiki</title><meta property="og:site_name" content="Game Wiki">'


def page(body: str, head: str = HEAD) -> list[str]:
    return quotable(read_page(SITE.format(f"<h1>Iron sword</h1>{PROSE}{body}"), head))


KEPT = {
    "a list of links": (
        '<h2>Recipe</h2><ul><li>2 × <a href="/b">Iron bar</a></li><li>1 × <a href="/w">Wood</a></li></ul>'
        + MORE,
        "- 2 × Iron bar\n- 1 × Wood",
    ),
    "an infobox": (
        '<table class="infobox"><tr><th>Damage</th><td><a href="/12">12</a></td></tr><tr><th>Weight</th><td>3 kg</td></tr></table>'
        + MORE,
        "| Damage | 12 |\n| Weight | 3 kg |",
    ),
    "an infobox of Fandom": (
        '<aside class="portable-infobox"><div class="pi-item"><h3>Damage</h3><div>Twelve points a stroke</div></div></aside>'
        + MORE,
        "Twelve points a stroke",
    ),
    "a table of links": (
        '<table><tr><th>Metal</th><th>From</th></tr><tr><td><a href="/i">Iron</a></td><td><a href="/m">Mine</a></td></tr></table>'
        + MORE,
        "| Metal | From |\n| Iron | Mine |",
    ),
    "code": (
        '<pre><code class="language-bash">craft sword\n  --iron 2</code></pre>' + MORE,
        "craft sword\n  --iron 2",
    ),
    "terms": (
        "<dl><dt>Damage</dt><dd>What a stroke takes.</dd></dl>" + MORE,
        "- Damage\n  What a stroke takes.",
    ),
    "an accordion at the end": (
        '<section class="faq"><div><h3><button aria-expanded="false">Can I sell it?</button></h3><div hidden>Yes, to the smith.</div></div></section>',
        "Yes, to the smith.",
    ),
    "steps of one word": (
        "<p>Do this:</p><ol><li>Smelt</li><li>Hammer</li></ol>" + MORE,
        "1. Smelt\n2. Hammer",
    ),
}


@pytest.mark.parametrize("what", KEPT)
def test_what_people_ask_for_is_kept(what: str) -> None:
    body, block = KEPT[what]
    assert block in page(body)


@pytest.mark.parametrize("what", KEPT)
def test_the_site_around_it_is_not(what: str) -> None:
    text = "\n".join(page(KEPT[what][0]))
    assert "Chapter 3" not in text
    assert "rights reserved" not in text


def test_a_line_of_addresses_and_telephone_numbers_is_no_menu() -> None:
    reach = (
        '<h2>The smith</h2><address>The harbour<br>Quay 1</address><p>Tel.: <a href="tel:1">+1 234</a>'
        ', mail: <a href="mailto:a@b.c">a@b.c</a></p>'
    )
    share = '<p>Share: <a href="mailto:?subject=x">by mail</a>, <a href="/p">on paper</a></p>'
    parsed = read_page(
        f"<article><h1>Sword</h1>{PROSE}{reach}{share}</article><footer>© 2026</footer>"
    )
    assert "Tel.: +1 234, mail: a@b.c" in quotable(parsed)
    assert "by mail" not in parsed.text


def test_no_heading_stays_without_its_section() -> None:
    related = f'<h2>See also</h2><div class="related"><ul>{MENU}</ul></div>'
    parsed = read_page(
        SITE.format(f"<h1>Iron sword</h1>{PROSE}<h2>Sources</h2>{MORE}{related}"), HEAD
    )
    assert headings(parsed) == ["Sources"]


HEADS = {
    "the heading": ("<title>Iron sword - Game Wiki</title>", "<h1>Iron sword</h1>", "Iron sword"),
    "a heading with a mark": (
        "<title>Tags — Manual</title>",
        '<h1>Tags<a class="headerlink" href="#t">¶</a></h1>',
        "Tags",
    ),
    "the site is the heading": (
        HEAD,
        '<div class="site-title"><h1>Game Wiki</h1></div>',
        "Iron sword",
    ),
    "the site is named": (HEAD, "<h1>Game Wiki</h1><h2>Iron sword</h2>", "Iron sword"),
    "DocBook": (
        "<title>Chapter 2. Swords</title>",
        '<h1 class="title"><a id="s"></a>Chapter 2. Swords</h1>',
        "Chapter 2. Swords",
    ),
    "no heading, the site is known": (HEAD.replace(" - ", " | "), "", "Iron sword"),
    "no heading, nothing is known": ("<title>Iron sword</title>", "", "Iron sword"),
}


@pytest.mark.parametrize("what", HEADS)
def test_the_title_is_that_of_the_page(what: str) -> None:
    head, heading, title = HEADS[what]
    assert read_page(f"{heading}<div>{PROSE}{MORE}</div>", head).title == title


def test_a_page_within_one_form_is_read() -> None:
    assert MORE[3:-4] in quotable(
        read_page(f'<form id="aspnetForm"><h1>Sword</h1>{PROSE}{MORE}</form>')
    )


def test_lines_that_two_breaks_part_are_paragraphs() -> None:
    body = "<h1>Sword</h1><div>It is sold by the smith in the harbour.<br><br>It does<br>twelve damage.</div>"
    assert quotable(read_page(body)) == [
        "It is sold by the smith in the harbour.",
        "It does twelve damage.",
    ]


def test_a_page_whose_votes_are_none_is_read_as_it_stands() -> None:
    assert quotable(read_page("<h1>Hours</h1><p>Nine to five.</p>")) == ["Nine to five."]
