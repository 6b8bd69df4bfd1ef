from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.render.answer import render_answer
from bot.render.excerpt import Excerpt
from index.types import Document, Quote, QuoteKind
from tests.support.factories import answer, document, quote, quote_of
from tests.support.hostile_markdown import markdown_document
from tests.support.rendered import check_limits, read, words
from tests.support.strategies import TERSE
from tests.support.visible_text import inked


def whole(source: Document, words_: str, last: str, kind: QuoteKind, core: str = "") -> Quote:
    start = source.text.index(words_)
    end = source.text.index(last) + len(last)
    at = source.text.index(core) if core else start
    return replace(
        quote(source, start, end, (start, end)),
        kind=kind,
        core=(at, at + len(core)) if core else None,
    )


STEPS = markdown_document(
    "# Restricted mode\n\nTo turn it off:\n\n1. Open **Settings**.\n\n"
    "    ```sh\n    open settings\n    ```\n\n1. Press `Off`.\n1. Close it.\n\n"
    "That is all. It is off now.\n"
)


def test_steps_are_shown_whole_with_their_code_and_the_core_alone_in_bold() -> None:
    quoted = whole(STEPS, "To turn", "Close it.", QuoteKind.STEPS, "Press `Off`.")
    part = read(render_answer(answer(quoted)))[1]
    assert part.of("list") == ["Open Settings.", "Press Off.", "Close it."]
    assert [mark.target for mark in part.marks if mark.kind == "list"] == ["1.", "2.", "3."]
    assert part.of("fence") == ["open settings"]
    assert part.of("bold") == ["Press", "."]
    assert "That is all" not in part.text


def test_the_core_is_not_bold_if_it_is_all_that_is_shown() -> None:
    quoted = whole(STEPS, "Close it.", "Close it.", QuoteKind.ITEM, "Close it.")
    assert read(render_answer(answer(quoted)))[1].of("bold") == []


def test_what_is_above_comes_first_and_a_mark_shows_what_is_left_out() -> None:
    quoted = whole(STEPS, "1. Close it.", "Close it.", QuoteKind.ITEM)
    at = STEPS.text.index("To turn")
    shown = read(render_answer(answer(replace(quoted, above=((at, at + 15),)))))[1]
    assert shown.text == "To turn it off:\n[…]\nClose it."
    assert [text.strip() for text in shown.of("quote")] == ["To turn it off:", "Close it."]


def test_a_row_stands_under_the_head_of_its_table() -> None:
    source = markdown_document("| Key | Does |\n|---|---|\n| a | adds |\n| b | bolds |\n")
    row = whole(source, "| b ", "bolds |", QuoteKind.ROW)
    shown = read(render_answer(answer(replace(row, above=(source.blocks[0].parts[0],)))))[1]
    assert shown.of("fence") == ["Key  Does\n───  ─────\nb    bolds"]
    assert "[…]" not in shown.text


WIDE = "much " * 10 + "more"


@pytest.mark.parametrize(
    "table",
    [
        f"| Key | Note |\n|---|---|\n| {WIDE} | |\n",
        f"| Key | Note |\n|---|---|\n| {WIDE} |\n",
        f"<tr><th>Key</th><th>Note</th></tr><tr><td>{WIDE}</td><td></td></tr>\n",
    ],
)
def test_a_wide_row_with_an_empty_cell_stands_under_every_head(table: str) -> None:
    row = quote_of(markdown_document(table), WIDE)
    row = replace(row, kind=QuoteKind.ROW, above=((0, row.start),))
    assert read(render_answer(answer(row)))[1].text == f"Key: {WIDE}\nNote:"


@pytest.mark.parametrize("last", ["last", WIDE])
def test_what_is_left_out_within_a_head_is_marked(last: str) -> None:
    source = markdown_document(f"<tr><th>word<th>other<th>{last}</tr>")
    quoted = replace(quote_of(source, last), kind=QuoteKind.ENTRY, above=((0, 10),))
    shown = read(render_answer(answer(quoted)))[1].text
    assert [part.strip() for part in shown.split("[…]")] == ["wo", last]


ROWS = st.lists(st.lists(st.sampled_from(["", "a", "*b*", WIDE]), max_size=4), min_size=1)


@given(ROWS, st.sampled_from(["th", "td"]), st.booleans(), st.data())
@settings(TERSE, max_examples=200)
def test_any_part_of_a_table_is_quoted_under_any_part_above_it(
    rows: list[list[str]], tag: str, bars: bool, data: st.DataObject
) -> None:
    if bars:
        head, *body = ["".join(f"| {cell} " for cell in row) + "|\n" for row in rows]
        text = head + "|---" * len(rows[0]) + "|\n" + "".join(body)
    else:
        marks = [tag, *["td"] * len(rows)]
        written = [[f"<{m}>{cell}" for cell in row] for m, row in zip(marks, rows, strict=False)]
        text = "".join(f"<tr>{''.join(row)}</tr>" for row in written)
    source = markdown_document(text)
    bounds = sorted(data.draw(st.integers(0, len(text))) for _ in range(4))
    above, quoted = (bounds[0], bounds[1]), (bounds[2], bounds[3])
    assume(inked(text[slice(*quoted)]) and bounds[0] < bounds[1])
    Excerpt(quote(source, *quoted, quoted), *quoted, above=(above,)).written()


def test_steps_too_long_for_a_message_are_folded_between_steps() -> None:
    steps = "\n".join(f"{n}. Turn the lamp {'and the lens ' * 20}once." for n in range(1, 40))
    source = markdown_document(f"Do this:\n\n{steps}\n")
    rendered = render_answer(answer(whole(source, "Do this", "39. Turn", QuoteKind.STEPS)))
    part = read(rendered)[1]
    assert len(part.of("list")) > 5
    assert all(item.endswith("once.") for item in part.of("list"))
    assert "folded here: “Read on” shows the rest" in words(rendered)
    check_limits(rendered)


def test_code_too_long_for_a_message_is_folded_between_its_lines() -> None:
    code = "\n".join(f"line_{n} = lamp(f'{{{n}}}')  # lit" for n in range(300))
    source = markdown_document(f"```py\n{code}\n```\n")
    part = read(render_answer(answer(whole(source, "```py", "299}')  # lit", QuoteKind.CODE))))[1]
    (shown,) = part.of("fence")
    assert code.startswith(shown + "\n")
    assert shown.count("\n") > 50


def test_only_a_sentence_is_shown_with_those_around_it() -> None:
    for kind, around in ((QuoteKind.SENTENCES, True), (QuoteKind.ENTRY, False)):
        quoted = replace(quote_of(document(), "The light was automated in 1983."), kind=kind)
        assert ("colza" in words(render_answer(answer(quoted)))) is around


def test_what_is_shown_around_a_quote_is_its_context() -> None:
    source = document("It was lit. It burned oil.\n\nIt was automated. Nobody came.")
    for end, more in ((26, False), (len(source.text), True)):
        shown = words(render_answer(answer(quote(source, 0, 11, (0, end)))))
        assert "burned oil" in shown
        assert ("automated." in shown) is more
