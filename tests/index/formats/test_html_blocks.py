"""The kinds of blocks of an HTML tree, as generators of documentation write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from index.formats.canonical_text import Composition
from index.formats.html_blocks import compose
from index.formats.html_tree import merge_inline
from index.types import BlockKind
from tests.support.read_pages import headings, quotable, read_fragment
from tests.support.work import work_of


def parts(html: str) -> list[str]:
    parsed = read_fragment(html)
    (block,) = parsed.blocks
    return [parsed.text[start:end] for start, end in block.parts]


def test_a_list_has_what_is_nested_in_each_item() -> None:
    html = "<ul><li>One<ul><li>a</li><li>b<ol><li>deep</li></ol></li></ul></li><li>Two</li></ul>"
    assert parts(html) == ["- One\n  - a\n  - b\n    1. deep", "- Two"]


def test_an_item_keeps_its_paragraphs_and_its_code_apart() -> None:
    html = "<ol><li><p>Install it:</p><pre>pip install  x\n  --quiet</pre><p>Wait.</p></li><li>Run it.</li></ol>"
    assert parts(html) == ["1. Install it:\n  pip install  x\n    --quiet\n  Wait.", "2. Run it."]
    assert read_fragment(html).blocks[0].kind is BlockKind.STEPS


@pytest.mark.parametrize(
    ("attributes", "markers"),
    [("", "1. 2."), ('start="4"', "4. 5."), ('type="a"', "a. b."), ('type="I" start="4"', "IV. V."),
     ("reversed", "2. 1."), ('start="x"', "1. 2.")],
)  # fmt: skip
def test_the_markers_of_a_list_are_as_a_browser_shows_them(attributes: str, markers: str) -> None:
    found = parts(f"<ol {attributes}><li>Smelt</li><li>Hammer</li></ol>")
    assert " ".join(part.split()[0] for part in found) == markers


def test_a_list_of_sections_is_no_list() -> None:
    parsed = read_fragment("<ol><li><h3>Mining</h3><p>Go to the mine.</p></li></ol>")
    assert (headings(parsed), quotable(parsed)) == (["Mining"], ["Go to the mine."])


@pytest.mark.parametrize("within", ["<ul><li>", "<ol><li>", "<dl><dd>"])
@pytest.mark.parametrize("last", ["", "<h2>Mining</h2>"])
def test_lists_within_lists_take_work_as_there_is_of_them(within: str, last: str) -> None:
    few, many = (
        work_of(lambda n=n: read_fragment(within * n + "<li>a" * (20 * n) + last)) for n in (20, 80)
    )
    assert many <= 7 * few, "four times as many; were it squared, it would be 16"


@pytest.mark.parametrize(
    ("table", "headed"),
    [("<tr><th>Day</th><th>Hours</th></tr><tr><td>Monday</td><td>9</td></tr>", True),
     ("<thead><tr><td>Day</td><td>Hours</td></tr></thead><tbody><tr><td>Monday</td><td>9</td></tr></tbody>", True),
     ("<tr><th>Founded</th><td>1902</td></tr><tr><th>Closed</th><td>1978</td></tr>", False),
     ("<tr><td>Monday</td><td>9</td></tr><tr><td>Tuesday</td><td>10</td></tr>", False)],
)  # fmt: skip
def test_a_table_knows_whether_its_first_row_is_its_head(table: str, headed: bool) -> None:
    (block,) = read_fragment(f"<table>{table}</table>").blocks
    assert (block.kind, block.headed, len(block.parts)) == (BlockKind.TABLE, headed, 2)


def test_a_cell_that_covers_rows_or_columns_keeps_the_others_in_theirs() -> None:
    html = (
        "<table><tr><th>Day</th><th>Hall</th><th>Hours</th></tr>"
        '<tr><td rowspan="2">Monday</td><td>North</td><td>9</td></tr><tr><td>South</td><td>10</td></tr>'
        '<tr><td colspan="2">Tuesday</td><td>11</td></tr></table>'
    )
    assert parts(html)[1:] == [
        "| Monday | North | 9 |",
        "| Monday | South | 10 |",
        "| Tuesday |  | 11 |",
    ]


def test_a_caption_leads_in_to_its_table_and_a_table_of_layout_is_none() -> None:
    html = "<table><caption>Fees in crowns</caption><tr><th>Who</th><th>Fee</th></tr><tr><td>Adult</td><td>5</td></tr></table>"
    assert quotable(read_fragment(html)) == ["Fees in crowns", "| Who | Fee |\n| Adult | 5 |"]
    assert quotable(read_fragment("<table><tr><td><h2>A</h2><p>Text.</p></td></tr></table>")) == [
        "Text."
    ]
    assert quotable(read_fragment("<table></table><p>Text.</p>")) == ["Text."]


CODE = {
    "CommonMark": '<pre><code class="language-python">{}</code></pre>',
    "Sphinx": '<div class="highlight-python notranslate"><div class="highlight"><pre><span></span>{}</pre></div></div>',
    "Docusaurus": '<div class="language-python codeBlockContainer_x"><div><pre class="prism-code language-python">{}</pre><button>Copy</button></div></div>',
    "MkDocs": '<div class="language-python highlight"><pre><span></span><code>{}</code></pre></div>',
    "GitHub": '<div class="highlight highlight-source-python"><pre>{}</pre></div>',
    "pandoc": '<div class="sourceCode"><pre class="sourceCode python"><code class="sourceCode python">{}</code></pre></div>',
    "Hugo": '<pre><code class="language-python" data-lang="python">{}</code></pre>',
}


@pytest.mark.parametrize("generator", CODE)
def test_code_is_verbatim_and_its_language_known(generator: str) -> None:
    parsed = read_fragment(CODE[generator].format("def f(x):\n    return x\n"))
    (block,) = parsed.blocks
    assert (block.kind, block.language) == (BlockKind.CODE, "python")
    assert quotable(parsed) == ["def f(x):\n    return x"]


def test_line_numbers_are_no_code_and_lines_of_their_own_elements_are_lines() -> None:
    numbered = (
        '<table class="highlighttable"><tr><td class="linenos"><pre>1\n2</pre></td>'
        '<td class="code"><pre>a = 1\nb = 2</pre></td></tr></table>'
    )
    lines = "<pre><div>a = 1</div><div>b = 2</div></pre>"
    broken = "<pre>a = 1<br>b = 2</pre>"
    for html in (numbered, lines, broken):
        assert quotable(read_fragment(html)) == ["a = 1\nb = 2"]
    assert read_fragment('<pre class="literal-block">x</pre>').blocks[0].language == ""


ADMONITIONS = {
    "Sphinx": '<div class="admonition warning"><p class="admonition-title">Warning</p><p>{}</p></div>',
    "Docusaurus": '<div class="theme-admonition alert"><div class="admonitionHeading_x"><span></span>Warning</div><div class="admonitionContent_x"><p>{}</p></div></div>',
    "VitePress": '<div class="custom-block warning"><p class="custom-block-title">Warning</p><p>{}</p></div>',
    "GitHub": '<div class="markdown-alert"><p class="markdown-alert-title">Warning</p><p>{}</p></div>',
}


@pytest.mark.parametrize("generator", ADMONITIONS)
def test_the_title_of_an_admonition_stands_before_its_text(generator: str) -> None:
    parsed = read_fragment(ADMONITIONS[generator].format("The press is hot."))
    assert quotable(parsed) == ["Warning: The press is hot."]


def test_short_terms_are_a_list_and_long_ones_sections() -> None:
    short = "<dl><dt>port</dt><dt>p</dt><dd>The number.</dd><dt>host</dt><dd>The name.</dd></dl>"
    assert parts(short) == ["- port, p\n  The number.", "- host\n  The name."]
    long = '<dl class="py function"><dt class="sig">open(path)</dt><dd><p>Opens it.</p><pre>open("x")</pre></dd></dl>'
    parsed = read_fragment(long)
    assert (headings(parsed), quotable(parsed)) == (["open(path)"], ["Opens it.", 'open("x")'])


TAGS = ("a", "b", "code", "span", "p", "div", "ul", "ol", "li", "dl", "dt", "dd", "pre", "br",
        "table", "tr", "td", "h2", "blockquote")  # fmt: skip


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    content = st.lists(inner, min_size=1, max_size=4).map("".join)
    return st.builds(lambda tag, within: f"<{tag}>{within}</{tag}>", st.sampled_from(TAGS), content)


@given(st.lists(st.recursive(st.sampled_from(["one ", "two", " 3"]), nested), max_size=4))
def test_merging_inline_elements_changes_nothing(pieces: list[str]) -> None:
    source = f"<body>{''.join(pieces)}</body>"
    plain, merged = Composition(), Composition()
    compose(etree.fromstring(source), plain)
    root = etree.fromstring(source)
    merge_inline(root)
    compose(root, merged)
    assert merged.parsed() == plain.parsed()


def test_what_stands_in_a_list_without_being_an_item_is_read() -> None:
    assert parts("<ul><i>Bring a coat.</i><li>Bring food.</li></ul>") == [
        "- Bring a coat.",
        "- Bring food.",
    ]
