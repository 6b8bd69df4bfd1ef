"""A quote as Discord draws it: every character is the source's, and nothing of it is active.

``seen`` models Discord's client, and does not use the code that writes.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.render.drawable_styles import drawable
from bot.render.quote_line import NOWHERE, Emphasis, Glyph, QuoteLine
from bot.render.quote_markup import APART, read_lines, seen_of, written
from bot.render.quote_setting import quote_lines
from bot.render.quote_table import TABLE_COLUMNS
from index.formats.canonical_text import Composition
from index.text.dress.shown_text import shown_lines
from index.types import Document
from tests.support.discord_markdown import received, seen
from tests.support.factories import document
from tests.support.hostile_markdown import hostile_markdown, markdown_document
from tests.support.strategies import any_text
from tests.support.visible_text import inked

OFTEN = settings(
    max_examples=500, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
UNMARKED = Emphasis()
KINDS = {
    "bold": "bold", "underline": "underlined", "italic": "italic", "strike": "struck",
}  # fmt: skip


def drawn(source: Document, emphasis: Emphasis = UNMARKED) -> list[QuoteLine]:
    return quote_lines(source.text, shown_lines(source, 0, len(source.text)), emphasis)


def markup_of(text: str, emphasis: Emphasis = UNMARKED) -> str:
    return written(drawn(markdown_document(text), emphasis))


def test_a_line_that_ends_with_a_blank_is_followed_by_one_space() -> None:
    assert markup_of("Use a key \nof iron") == markup_of("Use a key\nof iron")


def with_style(lines: list[QuoteLine], style: str) -> str:
    glyphs = [glyph for line in lines for glyph in line.glyphs if line.fence is None]
    return inked("".join(glyph.character for glyph in glyphs if getattr(glyph, style)))


@st.composite
def sources(draw: st.DrawFn) -> tuple[Document, Emphasis]:
    """A document of hostile Markdown or plain text, and what is marked of it."""
    if draw(st.booleans()):
        source = markdown_document(draw(hostile_markdown))
    else:
        source = document(draw(any_text.filter(bool)))
    last = len(source.text)
    start = draw(st.integers(0, last))
    end = draw(st.integers(start, last))
    first = draw(st.integers(start, end))
    bold = draw(st.sampled_from([None, NOWHERE, (start, end)]))
    return source, Emphasis(bold, (first, draw(st.integers(first, end))))


# --- any source --------------------------------------------------------------------------


@given(sources())
@example((document("\u202e"), Emphasis()))
@example((document("a\n\nb"), Emphasis((0, 4))))
@example((document("*a*"), Emphasis((0, 3), (0, 1))))
@example((document("\\"), Emphasis((0, 1))))
@example((document("_a_ _b_"), Emphasis((0, 7), (1, 2))))
@example((document("__a__"), Emphasis(None, (0, 5))))
@example((markdown_document("a *b*c* **d*e*** `f``` ~~g~~*h*"), Emphasis()))
@example((markdown_document("```\n``` `` ````x\n```"), Emphasis()))
@example((markdown_document("~~`a`~~ ~~b~c~~ **`d`e** *`f`g*"), Emphasis()))
@example((markdown_document("`discord.gg/abc`\n\n```\ndiscord.com/invite/x\n```"), Emphasis()))
@settings(OFTEN, max_examples=600)  # one in ten draws nothing
def test_what_is_drawn_is_all_of_the_source_in_its_styles_and_nothing_else(
    case: tuple[Document, Emphasis],
) -> None:
    source, lines = case[0], drawn(*case)
    each_character_is_the_sources_at_the_place_it_names(source, lines)
    every_character_that_a_reader_sees_is_in_a_line(source, lines)
    what_was_written_can_be_read_back(lines)
    block = written(lines)
    if inked("".join(line.text for line in lines)):
        a_person_sees_the_lines_with_their_styles(block, lines)
    if inked(block):
        nothing_of_the_quote_stands_outside_it(block)


def each_character_is_the_sources_at_the_place_it_names(
    source: Document, lines: list[QuoteLine]
) -> None:
    for line in lines:
        for glyph, place in zip(line.glyphs, line.places, strict=True):
            if place is not None and inked(glyph.character):
                assert source.text[place].encode("utf-8", "replace") in (
                    glyph.character.encode(), b"?",
                )  # fmt: skip


def every_character_that_a_reader_sees_is_in_a_line(
    source: Document, lines: list[QuoteLine]
) -> None:
    places = [at for line in lines for at in line.places if at is not None]
    shown = [at for line in shown_lines(source, 0, len(source.text)) for at in line.offsets()]
    assert {at for at in places if inked(source.text[at])} == {
        at for at in shown if inked(source.text[at])
    }


def a_person_sees_the_lines_with_their_styles(block: str, lines: list[QuoteLine]) -> None:
    for found in (seen(block), seen(received(block))):
        assert found.kinds() <= {"quote", "list", "fence", "code", *KINDS}
        assert inked(found.text).replace(APART, "") == inked(
            "".join(sign(line) + line.text for line in lines)
        )
        for kind, style in KINDS.items():
            assert inked("".join(found.of(kind))) == with_style(lines, style), kind
        fenced = [line.text for line in lines if line.fence is not None]
        assert inked("".join(found.of("fence"))).replace(APART, "") == inked("".join(fenced))


def sign(line: QuoteLine) -> str:
    """The mark of an item if it is text; Discord draws the others itself."""
    return line.lead.replace("\\", "") if "\\" in line.lead else ""


def what_was_written_can_be_read_back(lines: list[QuoteLine]) -> None:
    for prefix in ("> ", ""):
        again = read_lines(written(lines, prefix), prefix)
        assert [seen_of(line) for line in again] == [seen_of(line) for line in lines]


def nothing_of_the_quote_stands_outside_it(block: str) -> None:
    assert all(line.startswith("> ") for line in block.split("\n"))
    found = seen(block + "\nours")
    assert len(found.of("quote")) == 1
    assert found.text.endswith("ours")
    assert not found.of("quote")[0].endswith("ours")


@given(st.lists(st.builds(
    Glyph, st.sampled_from("ab _*~`\\.😀"), *([st.booleans()] * 5)), max_size=12
))  # fmt: skip
@OFTEN
def test_any_styles_in_any_order_are_drawn_as_far_as_they_can_be(glyphs: list[Glyph]) -> None:
    plain = [g._replace(bold=False, underlined=False, italic=False) if g.code else g
             for g in glyphs]  # fmt: skip
    line = QuoteLine(tuple(drawable(plain)))
    found = seen(written([line]))
    assert found.text.split() == line.text.split()
    for kind, style in KINDS.items():
        assert inked("".join(found.of(kind))) == with_style([line], style), kind


def test_a_changed_line_is_not_read_back_as_its_source() -> None:
    lines = drawn(document("The light was **lit**."), Emphasis((0, 9)))
    block = written(lines)
    for changed in (block.replace("lit", "put out"), block.replace("light", "lamp"), block + "!",
                    block.replace("**", "", 2), block.replace("> ", "> - ")):  # fmt: skip
        read = [seen_of(line) for line in read_lines(changed)]
        assert read != [seen_of(line) for line in lines], changed


# --- as it is meant ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "block"),
    [
        ("Do **this** *now*, not ~~that~~.", "> Do **this** _now_, not ~~that~~\\."),
        ("Run `pip *x*` [here](https://x.y).", "> Run `pip *x*` here\\."),
        ("A\nwrapped line.\n\nAnother one.", "> A wrapped line\\.\n> \n> Another one\\."),
        ("Do it:\n\n```Python hl_lines='1'\nx = 1\n\n  y = '`'\n```\n",
         "> Do it\\:\n> ```python\n> x = 1\n> \n>   y = '`'\n> ```"),
        ("1. a\n1. b\n   - c\n   - d\n1. e", "> 1. a\n> 2. b\n>   - c\n>   - d\n> 3. e"),
        ("1. a\n\n   ```\n   x\n   ```\n\n1. b", "> 1. a\n> ```\n> x\n> ```\n> 2. b"),
        ("1. a\n\n   more\n2. b", "> 1. a\n>   more\n> 2. b"),
        ("| A | Bc |\n|---|---|\n| `x` | *y* |", "> ```\n> A  Bc\n> ─  ──\n> x  y\n> ```"),
        ("````\n```\n````", f"> ```\n> `{APART}`{APART}`\n> ```"),
        ("## Is it?\n\nYes.", "> **Is it?**\n> \n> Yes\\."),
    ],
)  # fmt: skip
def test_markdown_is_drawn_with_the_means_of_discord(source: str, block: str) -> None:
    assert markup_of(source) == block


def test_a_wide_table_is_a_line_for_each_cell_with_its_head() -> None:
    wide = "much " * 10
    block = markup_of(f"| Name | What |\n|---|---|\n| **a** | {wide} |\n| b | `c` |")
    assert block.split("\n") == [
        "> Name\\: **a**", f"> What\\: {wide.strip()}", "> ", "> Name\\: b", "> What\\: `c`",
    ]  # fmt: skip


def test_a_head_above_empty_cells_alone_stands_in_the_first_row() -> None:
    wide = "much " * 10
    block = markup_of(f"| Name | What | |\n|---|---|---|\n| {wide} | | |\n| {wide} |\n")
    name = f"> Name\\: {wide.strip()}"
    assert block.split("\n") == [name, "> What\\:", "> ", name]


def test_a_table_is_set_in_columns_only_if_a_phone_shows_them() -> None:
    half = "x" * ((TABLE_COLUMNS - 2) // 2)
    assert "```" in markup_of(f"| {half} | {half} |\n|---|---|\n")
    assert "```" not in markup_of(f"| {half}xx | {half} |\n|---|---|\n")


def test_where_something_is_marked_the_bold_of_the_source_is_not_drawn() -> None:
    assert markup_of("**Mind:** it *is* so.", Emphasis((10, 12))) == ("> Mind\\: **it** _is_ so\\.")


def test_code_is_never_bold_nor_underlined() -> None:
    block = markup_of("Run `x` or:\n\n```\ny\n```\n", Emphasis((0, 24), (0, 24)))
    assert block == "> **__Run__** `x` **__or\\:__**\n> ```\n> y\n> ```"


def test_underlining_stands_within_bold_and_is_opened_again_on_each_line() -> None:
    source = document("a b\nc d")
    assert written(drawn(source, Emphasis((0, 7), (2, 5)))) == "> **a __b__**\n> **__c__ d**"


def test_numbers_that_discord_would_count_anew_are_text() -> None:
    text = Composition()
    text.items([(0, "3.", "c"), (0, "4.", "d"), (0, "9.", "i")])
    read = text.parsed()
    source = document(read.text, blocks=read.blocks)
    assert written(drawn(source)) == "> 3. c\n> 4. d\n> 9\\. i"


@pytest.mark.parametrize("override", ["\u202e", "\u2067", "\u2069", "\u202b"])
def test_a_line_with_an_override_is_isolated_and_keeps_its_characters(override: str) -> None:
    lines = written(drawn(document(f"before\nabc {override} def\nafter"))).split("\n")
    assert (lines[0], lines[2]) == ("> before", "> after")
    assert f"abc {override} def" in lines[1]
    assert lines[1].removeprefix("> ")[0] == "\u2068"
    assert lines[1][-1] == "\u2069"


def test_the_language_of_a_fence_is_a_word_or_nothing() -> None:
    source = markdown_document("```py\nx\n```")
    (code,) = shown_lines(source, 0, len(source.text))
    for language, fence in (("C++", "c++"), ("a b", ""), ("`", ""), ("x" * 99, "")):
        (line,) = quote_lines(source.text, [replace(code, language=language)], Emphasis())
        assert line.fence == fence
