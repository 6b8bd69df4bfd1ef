"""Answers and refusals in a terminal and as JSON, and the words within a quote that answer."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.style import Style
from rich.text import Text

from index.answering.as_json import answer_record
from index.answering.together import together
from index.cli.show_answer import (
    AS_OF,
    CLOSEST,
    NEAREST,
    NO_ANSWER,
    OTHER_LANGUAGE,
    SIDES,
    UNASKED,
    WHY,
    refusal,
    show_answer,
)
from index.cli.show_quote import quote_text, visible
from index.types import Answer, Document, Landmark, Passage, Quote, QuoteKind, Reason, Refusal
from tests.support.factories import answer, document, passage_of, quote, quote_of
from tests.support.hostile_markdown import markdown_document
from tests.support.shown_source import seen_of_source
from tests.support.visible_text import inked

AUTOMATED = "The light was automated in 1983."
texts = st.text(min_size=1, max_size=60)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    headings = draw(st.lists(st.builds(Landmark, st.just(0), texts), max_size=2))
    url = draw(st.one_of(st.none(), texts))
    return document(draw(texts), title=draw(texts), landmarks=tuple(headings), url=url)


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    """A quote in its context, and words in it that answer."""
    source = draw(documents())
    places = st.integers(0, len(source.text))
    before, start, first, last, end, after = sorted(draw(st.tuples(*[places] * 6)))
    if first == last:
        return quote(source, 0, len(source.text))
    return quote(source, start, end, (before, after), (first, last))


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    source = draw(documents())
    return Passage(source, 0, draw(st.integers(1, len(source.text))))


def styled(text: Text, attribute: str) -> list[int]:
    """Where in ``text`` a style with this attribute is in force."""
    console = Console()
    styles: list[Style] = [text.get_style_at_offset(console, at) for at in range(len(text))]
    return [at for at, style in enumerate(styles) if getattr(style, attribute)]


# --- the noun ----------------------------------------------------------------------------


@pytest.mark.parametrize("words", [(12, 16), (28, 33), (20, 20), (24, 20), (-1, 14), (0, 99)])
def test_words_outside_a_quote_cannot_answer_in_it(words: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no answer at"):
        quote(document(), 13, 30, answer=words)


def test_a_whole_quote_can_be_the_answer() -> None:
    assert quote(document(), 13, 30, answer=(13, 30)).answer == (13, 30)


def test_a_quote_with_an_answer_is_still_a_stretch_of_its_document() -> None:
    with pytest.raises(ValueError, match="no such span"):
        quote(document("short"), 3, 9, (0, 5), answer=(3, 9))


# --- a terminal --------------------------------------------------------------------------


def test_a_terminal_underlines_the_words_that_answer_within_the_bold_quote() -> None:
    shown = quote_text(quote_of(document(), AUTOMATED, "in 1983"))
    assert "".join(shown.plain[at] for at in styled(shown, "underline")) == "in 1983"
    assert "".join(shown.plain[at] for at in styled(shown, "bold")) == AUTOMATED


def test_white_space_at_the_end_of_a_block_is_nothing_that_a_terminal_marks() -> None:
    source = document("\x85The lamp.")
    shown = quote_text(quote(source, 0, len(source.text)))
    assert shown.plain.strip() == visible(source.text).strip() == "The lamp."


@given(quotes())
def test_a_terminal_marks_exactly_the_quote_and_what_answers_in_it(quoted: Quote) -> None:
    shown, text = quote_text(quoted), quoted.document.text

    def marked(attribute: str) -> str:
        return letters("".join(shown.plain[at] for at in styled(shown, attribute)))

    if seen_of_source(quoted.document, quoted.start, quoted.end):
        assert marked("bold") == letters(text[quoted.start : quoted.end])
        first, last = quoted.answer or (0, 0)
        assert marked("underline") == letters(text[first:last])


def letters(text: str) -> str:
    """What is inked, but for the pictures of control characters."""
    return inked("".join(c for c in visible(text) if not "\u2400" <= c <= "\u2421"))


def test_a_terminal_draws_lists_code_and_tables_without_their_markup() -> None:
    source = markdown_document(
        "Do **this**:\n\n1. Run `x`:\n\n    ```sh\n    x --all\n    ```\n\n1. Rest.\n\n"
        "| A | B |\n|---|---|\n| c | *d* |\n"
    )
    end = len(source.text)
    whole = replace(quote(source, 0, end, (0, end)), kind=QuoteKind.STEPS, core=(0, 12))
    shown = quote_text(whole)
    assert shown.plain.splitlines() == [
        "Do this:", "1. Run x:", "      x --all", "2. Rest.", "A │ B", "c │ d",
    ]  # fmt: skip
    assert "".join(shown.plain[at] for at in styled(shown, "bold")) == "Do this:"
    assert "".join(shown.plain[at] for at in styled(shown, "italic")) == "d"


def test_a_blank_at_the_end_of_a_line_and_empty_cells_at_the_end_of_a_row_are_not_drawn() -> None:
    source = markdown_document(
        "Use the key. \nIt is red.\n\n| A | B |\n|---|---|\n| Fees | |\n| | d |\n"
    )
    shown = quote_text(quote(source, 0, len(source.text)))
    assert shown.plain.splitlines() == [
        "Use the key. It is red.", "A │ B", "Fees", " │ d",
    ]  # fmt: skip


def test_what_is_above_a_quote_comes_first_in_a_terminal() -> None:
    source = document("Who may come?\n\nChildren do not pay.\n\nAll may come.")
    asked = replace(quote_of(source, "All may come."), above=((0, 13),))
    assert quote_text(asked).plain == "Who may come?\n[…]\nAll may come."


@given(st.integers(20, 200))
def test_a_terminal_never_breaks_an_address(width: int) -> None:
    url = "https://harbour.example.org/skerry-point/lights/#who-lit-the-lamp-first"
    lines = printed(answer(quote_of(document(url=url), AUTOMATED)), width)
    assert sum(url in line for line in lines) == 1


def test_only_the_address_of_a_source_is_wider_than_the_terminal() -> None:
    source = document(title="Lights" * 30)
    *named, address = unstyled(answer(quote_of(source, AUTOMATED)), 40)[-4:]
    assert address.strip() == source.url
    assert all(line.startswith("    ") and len(line) <= 40 for line in named)


def unstyled(given: Answer, width: int) -> list[str]:
    """The lines that a file gets."""
    console = Console(width=width)
    with console.capture() as captured:
        show_answer(given, console)
    return captured.get().splitlines()


def test_a_place_is_printed_without_the_colons_of_its_headings() -> None:
    source = document("Ask:\n\nAll may come.", ("Ask:",))
    assert "Lighthouse › Ask, paragraph 1" in printed(answer(quote_of(source, "All may come.")))[-1]


def test_the_closest_texts_are_printed_without_any_mark_of_an_answer() -> None:
    near = quote_of(document(), AUTOMATED, "in 1983")
    lines = printed(replace(answer(missing=("horn",)), near=(near,)))
    assert lines[:2] == ["I couldn't find this word: “horn”.", CLOSEST]
    assert lines[3].strip() == AUTOMATED
    assert "[1m" not in lines[3]
    assert "[4m" not in lines[3]
    assert "Skerry Point Lighthouse › The keepers" in lines[4]
    assert NO_ANSWER not in "\n".join(lines)


def test_the_closest_text_that_denies_a_premise_is_printed_below_that_suspicion() -> None:
    near = quote_of(document(), AUTOMATED)
    lines = printed(replace(answer(reason=Reason.FALSE_PREMISE), near=(near,)))
    assert lines[:2] == [WHY[Reason.FALSE_PREMISE], CLOSEST]
    assert printed(replace(answer(), near=(near,)))[0] == CLOSEST


def test_what_the_quotes_are_is_printed_above_them() -> None:
    one, other = quote_of(document(), AUTOMATED), quote_of(document(), "Nobody was hurt")
    dated = answer(one, as_of=date(2024, 5, 17))
    assert AS_OF.format(date="2024-05-17") in printed(dated)[1]
    assert answer_record(dated)["as_of"] == "2024-05-17"
    compared = answer(one, other, sides=("light", "storm"))
    assert SIDES in printed(compared)[1]
    assert answer_record(compared)["sides"] == ["light", "storm"]


def test_a_quote_without_known_answer_is_not_underlined() -> None:
    assert styled(quote_text(quote_of(document(), AUTOMATED)), "underline") == []


@pytest.mark.parametrize("reason", Reason)
def test_a_terminal_refusal_says_why(reason: Reason) -> None:
    said = refusal(answer(reason=reason, missing=("horn",)))
    assert said == f"{NO_ANSWER} {WHY[reason]}".rstrip() + "\nI couldn't find this word: “horn”."


def test_a_terminal_refusal_for_no_known_reason_is_a_refusal() -> None:
    assert refusal(answer(refusal=None)) == NO_ANSWER


def printed(refused: Answer, width: int = 400) -> list[str]:
    """The lines of a terminal that styles what it prints."""
    console = Console(force_terminal=True, width=width)
    with console.capture() as captured:
        show_answer(refused, console)
    return captured.get().splitlines()


def test_a_terminal_shows_each_question_above_what_it_gets_and_names_those_that_are_left() -> None:
    light = answer(quote_of(document(), AUTOMATED), question="since when?")
    horn = answer(question="is there a horn?")
    lines = printed(together("asked", (light, horn), ("who?", "why?")))
    shown = [line for line in lines if line.strip()]
    assert "since when?" in shown[0]
    assert "is there a horn?" in shown[-3]
    assert shown[-2:] == [NO_ANSWER, UNASKED.format(questions="“who?”, “why?”")]


def test_a_terminal_refusal_tells_the_nearest_places_and_none_of_their_words() -> None:
    near = passage_of(document(), AUTOMATED)
    assert printed(answer(nearest=(near,) * 4)) == [
        NO_ANSWER,
        NEAREST,
        "  - Skerry Point Lighthouse › The keepers",
    ]


def test_a_terminal_shows_the_title_of_a_source_once_and_each_source_in_one_line() -> None:
    source = document("\n\n".join(f"The keeper wrote line {n}. It rained." for n in range(9)),
                      title="A very long title " * 9, landmarks=())  # fmt: skip
    other = document(title="Horns", landmarks=())
    near = [Passage(source, *source.paragraphs[at]) for at in (1, 4)]
    refused = answer(nearest=(*near, Passage(other, *other.paragraphs[0])))
    assert len(printed(refused, 60)) == 4
    first, second = printed(refused)[2:]
    assert first.endswith("› paragraph 2; paragraph 5")
    assert first.count("A very long title") == 9
    assert second == "  - Horns › paragraph 1"


def test_a_terminal_says_in_which_language_to_ask_instead() -> None:
    said = refusal(answer(refusal=Refusal(Reason.NOT_IN_SOURCES, languages=("en", "da"))))
    assert said.splitlines()[1] == OTHER_LANGUAGE.format(language="English or Danish")


def test_what_was_meant_is_asked_with_one_question_mark() -> None:
    assert printed(answer(read_as="Who is the keeper?"))[0].endswith(
        "Did you mean: Who is the keeper?\x1b[0m"
    )


@given(st.lists(passages(), max_size=6), st.sampled_from(Reason), st.lists(texts, max_size=3))
def test_any_terminal_refusal_is_plain_and_its_places_are_indented(
    near: list[Passage], reason: Reason, missing: list[str]
) -> None:
    refused = answer(nearest=tuple(near), reason=reason, missing=tuple(missing))
    lines = printed(refused, 60)
    assert lines[0].startswith(NO_ANSWER)
    assert [c for c in "".join(lines) if unicodedata.category(c) == "Cc" and c != "\t"] == []
    if near:
        places = lines[lines.index(NEAREST) + 1 :]
        assert all(line.startswith("  ") for line in places)
        assert any(line.startswith("  - ") for line in places)


# --- JSON --------------------------------------------------------------------------------


def test_json_has_the_words_that_answer() -> None:
    source = document()
    known = quote_of(source, AUTOMATED, "in 1983")
    record = answer_record(answer(known, quote_of(source, "Nobody was hurt")))
    first, second = (quoted["answer"] for quoted in record["quotes"])
    start = source.text.index("in 1983")
    assert first == {"start": start, "end": start + 7, "text": "in 1983"}
    assert second is None
    assert record["refusal"] is None


@pytest.mark.parametrize("reason", Reason)
def test_json_says_why_there_is_no_answer_and_where_to_look(reason: Reason) -> None:
    near = passage_of(document(), AUTOMATED)
    record = answer_record(answer(reason=reason, missing=("horn",), nearest=(near,) * 2))
    assert json.loads(json.dumps(record))["refusal"] == {
        "reason": reason.value,
        "missing": ["horn"],
        "nearest": [
            {
                "title": "Skerry Point Lighthouse",
                "headings": ["The keepers"],
                "paragraph": 1,
                "page": None,
                "url": "https://harbour.example.org/skerry-point",
                "published": "2024-05-17",
            }
        ],
    }
    assert record["missing"] == ["horn"]
    assert "automated" not in json.dumps(record["refusal"])


def test_json_has_the_kind_of_a_quote_and_what_belongs_to_it() -> None:
    source = document()
    whole = replace(quote_of(source, AUTOMATED), kind=QuoteKind.ENTRY, above=((0, 11),))
    start = whole.start
    record = answer_record(answer(replace(whole, core=(start, start + 9))))
    (quoted,) = record["quotes"]
    assert record["tier"] == "sure"
    assert record["near"] == []
    assert quoted["kind"] == "entry"
    assert quoted["core"] == {"start": start, "end": start + 9, "text": "The light"}
    assert quoted["above"] == [{"start": 0, "end": 11, "text": "The keepers"}]


def test_json_has_what_is_near_beside_the_quotes() -> None:
    near = quote_of(document(), AUTOMATED)
    record = answer_record(replace(answer(), near=(near,)))
    assert (record["tier"], record["quotes"]) == ("near", [])
    assert [one["text"] for one in record["near"]] == [AUTOMATED]
