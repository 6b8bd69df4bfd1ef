"""What of a text may be quoted, and under which heading."""

from __future__ import annotations

import pytest

from index.text.answer_kinds import kind_asked
from index.text.chunking import sentences_of
from index.text.outline import is_furniture, outline_of_markdown, outline_of_plain_text


def paragraphs(text: str, *, markdown: bool = False) -> list[str]:
    outline = outline_of_markdown(text) if markdown else outline_of_plain_text(text)
    return [text[start:end] for start, end in outline.paragraphs]


def test_plain_text_has_a_title_headings_and_paragraphs() -> None:
    text = (
        "Home » News\n\nThe lamp\n\nimage\n\nIt burned oil.\n\n"
        "Later years\n\nIt was sold.\n\nSource: x"
    )
    outline = outline_of_plain_text(text)
    assert outline.title == "The lamp"
    assert [mark.heading for mark in outline.landmarks] == ["Later years"]
    assert paragraphs(text) == ["It burned oil.", "It was sold."]


def test_a_list_of_short_lines_is_no_run_of_headings() -> None:
    text = "Prices\n\nLamp oil 3\n\nBrass 4\n\nGlass 9\n\nAll prices are in shillings."
    assert paragraphs(text) == ["Lamp oil 3", "Brass 4", "All prices are in shillings."]


def test_a_last_short_line_is_a_paragraph() -> None:
    assert paragraphs("Opening hours\n\nMonday to Friday 9–17") != []


def test_markdown_says_what_is_a_heading() -> None:
    text = "# T\n\nOne.\n\n## H\n\nTwo.\n\n**Strong line**\n\nThree.\n\nSetext\n------\n\nFour."
    outline = outline_of_markdown(text)
    assert outline.title == "T"
    assert [mark.heading for mark in outline.landmarks] == ["H", "Strong line", "Setext"]
    assert paragraphs(text, markdown=True) == ["One.", "Two.", "Three.", "Four."]


def test_a_table_a_list_and_a_fence_are_one_paragraph_each() -> None:
    text = "- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n"
    assert len(paragraphs(text, markdown=True)) == 3
    table = paragraphs(text, markdown=True)[1]
    start, _ = next(sentences_of(table, 0, len(table)))
    assert table[start] == "a"


def test_list_items_are_sentences_without_their_marks() -> None:
    text = "- The lamp is lit.\n- The horn is orange\n  and loud\n3. It rains."
    said = [text[a:b] for a, b in sentences_of(text, 0, len(text))]
    assert said == ["The lamp is lit.", "The horn is orange\n  and loud", "It rains."]


def test_a_wrapped_block_quote_is_not_cut_at_its_line_ends() -> None:
    text = "> The deal was signed by\n> the ministers in 2015."
    assert [text[a:b] for a, b in sentences_of(text, 0, len(text))] == [text[2:]]


@pytest.mark.parametrize(
    "line",
    ["Home > News > Lamps", "Start » Lamps", "image", "Read more", "Tags: lamp, oil", "© 2026 Us",
     "![a lamp](lamp.png)", "[Next](next.html)", "* * *", "...", "News » Lamps"],
)  # fmt: skip
def test_site_furniture_is_recognised(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    ["He said « bonjour » to her.", "The image is old.", "Sources say that it rained.",
     "A > B holds for all B.", "Home is where the lamp is"],
)  # fmt: skip
def test_a_sentence_is_no_furniture(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "#", "---\n", "|", "> ", "```"])
def test_a_text_of_nothing_has_no_paragraph(text: str) -> None:
    assert outline_of_plain_text(text).paragraphs == ()
    assert outline_of_markdown(text).landmarks == ()


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When was it lit?", "time"),
        ("In which year did it close?", "time"),
        ("How many steps are there?", "number"),
        ("Who was the last keeper?", "person"),
        ("Why was it sold?", "reason"),
        ("Where does it stand?", "place"),
        ("Is it tall?", None),
    ],
)
def test_the_kind_of_answer_that_is_asked_for(question: str, kind: str | None) -> None:
    found = kind_asked(question)
    assert (found.name if found else None) == kind
