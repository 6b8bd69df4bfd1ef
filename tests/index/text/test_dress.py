"""What is shown of a source: all of its words, in order; what is left out is dress by its form."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.formats.canonical_text import Composition
from index.text.dress.grammar import FORMS
from index.text.dress.shown_line import DressStyle, LineKind, ShownLine
from index.text.dress.shown_text import dress_in, shown_lines, without_comments
from index.types import BlockKind, Document
from tests.support.factories import document
from tests.support.hostile_markdown import hostile_markdown, markdown_document

OFTEN = settings(
    max_examples=600, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip


def lines(text: str) -> tuple[ShownLine, ...]:
    return shown_lines(markdown_document(text), 0, len(text))


def words(text: str, source: Document | None = None) -> str:
    """What is seen of a Markdown text: a line for each line, cells between bars."""
    source = source or markdown_document(text)
    return "\n".join(said(line, source.text) for line in shown_lines(source, 0, len(source.text)))


def said(line: ShownLine, text: str) -> str:
    cells = ["".join(text[run.start : run.end] for run in cell) for cell in line.cells]
    return " | ".join(cells).replace("\n", " ").strip()


def styled(text: str, style: DressStyle) -> list[str]:
    return [
        text[run.start : run.end]
        for line in lines(text)
        for cell in line.cells
        for run in cell
        if style in run.style
    ]


# --- any text ----------------------------------------------------------------------------------


@given(hostile_markdown)
@OFTEN
def test_what_is_shown_of_any_markdown_stands_in_the_order_of_the_source(text: str) -> None:
    shown = [at for line in lines(text) for at in line.offsets()]
    assert shown == sorted(set(shown))


@given(hostile_markdown)
@OFTEN
def test_what_is_missing_of_any_markdown_is_white_space_or_dress(text: str) -> None:
    source = markdown_document(text)
    shown = {at for line in shown_lines(source, 0, len(text)) for at in line.offsets()}
    dress = [at for one in dress_in(source, 0, len(text)) for at in range(*one.stretch)]
    assert len(dress) == len(set(dress)), "nothing is dress twice"
    assert not shown & set(dress)
    missing = "".join(text[at] for at in range(len(text)) if at not in shown | set(dress))
    assert missing.strip() == ""


@given(hostile_markdown)
@OFTEN
def test_all_dress_has_the_form_that_is_stated_for_its_kind(text: str) -> None:
    source = markdown_document(text)
    for dress in dress_in(source, 0, len(text)):
        written = text[dress.start : dress.end]
        assert FORMS[dress.kind].fullmatch(written), (dress.kind, written)


@given(hostile_markdown, st.data())
@OFTEN
def test_a_part_of_any_markdown_shows_the_same_as_the_whole_does_there(
    text: str, data: st.DataObject
) -> None:
    source = markdown_document(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    whole = [at for line in shown_lines(source, 0, len(text)) for at in line.offsets()]
    part = [at for line in shown_lines(source, start, end) for at in line.offsets()]
    assert part == [at for at in whole if start <= at < end]


@given(st.text(alphabet="ab1.) -*_`[](){}<>#|\n\\~!&", max_size=80))
@OFTEN
def test_letters_without_any_markup_around_them_are_all_shown(text: str) -> None:
    plain = document(text or " ")
    assert words("", plain).split() == text.split()


def test_of_tabs_that_are_components_only_their_labels_are_seen() -> None:
    text = '<Tabs>\n<TabItem value="g" label="Gas" default>\n\nTurn it.\n\n</TabItem></Tabs>\n'
    source = markdown_document(text)
    seen = [
        "".join(text[at] for at in line.offsets()) for line in shown_lines(source, 0, len(text))
    ]
    assert seen == ["Gas", "Turn it."]


@pytest.mark.parametrize(
    "tag", ["<TabItem label='Gas'>", "<TabItem value=\"g\" label={'Gas'} default>",
            '<Tab title="Gas">', "<Tab name='Gas' icon=\"x\">"],
)  # fmt: skip
def test_the_label_of_a_tab_is_seen_however_its_tag_is_written(tag: str) -> None:
    assert words(f"<Tabs>\n{tag}\n\nTurn it.\n\n</TabItem>\n</Tabs>\n") == "Gas\nTurn it."


def test_long_hostile_texts_take_no_more_than_a_moment() -> None:
    for piece in ("[", "![", "<a ", "**a_", "`a``", "[a](", "<!--", "{{", "> ", "- ", "| a\n|-|\n"):
        assert lines(piece * 4_000) is not None


TARGETS = ['{{< ref "/lamp" >}}', '{{% relref "lamp" %}}', "{% link lamp.md %}", "{{ lamp.url }}"]


@pytest.mark.parametrize("target", TARGETS)
def test_a_link_whose_target_the_site_fills_in_is_shown_as_its_text(target: str) -> None:
    defined = f"  [keeper]: {target}\n  [the log]: log.md\n  [oil]: {target}\n"
    text = f"Ask the [keeper], or [read on][the log].\n\n{defined}\nIt burns [oil].\n"
    assert " ".join(words(text).split()) == "Ask the keeper, or read on. It burns oil."


# --- what a reader of the site sees ------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("Use **`pip`**, *not* __that__.", "Use pip, not that."),
        ("See [the *guide*](https://x.y/a_(b) 'T') and <https://z.y>.",
         "See the guide and https://z.y."),
        ("An ![image](a.png) and [![badge](b.svg)](https://x.y).", "An and ."),
        ("See [that][r] and [r], not [other].\n\n[r]: https://x.y",
         "See that and r, not [other]."),
        ("A [[Page|label]], a [[Page]], ![[embedded.png]].", "A label, a Page, ."),
        ('<span class="x">Hi</span> <kbd>Ctrl</kbd> <!-- not\nthis --> there.',
         "Hi Ctrl there."),
        ("Run `quoth ask <name>` or quoth <name>.", "Run quoth ask <name> or quoth <name>."),
        ("<Tabs items={['a']}>\nInside.\n</Tabs>", "Inside."),
        ("5 * 3 * 2, snake_case_name, a ~ b, C:\\dir, 50% off & more",
         "5 * 3 * 2, snake_case_name, a ~ b, C:\\dir, 50% off & more"),
        ("A \\* star and a &amp; sign.", "A * star and a &amp; sign."),
        ("## Is there parking? { #parking }\n\nYes.", "Is there parking?\nYes."),
        ("Title\n=====\n\nText.", "Title\nText."),
        ('!!! note "Mind this"\n    It breaks.', "Mind this\nIt breaks."),
        ("!!! warning\n    It breaks.", "It breaks."),
        ('!!!note "Mind this"\n    It breaks.\n\n???tip\n    Oil it.',
         "Mind this\nIt breaks.\nOil it."),
        ("::: tip Good to know\nIt works.\n:::", "Good to know\nIt works."),
        (":::note[Mind]\nIt works.\n:::", "Mind\nIt works."),
        ("::: fastapi.FastAPI\n\nText.", "Text."),
        ("/// note | Title\n\nText.\n\n///", "Title\nText."),
        ('=== "Linux"\n\n    Do it.', "Linux\nDo it."),
        ("> [!WARNING]\n> It breaks.\n> Really.", "It breaks. Really."),
        ("{* ../../docs_src/a.py hl[1] *}\n\nText.", "Text."),
        ('--8<-- "a.md"\n\n[TOC]\n\nText{% if x %} here{% endif %}.', "Text here."),
        ("import Tabs from '@theme/Tabs';\n\nText.", "Text."),
        ("```{note} x\nProse *here*.\n```", "x\nProse here."),
        ("Wrapped\nlines are one,  \nbroken ones\\\nare not.",
         "Wrapped lines are one,\nbroken ones\nare not."),
        ("Text.[^1]\n\n[^1]: A note.", "Text.\nA note."),
        ("Text.\n\n[^1]: A note.\n[^2]: Another\n    note.", "Text.\nA note.\nAnother note."),
        ("8. Move it.\n!!! note\n    Keep it.\n9. Light it.", "Move it.\nKeep it.\nLight it."),
        ("!!! note\n    Keep it,\n    if you can.\nLight it.", "Keep it, if you can.\nLight it."),
        ("- One\n\n      !!! note\n          Keep it.\n      Light it.",
         "One\nKeep it.\nLight it."),
        ("Run:\n\n    pip *x*\n      <b>y</b>\n\n    z = `1`\n\nDone.",
         "Run:\npip *x*\n<b>y</b>\n\nz = `1`\nDone."),
        ("- One:\n\n      a *b* = 1\n\n      c\n\n  Two.", "One:\na *b* = 1\n\nc\nTwo."),
        ('<pre><code class="language-js">a = *1*;\n\n<b>c</b> \\<i></code></pre>\n\nText.',
         "a = *1*;\n\nc <i>\nText."),
        ("{% highlight c %}\nint *a, *b;\n{% endhighlight %}", "int *a, *b;"),
        ("<table>\n<tr><th>A</th><th>B</th></tr>\n<tr>\n  <td>1</td>\n  <td>2</td>\n</table>",
         "A | B\n1 | 2"),
        ("<ol>\n<li>Open.</li>\n<li>Close.</li></ol>", "Open.\nClose."),
        ('See [this]({{< ref "a b.md" >}}) and [that]({% link c.md %}).', "See this and that."),
        ("A ==marked== part, a==b and c==d. ++ctrl+c++ in C++ and D++.",
         "A marked part, a==b and c==d. ctrl+c in C++ and D++."),
        ("Some *emph*{: .x} text.", "Some emph text."),
        ('[a shop](x){:target="_blank"}{:rel="noopener"}.', "a shop."),
        ('<img\nsrc="x" style={{width: "9px"}}\n/>A lamp burns.', "A lamp burns."),
        ("Quoted here. ^abc123", "Quoted here."),
        ("- :material-x:{ .lg } Fast `x`{.py}", "Fast x"),
        ("- [x] Done :material-check:", "[x] Done"),
        ("Press :material-ps:/:simple-deck:{ .lg } + :fontawesome-solid-up: or :octicons-x-16:.",
         "Press ps/deck + up or x."),
        ("Click the :material-cog: **Settings**, or :material-cog: More. :material-x: It opens.",
         "Click the Settings, or More. It opens."),
        ("| A | B |\n|--|--|\n| Oil | :material-check:{ .ok } |\n| :simple-x: Gas | :simple-x: |",
         "A | B\nOil | check\nGas | x"),
        ("Open the {% icon fa-cogs %} **Settings** tab.", "Open the Settings tab."),
        ("{% callout warning %}\nKeep it dry.", "Keep it dry."),
        ("Press <b> </b> `a  b`.", "Press a  b."),
        ("Run `` `pwd` `` and ` a`.", "Run `pwd` and  a."),
        ("Frame it:\n\n```fiddle docs/frame\n\n```\n\nDone.", "Frame it:\nDone."),
        ("```js\na // [!code ++]\n// highlight-next-line\nb // [!code\n```", "a\nb // [!code"),
        ("```html\n  <!-- highlight-start -->\n  <b>\n```", "<b>"),
        ("I^2^C, CO~2~, 10^6^ and 1^st^; x^2 + y^2, ~/a~/b, a ~ b ~.",
         "I^2C, CO2, 10^6 and 1st; x^2 + y^2, ~/a~/b, a ~ b ~."),
        ("H<sub>2</sub>O, 1<sup>st</sup>, m<sup>2</sup>.", "H2O, 1st, m2."),
        ("| A | B |\n|--|--|\n| `x|y` or `||` | z |\n| a | `b | c` <br>d|",
         "A | B\nx|y or || | z\na | b | c d"),
        ("| A | B | C |\n|--|--|--|\n| ` | b | ` |", "A | B | C\n` | b | `"),
        ("<b-note>\n\nMind it.\n\n</b-note>\n\nRun it on\n\n<host-name>",
         "Mind it.\nRun it on\n<host-name>"),
        ('[Ida <img src="x">](y), or ![z](w).', "Ida, or ."),
        ("See [Ida ![out](x)](y) and `a` ![b](c) `.d`. Ask [her :octicons-link-16:](z)",
         "See Ida and a .d. Ask her"),
        ("- #### [Oil](x)\n  It burns.\n1. ## Light it\n\n   Wait.\n- #\n- #1",
         "Oil\nIt burns.\nLight it\nWait.\n#\n#1"),
        ("It is safe.&#x20;\nEat 25&nbsp;g.&nbsp;", "It is safe. Eat 25&nbsp;g."),
    ],
)  # fmt: skip
def test_markup_is_not_shown(source: str, seen: str) -> None:
    assert words(source) == seen


@pytest.mark.parametrize(
    ("source", "style", "runs"),
    [
        ("a **b *c* d** e", DressStyle.BOLD, ["b ", "c", " d"]),
        ("a **b *c* d** e", DressStyle.ITALIC, ["c"]),
        ("***a***", DressStyle.BOLD | DressStyle.ITALIC, ["a"]),
        ("a ~~b~~ <del>c</del> <s>d</s>", DressStyle.STRUCK, ["b", "c", "d"]),
        ("a `b` ``c ` d``", DressStyle.CODE, ["b", "c ` d"]),
        ("[a](b) [[c]]", DressStyle.LINK, ["a", "c"]),
        ("# a", DressStyle.HEADING, ["a"]),
        ("2 * 3 * 4 and a_b_c", DressStyle.ITALIC, []),
        ("`**a**`", DressStyle.BOLD, []),
    ],
)
def test_styles_are_those_of_the_source(source: str, style: DressStyle, runs: list[str]) -> None:
    assert styled(source, style) == runs


def test_steps_keep_their_numbers_and_their_code() -> None:
    code = "    ```sh\n    pip install x\n      y\n    ```\n"
    text = f"1. Install it:\n\n{code}\n1. Run it.\n   - once\n"
    shown = lines(text)
    assert [(line.kind, line.number, line.depth) for line in shown] == [
        (LineKind.ITEM, 1, 0), (LineKind.CODE, None, 1), (LineKind.CODE, None, 1),
        (LineKind.ITEM, 2, 0), (LineKind.ITEM, None, 1),
    ]  # fmt: skip
    assert [said(line, text) for line in shown][1:3] == ["pip install x", "y"]
    assert shown[1].language == "sh"
    assert text[shown[2].start : shown[2].end] == "  y"


def test_the_title_of_a_component_is_seen_unless_the_component_has_no_text() -> None:
    text = '<Aside type="tip" title="Watch out!">\nIt is hot.\n</Aside>\n\n<Card title="A" />\n'
    assert words(text) == "Watch out!\nIt is hot."


@pytest.mark.parametrize(
    ("info", "title"),
    [
        ('js title="src/__init__.py" {2}', "src/__init__.py"),
        ("sh title='Change *it*'", "Change *it*"),
        ('go {filename="a.go"}', "a.go"),
        ('js data-title="x"', ""),
        ('js title=""', ""),
    ],
)
def test_the_title_of_code_is_seen_above_it_as_it_is_written(info: str, title: str) -> None:
    text = f"1. Write it:\n\n   ```{info}\n   a\n   ```\n\n2. Run it.\n"
    assert words(text).split("\n") == ["Write it:", *filter(None, [title]), "a", "Run it."]
    assert styled(text, DressStyle.HEADING) == [title] * bool(title)


def test_code_keeps_its_own_indentation_and_blank_lines() -> None:
    text = "```\nif x:\n\n    y\n```"
    kept = [text[line.start : line.end] for line in lines(text)]
    assert kept == ["if x:", "", "    y"]


def test_a_table_of_html_is_rows_of_cells_with_its_head_first() -> None:
    text = "<table><tr><th>A</th><th>B</th></tr><tr><td>1<br>2</td><td><b>c</b></td></tr></table>"
    shown = lines(text)
    assert [(line.kind, line.head, len(line.cells)) for line in shown] == [
        (LineKind.ROW, True, 2), (LineKind.ROW, False, 2),
    ]  # fmt: skip
    assert [run.spaced for run in shown[1].cells[0]] == [False, True]


def test_a_line_break_in_a_cell_is_a_space() -> None:
    (_, row) = lines("| A | B |\n|---|---|\n| one<br>two | c |\n")
    assert [run.spaced for run in row.cells[0]] == [False, True]


@pytest.mark.parametrize("power", ["2<sup>16</sup>", "(x+1)<sup>-2</sup>", "in 1867<sup>3</sup>"])
def test_a_power_keeps_its_tags_so_that_no_other_number_is_read(power: str) -> None:
    assert words(f"It is {power}.") == f"It is {power}."


def test_comments_are_blank_for_whoever_reads_a_stretch_and_code_keeps_them() -> None:
    text = "- The port.<!-- It is 51820. -->\n\n    <!-- kept -->\n\nSee `<!-- this -->`.\n"
    source = markdown_document(text)
    read = without_comments(source, 2, len(text))
    assert len(read) == len(text) - 2
    assert "51820" not in read
    assert read.count("<!-- this -->") == 1


def test_items_of_html_have_their_numbers() -> None:
    shown = lines("<ol><li>Open.</li><li>Close.<ul><li>Softly</li></ul></li></ol>")
    assert [(line.kind, line.number, line.depth) for line in shown] == [
        (LineKind.ITEM, 1, 0), (LineKind.ITEM, 2, 0), (LineKind.ITEM, None, 1),
    ]  # fmt: skip


def test_code_without_fences_is_code() -> None:
    shown = lines("Run:\n\n\tmake *all*\n\n<pre>\na  b\n</pre>\n\n- Or:\n\n      c  d\n")
    assert [line.kind for line in shown] == [
        LineKind.PROSE, LineKind.CODE, LineKind.CODE, LineKind.ITEM, LineKind.CODE,
    ]  # fmt: skip


def test_a_table_is_rows_of_cells_with_its_head_first() -> None:
    shown = lines("| A | B |\n|---|---|\n| `x|` | **y** \\| z |\n")
    assert [(line.kind, line.head) for line in shown] == [
        (LineKind.ROW, True),
        (LineKind.ROW, False),
    ]


def test_a_list_within_a_block_quote_is_a_list() -> None:
    shown = lines("> Read:\n>\n> - one\n> - two\n")
    assert [(line.kind, line.quoted) for line in shown] == [
        (LineKind.PROSE, 1), (LineKind.ITEM, 1), (LineKind.ITEM, 1),
    ]  # fmt: skip


def test_a_block_quote_within_an_item_is_one_however_far_the_item_is_indented() -> None:
    text = "1.  Open it:\n\n    > [!NOTE]\n    > Mind\n    > this.\n\n    - a\n\n        > b\n"
    assert words(text) == "Open it:\nMind this.\na\nb"
    assert [line.quoted for line in lines(text)] == [0, 1, 0, 1]


def test_a_list_goes_on_with_its_numbers_below_a_block_quote_in_an_item() -> None:
    text = "1. Open it.\n\n   > Mind this.\n\n   Look.\n\n1. Close it.\n\n> End.\n\n1. Anew.\n"
    assert [(line.number, line.depth, line.quoted) for line in lines(text)] == [
        (1, 0, 0), (None, 0, 1), (None, 1, 0), (2, 0, 0), (None, 0, 1), (1, 0, 0),
    ]  # fmt: skip


@pytest.mark.parametrize("opening", ['=== "Oil"', "!!! note", '??? tip "Mind"'])
def test_a_block_quote_within_a_tab_or_an_admonition_is_one_with_its_list(opening: str) -> None:
    text = f"{opening}\n\n    Read.\n\n    > Mind\n    > this:\n    >\n    > - one\n\n    End.\n"
    assert words(text).endswith("Read.\nMind this:\none\nEnd.")
    assert [(line.kind, line.quoted) for line in lines(text)][-4:] == [
        (LineKind.PROSE, 0), (LineKind.PROSE, 1), (LineKind.ITEM, 1), (LineKind.PROSE, 0),
    ]  # fmt: skip


def test_an_angle_far_to_the_right_within_a_paragraph_begins_no_block_quote() -> None:
    assert words("Height\n    > depth.\n") == "Height > depth."


def test_code_that_begins_with_an_angle_is_no_block_quote() -> None:
    text = "1. Run it:\n\n        > npm install\n\nOr:\n\n    > npm add\n"
    assert [said(line, text) for line in lines(text)] == [
        "Run it:", "> npm install", "Or:", "> npm add",
    ]  # fmt: skip


def test_a_sentence_from_within_an_item_is_prose() -> None:
    source = markdown_document("- First here. Then there.\n")
    (line,) = shown_lines(source, 14, 25)
    assert (line.kind, said(line, source.text)) == (LineKind.PROSE, "Then there.")


# --- texts without markup ----------------------------------------------------------------------


def composed() -> Document:
    text = Composition()
    text.paragraph("Do *this*:")
    text.items([(0, "1.", "open it"), (1, "-", "slowly"), (0, "3.", "close it")])
    text.rows([["Name", "Value"], ["a", "1 | 2"]])
    text.verbatim("x = 1\n\ny = `2`", "python")
    read = text.parsed()
    return document(read.text, blocks=read.blocks, landmarks=read.landmarks, markup=read.markup)


def test_a_text_without_markup_is_shown_literally() -> None:
    source = composed()
    assert words("", source).split("\n")[0] == "Do *this*:"


def test_lists_tables_and_code_of_other_formats_are_known_by_their_blocks() -> None:
    source = composed()
    shown = shown_lines(source, 0, len(source.text))
    kinds = [line.kind for line in shown]
    assert kinds == [
        LineKind.PROSE, *[LineKind.ITEM] * 3, *[LineKind.ROW] * 2, *[LineKind.CODE] * 3,
    ]  # fmt: skip
    assert [(line.number, line.depth) for line in shown[1:4]] == [(1, 0), (None, 1), (3, 0)]
    assert [line.head for line in shown[4:6]] == [True, False]
    assert {line.language for line in shown[6:]} == {"python"}
    assert source.blocks[1].kind is BlockKind.STEPS
