"""References such as ``&nbsp;`` in Markdown: written as the characters that readers see."""

from __future__ import annotations

import json
import re

import lxml.html
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from index.formats.json_lines import read as read_json_lines
from index.formats.markdown import read
from index.text.dress.shown_text import shown_lines
from index.text.markdown.character_references import written_out
from index.text.markdown_outline import outline_of_markdown
from tests.support.factories import document
from tests.support.pieces import made_of

PIECES = [
    "word", "A sentence. ", " ", "\n", "\n\n", "- ", "1", "2. ", "> ", "# ", "| a | b |\n|--|--|\n",
    "&amp;", "&lt;", "&gt;", "&nbsp;", "&mdash;", "&quot;", "&#39;", "&#42;", "&#x5F;", "&#124;",
    "&#91;", "&#93;", "&lpar;", "&rpar;", "&num;", "&#45;", "&plus;", "&period;", "&excl;",
    "&bsol;", "&#96;", "&lbrace;", "&rbrace;", "&#126;", "&equals;", "&colon;", "&copy;", "&notit;",
    "&nope;", "&", "amp;", "lt;", "#42;", "*", "_", "`c` ", "[", "](x)", "<", ">", "b>", "\\",
    "&#0;", "&#13;", "x&Eacute;y", "z&zwnj;z", "**b** ", "(*i*",
]  # fmt: skip
referring = made_of(PIECES, min_size=1, max_size=16)
SPACE = re.compile(r"(?<=>)\s+|\s+(?=<)|[\r\u00a0]")
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def seen(text: str) -> str:
    """Return what a reader sees of a Markdown file, a line for each line, cells between bars."""
    (parsed,) = read(text.encode(), "a.md")
    source = document(parsed.text, blocks=parsed.blocks, markup=parsed.markup)
    lines = shown_lines(source, 0, len(source.text))
    said = (
        " | ".join("".join(source.text[run.start : run.end] for run in cell) for cell in line.cells)
        for line in lines
    )
    return "\n".join(line.replace("\n", " ").strip() for line in said)


def rendered(text: str) -> str:
    """Return the HTML of Markdown as a browser understands it: in HTML, "&" is "&amp;" too."""
    html = SPACE.sub("", PARSER.render(text))
    parsed = lxml.html.fragment_fromstring(html, create_parent=True)
    return SPACE.sub("", lxml.html.tostring(parsed, encoding="unicode"))


def test_a_backtick_that_opens_nothing_makes_no_code_of_the_rows_and_items_below_it() -> None:
    text = "A | B\n--|--\none ``x` | two\nthree | &mdash; `four`\n\n- ``x`\n- &mdash; `y`\n"
    assert written_out(text) == text.replace("&mdash;", "—")


@given(referring)
@example("<b>\n&amp;")
@example("\\`c` | a | b |\n|--|--|\n&#96;")
@example("\\`c` | a | b |\n|--|--|\n&amp;`c` ")
@settings(max_examples=300, deadline=None)
def test_markdown_means_the_same_with_its_references_written_out(text: str) -> None:
    assert rendered(written_out(text)) == rendered(text)


@given(st.text(max_size=60).filter(lambda text: "&" not in text))
def test_a_text_without_references_stays_as_it_is(text: str) -> None:
    assert written_out(text) == text


@given(referring)
def test_a_text_is_written_out_whole_at_once(text: str) -> None:
    once = written_out(text)
    assert written_out(once) == once


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Upload 25&nbsp;MB &mdash; no more.", "Upload 25\u00a0MB — no more."),
        ("Tom &amp; Jerry&#8217;s R&amp;D, &copy;&#x2009;2024.", "Tom & Jerry’s R&D, ©\u20092024."),
        ("Write &lt;name&gt;, if a &lt; b.", "Write <name>, if a < b."),
        ("Use 5 &#42; 3 &#42; 2.", "Use 5 * 3 * 2."),
        ("Write &#123;&#123; user &#125;&#125;.", "Write {{ user }}."),
        ("Write `&nbsp;` for a space, as &amp;nbsp;.", "Write &nbsp; for a space, as &nbsp;."),
        ("Write \\&amp; here.", "Write &amp; here."),
        ("| Sign | Is |\n|---|---|\n| a &#124; b | &nbsp; |\n| &le; | less |",
         "Sign | Is\na | b |\n≤ | less"),
        ("&nbsp;&nbsp;- Not an item.&nbsp;&nbsp;", "- Not an item."),
        ("<kbd>&larr;</kbd> is [back &amp; forth](http://a.b?x=1&amp;y=2).", "← is back & forth."),
        ("**Note:&nbsp;** It&nbsp;**breaks**.", "Note: It\u00a0breaks."),
        ("1&#46; It opens.", "1. It opens."),
        ("An &unknown; one and &copy without its end.",
         "An &unknown; one and &copy without its end."),
        ("Unseen &#x202e; and &#0; stay.", "Unseen &#x202e; and &#0; stay."),
        ("&lt;h2&gt; is a heading, &lt;/h2&gt; ends it.", "<h2> is a heading, </h2> ends it."),
    ],
)  # fmt: skip
def test_a_reference_is_shown_as_its_character(source: str, shown: str) -> None:
    assert seen(source) == shown


def test_references_in_code_are_shown_as_they_are() -> None:
    text = "Text &lt; here.\n\n```html\na &lt; b\n```\n\nThen:\n\n    b = c[0] &amp; 1\n"
    assert seen(text) == "Text < here.\na &lt; b\nThen:\nb = c[0] &amp; 1"


def test_references_in_indented_prose_are_written_out() -> None:
    text = '!!! note "R&amp;D"\n\n    It takes 5&nbsp;minutes, and no more.\n'
    assert seen(text) == "R&D\nIt takes 5\u00a0minutes, and no more."


def test_nothing_is_written_out_in_a_comment_that_is_opened_twice() -> None:
    text = "<!-- x --&gt; hidden <!-- y &lt; --> R&amp;D"
    assert written_out(text) == "<!-- x --&gt; hidden <!-- y &lt; --> R&D"


def test_many_openings_of_comments_and_code_take_no_more_than_a_moment() -> None:
    opened = "<!-- a <pre> b " * 50_000
    assert written_out(f"{opened} R&amp;D") == f"{opened} R&D"


def test_a_heading_of_html_that_is_written_out_is_none() -> None:
    text = written_out("Write &lt;h2&gt;Title&lt;/h2&gt; here.\n\n&lt;!-- not hidden --&gt;\n")
    assert outline_of_markdown(text).landmarks == ()
    assert "not hidden" in seen(text)


def test_markdown_in_json_lines_is_written_out_too() -> None:
    line = json.dumps({"text": "It has 25&nbsp;MB.", "format": "markdown"})
    assert [parsed.text for parsed in read_json_lines(line.encode(), "a")] == ["It has 25\u00a0MB."]


def test_many_references_on_one_line_take_no_more_than_a_moment() -> None:
    assert written_out("a&amp;" * 100_000) == "a&" * 100_000
