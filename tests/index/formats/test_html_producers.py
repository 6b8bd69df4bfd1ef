"""Pages as Asciidoctor, DocBook, Docusaurus, Word, Calibre and hand-written sites have them."""

from __future__ import annotations

import pytest

from index.errors import NoTextError
from tests.support.read_pages import headings, quotable, read_article, read_fragment, read_page

SECRET = "The old entry fee was two crowns for each visitor."
SHEETS = {
    "a class": (".old { display: none }", '<p class="old">{}</p>'),
    "an id": ("#old{visibility:hidden}", '<p id="old">{}</p>'),
    "an element with a class": ("p.old, p.former { display:none; }", '<p class="former">{}</p>'),
    "after a comment": ("/* .a{} */ .old{display:none!important}", '<div class="old">{}</div>'),
    "after an import": ('@import "a.css"; .old { display: none }', '<p class="old">{}</p>'),
    "within another": (".terms .old { display: none }", '<div class="terms"><p class="old">{}</p></div>'),
    "of two classes": (".terms .note.old{display:none}",
                       '<div class="terms"><p class="note old">{}</p></div>'),
    "directly within": ("#terms > p.old { display: none }", '<div id="terms"><p class="old">{}</p></div>'),
    "more exact than what shows it": (
        ".note { display: block } .terms .note.old { display: none }",
        '<div class="terms"><p class="note old">{}</p></div>',
    ),
    "struck within another": (".rates td.old { text-decoration: line-through }",
                              '<table class="rates"><tr><td class="old">{}</td></tr></table>'),
    "struck": (".void { text-decoration: line-through }", '<p>Open. <span class="void">{}</span></p>'),
}  # fmt: skip
SHOWN_ALL_THE_SAME = {
    "on paper only": ("@media print { .old { display: none } }", '<p class="old">{}</p>'),
    "a tab that a script shows": (
        ".old{display:none} .old.active{display:block}", '<p class="old">{}</p>',
    ),
    "within something else only": (".js .old { display: none }", '<p class="old">{}</p>'),
    "within, not directly": (
        "#terms > .old { display: none }", '<div id="terms"><div><p class="old">{}</p></div></div>',
    ),
    "in one state of two": (
        ".terms .old { display: none } .terms.open .old { display: block }",
        '<div class="terms"><p class="old">{}</p></div>',
    ),
    "when the mouse is on it": (".terms:hover .old { display: none }",
                                '<div class="terms"><p class="old">{}</p></div>'),
    "the answer of a question": (
        ".faq .old { display: none }",
        '<div class="faq"><h3>What was the fee of old?</h3><div class="old">{}</div></div>',
    ),
    "what a button opens": (".old { display: none }",
                            '<button>Fees</button><div class="old">{}</div>'),
}  # fmt: skip
STYLES = {
    "no size": '<p style="font-size:0">{}</p>',
    "off the screen": '<p style="position:absolute; left:-9999px">{}</p>',
    "clipped": '<span style="position:absolute;clip:rect(0 0 0 0)">{}</span>',
}


@pytest.mark.parametrize("way", SHEETS)
def test_what_a_style_sheet_of_the_page_hides_is_left_out_and_counted(way: str) -> None:
    sheet, shape = SHEETS[way]
    parsed = read_article(shape.format(SECRET), f"<style>{sheet}</style>")
    assert SECRET not in parsed.text
    assert len(parsed.notes) == 1


@pytest.mark.parametrize("way", SHOWN_ALL_THE_SAME)
def test_what_a_style_sheet_may_show_again_is_kept(way: str) -> None:
    sheet, shape = SHOWN_ALL_THE_SAME[way]
    assert SECRET in read_article(shape.format(SECRET), f"<style>{sheet}</style>").text


def test_a_style_sheet_that_hides_most_of_the_page_until_it_has_loaded_hides_nothing() -> None:
    body = f'<div class="cloak"><h1>Fees</h1><p>{SECRET}</p></div><p>Loading the page.</p>'
    assert SECRET in read_page(body, "<style>.cloak{visibility:hidden}</style>").text


@pytest.mark.parametrize("way", STYLES)
def test_letters_that_are_nowhere_on_the_screen_are_left_out(way: str) -> None:
    assert SECRET not in read_article(STYLES[way].format(SECRET)).text


RAISED = {
    '<p>It has 10<span style="vertical-align: super; font-size: 8pt">6</span> bricks.</p>': "10⁶",
    '<p>It has H<span style="vertical-align:sub">2</span>O.</p>': "H₂O",
    "<p>It grows by e<sup>x</sup> a day.</p>": "eˣ",
    '<p>It ends.<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a> It begins.</p>': "ends. It",
}


@pytest.mark.parametrize("body", RAISED)
def test_what_a_style_raises_or_lowers_is_as_unicode_has_it(body: str) -> None:
    assert RAISED[body] in read_fragment(body).text


def test_a_class_that_the_style_sheet_raises_is_raised() -> None:
    body = '<p>The wall has 10<span class="CharOverride-1">6</span> bricks in all.</p>'
    sheet = "<style>span.CharOverride-1{vertical-align:super}</style>"
    assert "10⁶ bricks" in read_article(body, sheet).text


ADMONITIONS = {
    "Asciidoctor": '<div class="admonitionblock note"><table><tr><td class="icon"><div class="title">'
    'Note</div></td><td class="content">Bring food.</td></tr></table></div>',
    "Asciidoctor with icons": '<div class="admonitionblock note"><table><tr><td class="icon">'
    '<i class="fa" title="Note"></i></td><td class="content"><div class="paragraph"><p>Bring food.'
    "</p></div></td></tr></table></div>",
    "DocBook": '<div class="note"><h3 class="title">Note</h3><p>Bring food.</p></div>',
    "Docusaurus": '<div class="theme-admonition"><div class="admonitionHeading_a1">Note</div>'
    '<div class="admonitionContent_a1"><p>Bring food.</p></div></div>',
}  # fmt: skip


@pytest.mark.parametrize("generator", ADMONITIONS)
def test_the_title_of_a_box_stands_before_its_text_and_is_no_heading(generator: str) -> None:
    parsed = read_article(ADMONITIONS[generator])
    assert "Note: Bring food." in quotable(parsed)
    assert "Note" not in headings(parsed)


def test_a_table_of_data_loses_no_row_whatever_the_length_of_its_cells() -> None:
    parsed = read_article(
        "<table><tr><td><b>Adult</b></td><td>5 crowns</td></tr>"
        "<tr><td>Child</td><td>3 crowns<br>2 crowns in May and in June</td></tr></table>"
    )
    assert "| Adult | 5 crowns |\n| Child | 3 crowns 2 crowns in May and in June |" in parsed.text


def test_the_caption_of_a_table_in_a_figure_is_kept_and_that_of_a_picture_is_not() -> None:
    parsed = read_article(
        "<figure><table><tr><td>Monday</td><td>9–17</td></tr><tr><td>Sunday</td><td>10–12</td></tr>"
        "</table><figcaption>Hours in summer</figcaption></figure>"
        '<figure><img src="a.png"><figcaption>The hall in May.</figcaption></figure>'
    )
    assert "Hours in summer\n\n| Monday | 9–17 |" in parsed.text
    assert "in May" not in parsed.text


FACTS = """<aside class="portable-infobox"><h2 class="pi-title">Iron sword</h2>
<div class="pi-item pi-data"><h3 class="pi-data-label">Weight</h3>
<div class="pi-data-value">4 kg</div></div></aside>"""


def test_the_facts_of_a_wiki_are_rows_and_its_last_list_of_links_is_kept() -> None:
    parsed = read_article(
        f'{FACTS}<p>The sword is a weapon that the smith sells for gold.</p><h2>Recipe</h2>'
        '<ul><li><a href="/a">Iron bar</a> (2)</li><li><a href="/b">Wood</a></li></ul>'
        '<h2>Related pages</h2><ul><li><a href="/c">Steel sword</a></li></ul>'
    )  # fmt: skip
    assert "| Weight | 4 kg |" in parsed.text
    assert "- Iron bar (2)\n- Wood" in parsed.text
    assert "Recipe" in headings(parsed)
    assert "Steel" not in parsed.text


def test_all_of_a_page_of_few_words_is_read_whatever_has_the_longest_line() -> None:
    parsed = read_page(
        '<div id="header"><a href="/">Home</a></div><div id="content"><div id="preamble">'
        "<p>The harbour office is open on weekdays from nine to five, and closed on holidays.</p>"
        '</div><div class="sect1"><h2>Raids</h2><p>Bring a sword.</p></div></div>'
        '<div class="footer">Last changed on the third of May by the clerk of the town.</div>'
    )
    assert "Bring a sword." in quotable(parsed)
    assert "Last changed" not in parsed.text


QUESTIONS = {
    "bold": "<p><strong>Q: Is there a fee?</strong></p><p><strong>A:</strong> It is five.</p>",
    "plain": "<p>Q. Is there a fee?</p><p>A. It is five.</p>",
    "one paragraph": "<p><b>Q1: Is there a fee?</b> A: It is five.</p>",
    "a break between": "<p><b>Q: Is there a fee?</b><br>A: It is five.</p>",
    "a list": "<dl><dt>Q: Is there a fee?</dt><dd>A: It is five.</dd></dl>",
}


@pytest.mark.parametrize("way", QUESTIONS)
def test_the_marks_of_questions_and_answers_are_no_part_of_them(way: str) -> None:
    parsed = read_article(QUESTIONS[way])
    assert "Is there a fee?" in headings(parsed)
    assert "It is five." in quotable(parsed)


@pytest.mark.parametrize("text", ["図書館は午前九時に\n  開きます。", "图书馆九点\n\t开门。"])
def test_no_space_stands_where_the_source_of_a_page_breaks_a_line(text: str) -> None:
    assert "".join(text.split()) in read_article(f"<p>{text}</p>").text


def test_korean_and_code_keep_their_spaces_and_lines() -> None:
    parsed = read_article("<p>도서관은\n아홉 시에 연다.</p><pre>開く\n閉じる</pre>")
    assert "도서관은 아홉" in parsed.text
    assert "開く\n閉じる" in parsed.text


def test_text_that_is_left_out_beside_the_article_is_counted() -> None:
    words = "The harbour office is open on weekdays from nine to five, and closed on holidays. " * 9
    aside = "<div><p>Write to us</p><div>at the gate of the northern harbour</div></div>"
    parsed = read_page(f"<div><div><h1>Hall</h1><p>{words}</p><p>{words}</p></div>{aside}</div>")
    assert "northern harbour" not in parsed.text
    assert parsed.notes == ("page.html: 1 outlying passage left out",)


GOOGLE_LIST = """<ol class="c1 lst-kix_a1-0 start"><li class="c2"><span>Untie the boat</span></li>
    <li><span>Push it off</span></li></ol>
    <ol class="c1 lst-kix_a1-1 start"><li><span>with both hands</span></li></ol>
    <ul class="c1 lst-kix_a1-2"><li><span>not with a pole</span></li></ul>
    <ol class="c1 lst-kix_a1-1" start="2"><li><span>and gently</span></li></ol>
    <ol class="c1 lst-kix_a1-0" start="3"><li><span>Jump in</span></li></ol>"""


def test_the_lists_of_google_docs_are_one_with_its_levels() -> None:
    parsed = read_fragment(f"{GOOGLE_LIST}<p>Then row.</p>")
    steps = "1. Untie the boat\n2. Push it off\n  1. with both hands\n    - not with a pole\n"
    assert quotable(parsed) == [f"{steps}  2. and gently\n3. Jump in", "Then row."]


def test_two_lists_of_google_docs_stay_two() -> None:
    again = GOOGLE_LIST.replace("a1", "b2").replace("Untie", "Tie")
    assert len(quotable(read_fragment(GOOGLE_LIST + again))) == 2
    assert len(quotable(read_fragment(f"{GOOGLE_LIST}<p>Then row.</p>{GOOGLE_LIST}"))) == 3


def test_the_title_and_the_notes_of_google_docs_are_no_text() -> None:
    parsed = read_page(
        '<p class="c5 title" id="h.1"><span>Club rules</span></p><h1>Boats</h1>'
        '<p class="c0">A boat holds six.<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> It floats.'
        '</p><div><p class="c0"><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;Measured in May.'
        "</span></p></div>"
    )
    assert parsed.title == "Club rules"
    assert headings(parsed) == ["Boats"]
    assert quotable(parsed) == ["A boat holds six. It floats.", "Measured in May."]


DOCBOOK = (
    '<div class="navheader"><table><tr><th>Fees and more of the hall</th></tr></table></div>'
    '<div class="section"><h3 class="title">Fees</h3><div class="toc"><a href="#a">Lists</a></div>'
    '<div class="warning"><table border="0"><tr><td rowspan="2"><img alt="[Warning]"/></td>'
    "<th>Warning</th></tr><tr><td><p>Pay in cash.</p></td></tr></table></div>"
    '<h4>Lists</h4><p>Write to <a href="mailto:hall@example.org">hall@example.org</a>.</p>'
    '<p class="foot">Of course everybody pays at their own risk, and no fee is given back.</p></div>'
)


def test_all_of_a_page_of_docbook_is_content_but_its_navigation() -> None:
    parsed = read_page(DOCBOOK)
    assert quotable(parsed) == [
        "Warning: Pay in cash.",
        "Write to hall@example.org.",
        "Of course everybody pays at their own risk, and no fee is given back.",
    ]
    assert headings(parsed)[-1] == "Lists"


def test_a_page_of_docbook_with_only_contents_is_passed_over() -> None:
    navigation = DOCBOOK.partition('<div class="warning">')[0]
    with pytest.raises(NoTextError, match="only a table of contents"):
        read_page(f"{navigation}</div>")
