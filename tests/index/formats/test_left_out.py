"""Nothing is lost without a word: what a reader leaves out is counted; the rest is all there."""

from __future__ import annotations

import io
import itertools
import json
import re
import zipfile
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from index.formats import json_lines, markdown, plain_text, rst
from index.formats.canonical_text import Composition
from index.formats.docx_left_out import parts_left_out
from index.formats.epub import read as read_epub
from index.formats.html_blocks import open_up, write_out
from index.formats.pdf_doubles import without_doubles
from index.formats.pdf_letters import Glyph
from tests.support.pdf_reading import parsed_pdf, quotable
from tests.support.pdf_writer import PdfPage, pdf
from tests.support.read_pages import read_article

READ = (
    "p", "div", "section", "blockquote", "pre", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr",
    "td", "th", "tbody", "caption", "figure", "b", "a", "h2", "details", "summary", "aside",
    "address", "span", "article", "header",
)  # fmt: skip


def written(body: str) -> tuple[str, Counter[str]]:
    """Write out XHTML, in which anything can stand anywhere, and count what was left out."""
    root, text = etree.fromstring(f"<body>{body}</body>"), Composition()
    left_out = open_up(root) + write_out(root, text)
    return text.text, left_out


TREES = st.recursive(
    st.just("word"),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{' '.join(parts)}</{tag}>",
        st.sampled_from(READ),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


@given(TREES)
@settings(max_examples=60)
@example("<ul>word<li>word</li>word</ul>")
@example("<table>word<tr>word<th>word</th>word<td>word</td></tr><td>word</td></table>")
@example("<dl>word<dt>word</dt><dd>word</dd><div>word<dt>word</dt><dd>word</dd></div></dl>")
def test_every_word_of_a_chapter_is_in_its_text(tree: str) -> None:
    count = itertools.count()
    tree = re.sub("word", lambda _: f"word{next(count)}", tree)
    text, left_out = written(tree)
    assert set(re.findall(r"word\d+", tree)) == set(re.findall(r"word\d+", text)), text
    assert not +left_out


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("<figure><img/><figcaption>The hall.</figcaption></figure>", "captions of pictures"),
        ("<nav><a>Up</a></nav>", "menus"),
        ("<form>Your name</form>", "forms"),
        ("<svg><text>North</text></svg>", "drawings with words"),
        ("<object>A plan.</object>", "embedded files"),
        ("<video/>", "videos"),
        ("<audio/>", "recordings"),
        ("<iframe/>", "embedded pages"),
    ],
)
def test_a_part_that_is_not_read_is_counted_by_its_kind(part: str, kind: str) -> None:
    text, left_out = written(f"<p>Before.</p>{part}<p>After.</p>")
    assert text.split() == ["Before.", "After."]
    assert left_out == {kind: 1}


def test_a_web_page_says_so_in_one_line() -> None:
    parsed = read_article(
        "<figure><img src='a.png'><figcaption>The hall from the west.</figcaption></figure>"
        "<p>It has <s>ten</s> twelve rooms.</p><iframe src='/film'></iframe>"
    )
    assert parsed.notes == (
        "page.html: 1 struck passage left out",
        "page.html: left out captions of pictures (1), embedded pages (1)",
    )


def test_a_caption_around_its_table_breaks_nothing() -> None:
    text, left_out = written(
        "<figure><figcaption>Fees <table><tr><td>5</td></tr></table></figcaption></figure>"
    )
    assert (text, left_out) == ("", {"captions of pictures": 1})


def test_an_equation_of_which_nothing_can_be_written_is_a_hole() -> None:
    assert written("<p>So <math>alpha</math> holds.</p>")[0].strip() == "So \ufffd holds."


def test_a_book_counts_the_pages_that_it_does_not_put_into_order() -> None:
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'
    kinds = {"a": "application/xhtml+xml", "b": "application/xhtml+xml", "c": "image/svg+xml",
             "d": "application/xhtml+xml", "nav": "application/xhtml+xml"}  # fmt: skip
    items = "".join(
        f'<item id="{name}" href="{name}.x" media-type="{kind}"'
        f"{' properties=' + chr(34) + 'nav' + chr(34) if name == 'nav' else ''}/>"
        for name, kind in kinds.items()
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="content.opf"/></rootfiles></container>',
        )
        made.writestr(
            "content.opf",
            f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest><spine>'
            '<itemref idref="a"/><itemref idref="c"/><itemref idref="d"/><itemref idref="gone"/>'
            "</spine></package>",
        )
        made.writestr("a.x", page.format("<p>Read.</p>"))
        made.writestr("b.x", page.format("<p>Nobody gets here.</p>"))
        made.writestr("d.x", page.format("<img src='plan.png'/>"))
        made.writestr("nav.x", page.format("<p>Contents</p>"))
    (parsed,) = read_epub(data.getvalue(), "rules.epub")
    assert parsed.notes == (
        (
            "rules.epub: left out chapters that the book lacks (1), "
            "pages of pictures (2), pages outside the reading order (1)"
        ),
    )


def test_a_word_document_counts_its_headers_comments_and_diagrams() -> None:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    part = f'<w:x xmlns:w="{word}">{{}}</w:x>'
    words = "<w:p><w:r><w:t>Draft</w:t></w:r></w:p>"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr("word/header1.xml", part.format(words))
        made.writestr("word/footer1.xml", part.format(words.replace("Draft", "3")))
        made.writestr("word/comments.xml", part.format(f"<w:comment>{words}</w:comment>" * 2))
        made.writestr("word/diagrams/data1.xml", "<d xmlns:a='a'><a:t>Hall</a:t></d>")
        made.writestr("word/charts/chart1.xml", "<c><v>Guests</v></c>")
    body = etree.fromstring(f'<w:body xmlns:w="{word}"><w:altChunk/></w:body>')
    found = parts_left_out(zipfile.ZipFile(data), "fees.docx", body)
    assert +found == {
        "headers and footers": 1, "comments": 2, "diagrams": 1, "charts": 1,
        "embedded documents": 1,
    }  # fmt: skip


RST = """\
Fees
====

.. figure:: hall.png

   The hall.

.. include:: other.rst

.. literalinclude:: tool.py

.. csv-table::
   :file: fees.csv

.. raw:: html

   <p>Raw.</p>

.. automodule:: tool

.. mermaid::

   graph TD

.. list-table::

   * - one
     - two
   * - three

+----+----+
| five | crowns |
+----+----+
"""


def test_restructured_text_counts_what_stands_elsewhere_and_what_docutils_cannot_read() -> None:
    (parsed,) = rst.read(RST.encode(), "fees.rst")
    assert parsed.notes == (
        (
            "fees.rst: left out captions of pictures (1), diagrams (1), "
            "documentation made from code (1), faulty directives (1), included files (3), "
            "malformed tables, read as they are written (1), raw passages (1)"
        ),
    )
    assert "| five | crowns |" in parsed.text


def test_every_block_of_an_item_of_restructured_text_is_a_line_of_it() -> None:
    source = (
        "* Pay.\n\n  .. note:: In cash.\n\n  crown\n    A coin.\n\n    .. code:: sh\n\n"
        "       pay  5\n\n  ==== ====\n  hall five\n  ==== ====\n"
    )
    (parsed,) = rst.read(source.encode(), "fees.rst")
    lines = ["- Pay.", "  Note:", "  In cash.", "  crown", "  A coin.", "  pay  5", "  hall five"]
    assert parsed.text.strip().split("\n") == lines


def test_a_pdf_counts_the_remarks_on_its_pages() -> None:
    page = PdfPage().text(60, 700, "The hall has twelve rooms.").remark("Is this so?").remark("")
    assert parsed_pdf(pdf(page)).notes == ("x.pdf: left out remarks on pages (1)",)


def test_letters_that_are_printed_twice_for_bold_type_are_read_once() -> None:
    page = PdfPage().text(60, 700, "The hall of the bells has twelve rooms.")
    page.text(60.3, 700, "The hall of the bells has twelve rooms.")
    page.text(60, 680, "All of them face the sea.").text(60.4, 679.6, "All of them face the sea.")
    expected = "The hall of the bells has twelve rooms. All of them face the sea."
    assert " ".join(quotable(parsed_pdf(pdf(page))).split()) == expected


def test_parts_of_ligatures_and_narrow_letters_side_by_side_are_no_doubles() -> None:
    parts = [
        ("i", 10.0),
        ("f", 10.9),
        ("i", 10.9),
        ("f", 20.0),
        ("f", 20.0),
        ("l", 30.0),
        ("l", 32.3),
    ]
    letters = [Glyph(text, left, left + 2, 100, 10, bold=False) for text, left in parts]
    shadow = [letter._replace(left=letter.left + 0.3) for letter in letters]
    assert list(without_doubles(letters)) == letters
    assert list(without_doubles([*letters, *shadow])) == letters


def test_a_plain_text_counts_its_running_heads_and_contents() -> None:
    page = "\n\nThe hall opens at eight.\n\nThe Town Handbook          {}\n\n"
    contents = "The hall ........ 3\nThe fees ........ 5\n\n"
    text = contents + "".join(page.format(number) for number in range(1, 5))
    (parsed,) = plain_text.read(text.encode(), "handbook.txt")
    assert parsed.notes == ("handbook.txt: left out running heads (4), tables of contents (1)",)


def test_markdown_counts_its_struck_and_hidden_passages() -> None:
    text = "Pay ~~four~~ five, <del>in cash</del>.\n\n<div hidden>Draft.</div>\n\n`~~code~~`\n"
    (parsed,) = markdown.read(text.encode(), "fees.md")
    assert parsed.notes == ("fees.md: 1 hidden and 2 struck passages left out",)


def test_lines_of_json_say_what_their_markdown_takes_from_elsewhere() -> None:
    text = "The hall opens at eight.\n\n--8<-- 'fees.md'\n"
    line = json.dumps({"text": text, "format": "markdown"})
    (parsed,) = json_lines.read(line.encode(), "pages.jsonl")
    assert len(parsed.notes) == 1
    assert "are not read" in parsed.notes[0]
