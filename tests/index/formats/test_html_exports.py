"""Pages that say where their content is: exports of Notion and Confluence, manuals, wikis."""

from __future__ import annotations

import pytest

from tests.support.read_pages import headings, quotable, read_fragment, read_page

LONG = (
    "<p>The gate of the harbour opens at dawn for boats, and it closes when the tide falls.</p>" * 9
)
NOTION = (
    '<article id="1f" class="page sans"><header><h1 class="page-title">Mod handbook</h1>'
    '<table class="properties"><tbody><tr><th>Owner</th><td>Ana Lima</td></tr></tbody></table>'
    '</header><div class="page-body"><p>A warning stays on record for ninety days.</p>'
    '<ol type="1" class="numbered-list" start="1"><li>Open the profile.</li></ol>'
    '<ol type="1" class="numbered-list" start="2"><li>Press Warn.'
    '<ul class="bulleted-list"><li>Give the number of the rule.</li></ul></li></ol>'
    '<ul class="bulleted-list"><li>a role</li></ul><ul class="bulleted-list"><li>a link</li></ul>'
    '<table class="collection-content"><thead><tr><th>Day</th><th>Who</th></tr></thead><tbody>'
    '<tr><td><a href="m.html">Monday</a></td><td><a href="b.html">Ben</a></td></tr></tbody></table>'
    "</div></article>"
)
CONFLUENCE = (
    '<div id="main"><div class="page-metadata">Created by <span class="author">Ana</span>, last '
    'modified on Jun 29, 2019</div><div id="main-content" class="wiki-content group">'
    '<p>A backup is made every night.</p><div class="confluence-information-macro">'
    '<p class="title">Stop first</p><span class="aui-icon"></span>'
    "<div><p>A running server overwrites it.</p></div></div></div>"
    '<div class="pageSection group"><h2 id="comments">Comments:</h2><p>This is old and does not '
    "work any more.</p></div></div>"
)
MANUAL = (
    '<div id="header"><h1>hall-open(1) Manual Page</h1><h2>NAME</h2><div class="sectionbody">'
    '<p>hall-open - Open the hall</p></div></div><div id="content"><div class="sect1">'
    '<h2>OPTIONS</h2><div class="sectionbody"><p>The key is turned twice by --lock.</p></div></div>'
    f'<div class="sect1"><h2>CONFIGURATION</h2><div class="sectionbody">{LONG}</div></div></div>'
    '<div id="footer"><div id="footer-text">Last updated 2024-05-31 by the clerk of the town</div>'
    "</div>"
)
WIKI = (
    '<div id="content"><h1 id="firstHeading">Iron sword</h1><div id="mw-content-text">'
    '<div class="mw-content-ltr mw-parser-output"><div class="hatnote">See also Steel.</div>'
    '<table class="infobox"><tr><th>Weight</th><td>4 kg</td></tr></table><p>It is sold.</p>'
    '<div id="toc" class="toc"><ul><li><a href="#a">Uses</a></li></ul></div><h2>Uses</h2>'
    '<dl><dd>Cutting rope: {rope}</dd></dl><div class="navbox"><a href="/b">Axe</a></div></div></div>'
    '</div><div id="mw-panel"><p>Donate to the wiki of the smiths of the northern harbour</p></div>'
)
MANDOC = (
    '<div class="head" role="doc-pageheader"><span>HALL(1)</span></div><main class="manual-text">'
    '<section class="Sh"><h2 class="Sh" id="NAME"><a class="permalink" href="#NAME">NAME</a></h2>'
    '<p class="Pp"><code class="Nm">hall</code> &#x2014; <span class="Nd">open the hall</span></p>'
    "</section></main>"
)


def test_all_of_a_page_of_notion_is_read_and_its_lists_of_one_item_are_one() -> None:
    assert quotable(read_page(NOTION)) == [
        "| Owner | Ana Lima |",
        "A warning stays on record for ninety days.",
        "1. Open the profile.\n2. Press Warn.\n  - Give the number of the rule.",
        "- a role\n- a link",
        "| Day | Who |\n| Monday | Ben |",
    ]


def test_a_list_that_begins_anew_is_another() -> None:
    again = '<ol start="1"><li>Untie the boat</li></ol>' * 2
    assert len(quotable(read_fragment(again))) == 2
    later = '<ol><li>Untie the boat</li></ol><ol start="3"><li>Row</li></ol>'
    assert len(quotable(read_fragment(later))) == 2


def test_an_export_of_confluence_is_read_without_its_comments_and_says_so() -> None:
    parsed = read_page(CONFLUENCE)
    assert quotable(parsed) == [
        "A backup is made every night.",
        "Stop first: A running server overwrites it.",
    ]
    assert parsed.notes == ("page.html: 2 outlying passages left out",)


def test_all_sections_of_a_manual_of_asciidoc_are_read_however_long_one_is() -> None:
    parsed = read_page(MANUAL)
    assert quotable(parsed)[:2] == [
        "hall-open - Open the hall",
        "The key is turned twice by --lock.",
    ]
    assert "Last updated" not in parsed.text


@pytest.mark.parametrize("around", ["section", "div"])
def test_a_short_section_beside_a_long_one_is_read_on_any_page(around: str) -> None:
    fee = "The fee is five crowns for each visitor, and it is paid to the clerk at the gate. "
    short = f"<{around}><h2>Fees</h2><p>{fee}{fee}</p></{around}>"
    page = f"<main><h1>Hall</h1>{short}<{around}><h2>Hours</h2>{LONG}</{around}></main>"
    assert "Fees" in headings(read_page(page))


def test_a_wiki_is_read_with_its_facts_and_definitions_without_what_is_around_them() -> None:
    parsed = read_page(WIKI.format(rope="the smith forbids it."))
    assert "| Weight | 4 kg |" in parsed.text
    assert "Cutting rope: the smith forbids it." in parsed.text
    assert all(word not in parsed.text for word in ("Steel", "Axe", "Donate"))


OLD_WIKI = (
    '<div id="bodyContent"><h3 id="siteSub">From Smiths</h3><div id="contentSub"></div>'
    '<p>It is sold.</p><div class="editsection">[<a href="/e">edit</a>]</div><h2>Uses</h2>'
    '<p>It cuts rope.</p><div class="printfooter">Retrieved from "smiths.example"</div></div>'
    '<div id="column-one"><p>Donate to the wiki of the smiths of the northern harbour</p></div>'
)


def test_a_page_of_an_old_wiki_is_read_without_the_lines_of_its_skin() -> None:
    parsed = read_page(OLD_WIKI, "<title>Iron sword - Smiths</title>")
    assert quotable(parsed) == ["It is sold.", "It cuts rope."]
    assert headings(parsed) == ["Uses"]


def test_a_notice_of_a_wiki_does_not_hide_where_its_content_is() -> None:
    notice = '<div id="siteNotice"><div class="mw-parser-output"><p>We move.</p></div></div>'
    page = notice + WIKI.format(rope="the smith forbids it, as he told all of us in the spring.")
    assert "We move" not in read_page(page).text
    assert "| Weight | 4 kg |" in read_page(page).text


def test_a_box_of_facts_keeps_its_groups_and_what_stands_side_by_side() -> None:
    parsed = read_page(
        '<div class="mw-parser-output"><aside class="portable-infobox">'
        '<h2 class="pi-header">Stats</h2><table><thead><tr><th class="pi-data-label">HP</th>'
        '<th class="pi-data-label">MP</th></tr></thead><tr><td class="pi-data-value">10</td>'
        '<td class="pi-data-value">20</td></tr></table><h3 class="pi-data-label">Drops</h3>'
        '<div class="pi-data-value"><ul><li>A coin<li>A potion</ul></div></aside>'
        f"{LONG}</div>"
    )
    rows = ["Stats", "HP | 10", "MP | 20", "Drops | • A coin • A potion"]
    assert parsed.text.startswith("\n".join(f"| {row} |" for row in rows))


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("<ul><li>A coin<li>A potion</ul>", "• A coin • A potion"),
        ("<ol><li>Open it<li>Close it</ol>", "1. Open it 2. Close it"),
        ("See <ul><li>a coin</ul>", "See a coin"),
        ("<p>A coin</p><p>A potion</p>", "A coin A potion"),
        ("A coin<br>A potion", "A coin A potion"),
    ],
)
def test_what_stands_below_one_another_in_a_cell_is_told_apart(cell: str, read: str) -> None:
    parsed = read_page(f"<table><tr><th>Drops<th>Of<tr><td>{cell}<td>it</table>{LONG}")
    assert f"| {read} | it |" in parsed.text


CONTAINERS = {
    "Docusaurus": '<div class="theme-doc-markdown markdown">{}</div>',
    "VitePress": '<div class="vp-doc _guide"><div>{}</div></div>',
    "Material for MkDocs": '<article class="md-content__inner md-typeset">{}</article>',
    "Sphinx, Read the Docs": '<div class="rst-content"><div itemprop="articleBody">{}</div></div>',
    "Sphinx, PyData": '<article class="bd-article">{}</article>',
    "Sphinx, alabaster": '<div class="body" role="main">{}</div>',
    "Sphinx, Furo": '<article role="main" id="furo-main-content">{}</article>',
}


@pytest.mark.parametrize("generator", CONTAINERS)
def test_what_a_generator_names_as_content_is_all_that_is_read(generator: str) -> None:
    content = CONTAINERS[generator].format(f"<h1>Lamp</h1><p>Fill it.</p>{LONG}")
    beside = "<p>Our newsletter tells all members of the club what is new in the harbour.</p>"
    parsed = read_page(f"<main>{content}<div>{beside}</div></main>")
    assert quotable(parsed)[0] == "Fill it."
    assert "newsletter" not in parsed.text


def test_a_manual_of_mandoc_is_read_with_its_headings() -> None:
    parsed = read_page(MANDOC)
    assert quotable(parsed) == ["hall — open the hall"]
    assert "NAME" in headings(parsed)


def test_an_option_of_a_manual_stands_above_what_it_does() -> None:
    options = (
        '<p class="Pp"><b>-d</b><br/><b>--drop</b></p><div class="Bd-indent">It drops.</div>'
        '<p class="Pp"><b>-h</b></p><div class="Bd-indent">It helps.</div><p class="Pp">Then:</p>'
        '<div class="Bd-indent"><pre>hall -d</pre></div>'
    )
    assert quotable(read_fragment(options)) == [
        "- -d --drop\n  It drops.\n- -h\n  It helps.",
        "Then:",
        "hall -d",
    ]


def test_a_heading_that_is_a_link_to_the_contents_is_a_heading() -> None:
    linked = '<h2><a class="toc-backref" href="#id1" role="doc-backlink">Fees</a></h2><p>Five.</p>'
    assert headings(read_fragment(linked)) == ["Fees"]
