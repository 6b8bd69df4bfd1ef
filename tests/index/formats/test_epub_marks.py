"""Books: notes, hidden text and definitions, as pandoc and Calibre write them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from index.formats.epub import read
from index.formats.parsed import Parsed
from index.sources.documents import find_sources
from index.types import BlockKind
from tests.support.read_pages import headings, quotable

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="content.opf"/></rootfiles></container>'
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf"><metadata '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Rules</dc:title></metadata><manifest>'
    '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="s" href="s.css" media-type="text/css"/></manifest>'
    '<spine><itemref idref="a"/></spine></package>'
)


def read_book(body: str, sheet: str = "") -> Parsed:
    page = (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><body>{body}</body></html>'
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr("META-INF/container.xml", CONTAINER)
        made.writestr("content.opf", PACKAGE)
        made.writestr("a.xhtml", page)
        made.writestr("s.css", sheet)
    (parsed,) = read(data.getvalue(), "rules.epub")
    return parsed


def test_notes_struck_and_hidden_text_are_left_out_of_a_book_and_counted() -> None:
    parsed = read_book(
        '<p>It holds 10<sup>6</sup> feet.<a epub:type="noteref" href="#n1"><sup>1</sup></a> It is '
        '<del>new</del> old.</p><p hidden="hidden">Draft.</p><aside epub:type="footnote" id="n1">'
        '<p>As measured. <a href="#r1" role="doc-backlink">↩</a></p></aside>'
    )
    assert quotable(parsed) == ["It holds 10⁶ feet. It is old.", "As measured."]
    assert parsed.notes == ("rules.epub: 1 hidden and 1 struck passages left out",)


def test_a_book_of_calibre_has_its_questions_and_terms() -> None:
    parsed = read_book(
        '<p class="calibre1"><b class="calibre3">Is there parking?</b></p><p>No, in town.</p>'
        '<dl class="calibre5"><dt>port</dt><dd>The number.</dd></dl><p>It is<br/>old.</p>'
    )
    assert headings(parsed) == ["Is there parking?"]
    assert quotable(parsed) == ["No, in town.", "- port\n  The number.", "It is old."]
    assert parsed.blocks[1].kind is BlockKind.LIST


def test_an_equation_of_a_book_is_a_line_or_a_named_hole() -> None:
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML">{}</math>'
    line = math.format("<msup><mi>c</mi><mn>2</mn></msup>")
    hole = math.format("<mtable><mtr><mtd><mi>a</mi></mtd></mtr></mtable>")
    parsed = read_book(f"<p>It is {line}.</p><p>It is {hole}.</p>")
    assert quotable(parsed) == ["It is c²."]
    assert "1 paragraph with an equation" in parsed.notes[0]


def test_the_lock_file_of_an_open_word_document_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "~$rules.docx").write_bytes(b"\x06owner")
    (tmp_path / "rules.txt").write_text("The hall is at the harbour.", "utf-8")
    assert [source.name for source in find_sources(tmp_path)] == ["rules.txt"]


def test_the_style_sheet_of_a_book_says_what_is_raised_struck_or_hidden() -> None:
    parsed = read_book(
        '<p>It holds 10<span class="c5">6</span> feet.</p><p class="gone">The old fee is two.</p>'
        '<p>The fee is <span class="void">six</span> five crowns.</p>',
        ".c5 { font-size: 0.7em; vertical-align: super } .gone{display:none}"
        ".void{text-decoration:line-through}",
    )
    assert quotable(parsed) == ["It holds 10⁶ feet.", "The fee is five crowns."]
    assert parsed.notes == ("rules.epub: 1 hidden and 1 struck passages left out",)


CONTENTS = "".join(f'<p><a href="c{n}.xhtml">Chapter {n}</a></p>' for n in range(5))


def test_contents_within_a_book_and_its_title_page_are_counted_and_not_quoted() -> None:
    assert read_book(CONTENTS).notes == ("rules.epub: 1 contents passage left out",)
    assert not read_book(f"<h1>Contents</h1>{CONTENTS}").blocks
    cover = read_book('<section epub:type="titlepage"><p>Rules of the hall</p></section>')
    assert cover.notes == ("rules.epub: 1 title-page passage left out",)


def test_a_chapter_with_many_links_is_no_table_of_contents() -> None:
    body = f"<p>Read these chapters in the order in which they stand, from the first.</p>{CONTENTS}"
    assert "Chapter 4" in read_book(body).text


def test_what_a_book_says_beside_its_contents_is_read() -> None:
    entries = "".join(
        f'<li><a href="c{at}.xhtml">{"How the light was kept in the winter " * 6}</a></li>'
        for at in range(12)
    )
    notice = (
        "Everybody may copy this book, and give it to others, as long as this stays in it. " * 2
    )
    parsed = read_book(f"<h1>Rules</h1><p>{notice}</p><ul>{entries}</ul>")
    assert quotable(parsed) == [notice.strip()]
    assert parsed.notes == ("rules.epub: 1 contents passage left out",)


def test_what_libreoffice_moves_from_its_line_is_raised_or_lowered() -> None:
    moved = ".{} {{ font-size: 0.58em; position: relative; top: {}em; vertical-align: baseline; }}"
    sheet = moved.format("span5", "-0.33") + moved.format("span4", "0.33") + moved.format("at", "0")
    body = (
        '10<span class="span5">6</span> H<span class="span4">2</span>O, <span class="at">5</span>'
    )
    assert quotable(read_book(f"<p>{body}</p>", sheet)) == ["10⁶ H₂O, 5"]
