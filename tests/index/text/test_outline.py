"""What of a text may be quoted, and under which heading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.answer_kinds import kind_asked
from index.text.chunking import sentences_of
from index.text.furniture import is_furniture
from index.text.markdown_outline import outline_of_markdown
from index.text.outline import outline_of_plain_text
from index.types import BlockKind


def paragraphs(text: str, *, markdown: bool = False) -> list[str]:
    outline = outline_of_markdown(text) if markdown else outline_of_plain_text(text)
    return [text[block.start : block.end] for block in outline.blocks]


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
     "![a lamp](lamp.png)", "[Next](next.html)", "* * *", "...", "News » Lamps",
     "Home / News / Lamps", "Home | Lamps", "Start › Shop › Oil lamps", "© Us",
     "Copyright © 2026 Us",
     "Copyright 2026 Acme Ltd", "(c) 2026 Acme", "(c) 2026",
     "(c) 2019–2026 by The Lamp Authors", "(C) Acme Lamps Ltd 2026", "(c) Copyright Acme",
     "© 2026 Acme Ltd. All rights reserved.", "All rights reserved", "All rights reserved.",
     "Copyright Acme. All rights reserved.", "Share this", "Share this article",
     "Accept all cookies",
     "Cookie settings", "Photo: Jane Doe", "Image: Reuters", "Photo: Jane Doe / Getty Images",
     "Photo: by J. Doe", "Credit: NASA", "Source: Reuters", "Source: https://example.org/a",
     "Source: [the report](report.pdf)", "Sources: Lamp Trust, Oil Board", "Photo: Ann O’Neil-Holm",
     "Tags: oil lamps, #brass", "Tags: table-top, lamp",
     "Categories: Lamps", "Filed under: Lamps", "Read more: How lamps burn", "See also: Oil",
     "Related: How lamps burn", "Related articles: Oil"],
)  # fmt: skip
def test_site_furniture_is_recognised(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    ["He said « bonjour » to her.", "The image is old.", "Sources say that it rained.",
     "A > B holds for all B.", "Home is where the lamp is",
     "(c) pay for water and power within thirty days of the bill;",
     "(c) store oil in the yard", "(c) pay what has been due since 2019;",
     "(c) 2024 figures are due in May", "Copyright 70 years after the death of its author",
     "(C) Brass lamps", "See also: `/lamp oil`",
     "Copyright lies with the author", "Copyright: the author keeps it", "Credits: 30",
     "Credits: 30 points, of which ten are for the lab", "Credits: a lab gives ten",
     "Credits: ten", "Start / stop the pump with the red button", "Start / stop", "Start | stop",
     "Open Settings » Privacy » Cookies", "Go to Home > Lamps", "Tap Menu › Lamps › Oil",
     "Lamps » the oil is changed by the keeper every week", "Image: JPEG or PNG, at most 2 MB",
     "Photo: 35 x 45 mm", "Photo: not older than six months", "Image: ubuntu-24.04",
     "Source: a spring below the pass", "Reference: AB-123", "Category: B", "Categories: C1 and D",
     "Tags: one of them is worn by each dog", "Via: Bern", "Related: by blood or by marriage"],
)  # fmt: skip
def test_a_sentence_is_no_furniture(line: str) -> None:
    assert not is_furniture(line)


PATHS = ["Settings » Privacy", "Home > Lamps > Oil", "Shop › Lamps"]


@pytest.mark.parametrize("markdown", [True, False])
@pytest.mark.parametrize("path", PATHS)
def test_breadcrumbs_are_furniture_only_where_nothing_comes_before(
    path: str, markdown: bool
) -> None:
    said = "The path to the lamp stands here, and it is short."
    assert paragraphs(f"{path}\n\n{said}", markdown=markdown) == [said]
    assert path in paragraphs(f"{said}\n\n{path}", markdown=markdown)
    if markdown:
        assert path in paragraphs(f"# Where is it?\n\n{path}\n\n{said}", markdown=True)


@pytest.mark.parametrize("markdown", [True, False])
def test_each_paragraph_of_a_law_can_be_quoted(markdown: bool) -> None:
    law = ["(a) sweep the stairs;", "(b) lock the yard;", "(c) clear the snow from the path;",
           "(d) water the roses"]  # fmt: skip
    text = "\n\n".join(["The keeper shall:", *law, "That is all that the keeper shall do."])
    assert [one for one in paragraphs(text, markdown=markdown) if one[0] == "("] == law


@pytest.mark.parametrize("markdown", [True, False])
def test_a_label_with_content_can_be_quoted(markdown: bool) -> None:
    text = "Lamps\n\nIt is a course.\n\nCredits: 30\n\nStart / stop the lamp;\n\nIt ends in May."
    found = paragraphs(text, markdown=markdown)
    assert "Credits: 30" in found
    assert "Start / stop the lamp;" in found


@given(st.text("abc (c)©:/»> .,12AB", max_size=40), st.booleans())
def test_a_lower_case_paragraph_c_is_never_furniture(text: str, top: bool) -> None:
    line = f"(c) pay {text.strip()}".strip()
    assert not is_furniture(f"{line} the bill;", top=top)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "#", "---\n", "|", "> ", "```"])
def test_a_text_of_nothing_has_no_paragraph(text: str) -> None:
    assert outline_of_plain_text(text).blocks == ()
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


def test_plain_text_of_a_printed_manual_has_headings_and_no_running_heads() -> None:
    text = (
        "Guild handbook\n\nVersion of May\n\n1. Introduction\n\nThis explains the rules.\n\n"
        "1.1 Who may join\n\nAll may join.\n\n2. Raids\n\nThey start at eight.\n\n"
        "Guild handbook 2\n\nBring a sword.\n"
    )
    outline = outline_of_plain_text(text)
    assert outline.title == "Guild handbook"
    assert [(mark.heading, mark.level) for mark in outline.landmarks] == [
        ("1. Introduction", 1),
        ("1.1 Who may join", 2),
        ("2. Raids", 1),
    ]
    assert "Guild handbook 2" not in paragraphs(text)
    assert paragraphs(text)[-1] == "Bring a sword."


def test_page_numbers_and_heads_set_far_apart_are_furniture() -> None:
    pages = [f"The keeper oils lamp {n}.\n\nThe Keepers      {n}\n\n- {n} -" for n in range(3, 7)]
    assert paragraphs("\n\n".join(pages)) == [f"The keeper oils lamp {n}." for n in range(3, 7)]


def test_a_single_page_number_between_dashes_is_furniture() -> None:
    text = "The keeper oils lamp one.\n\n          - 2 -\n\nHe winds the clock, too."
    assert paragraphs(text) == ["The keeper oils lamp one.", "He winds the clock, too."]


def test_headings_with_letters_are_below_those_with_roman_numbers() -> None:
    text = (
        "Handbook\n\nI. Members\n\nAnybody may join.\n\nII. Raids\n\nA. Times\n\n"
        "They start at eight.\n\nB. Gear\n\nBring a sword.\n"
    )
    found = [(mark.level, mark.heading) for mark in outline_of_plain_text(text).landmarks]
    assert found == [(1, "I. Members"), (1, "II. Raids"), (2, "A. Times"), (2, "B. Gear")]


def test_numbered_headings_that_look_like_running_heads_stay() -> None:
    text = "\n\n".join(f"Exercise sheet {n}\n\nOil the lamp {n} times." for n in range(1, 5))
    outline = outline_of_plain_text(text)
    assert [mark.heading for mark in outline.landmarks] == [
        "Exercise sheet 2",
        "Exercise sheet 3",
        "Exercise sheet 4",
    ]


def test_underlined_lines_are_headings() -> None:
    text = "The lamp\n========\n\nOil\n---\nIt burns oil.\n\n~~~~~\n\nIt is lit.\n"
    outline = outline_of_plain_text(text)
    assert outline.title == "The lamp"
    assert [(mark.heading, mark.level) for mark in outline.landmarks] == [("Oil", 2)]
    assert paragraphs(text) == ["It burns oil.", "It is lit."]


def test_a_plain_heading_is_below_the_underlined_one_above_it() -> None:
    text = (
        "Lamps 2.1\n=========\n\nUpdates since 2.0\n-----------------\n\nOil and gas\n\n"
        "It burns oil.\n\n"
        "Fixes since 2.0\n---------------\n\nIt was mended.\n"
    )
    found = outline_of_plain_text(text).landmarks
    assert [(mark.heading, mark.level) for mark in found] == [
        ("Updates since 2.0", 2),
        ("Oil and gas", 3),
        ("Fixes since 2.0", 2),
    ]


def test_a_lead_in_of_plain_text_is_no_heading() -> None:
    text = "Bring:\n- a sword\n- a bow\n  of yew\n\nOpening hours:\n\nNine to five.\n"
    outline = outline_of_plain_text(text)
    assert outline.landmarks == ()
    assert paragraphs(text) == [
        "Bring:",
        "- a sword\n- a bow\n  of yew",
        "Opening hours:",
        "Nine to five.",
    ]
    parts = outline.blocks[1].parts
    assert [text[a:b] for a, b in parts] == ["- a sword", "- a bow\n  of yew"]


def test_steps_with_blank_lines_between_them_are_one_block() -> None:
    text = "Do this.\n\n1. Open the lid.\n\n2. Pour the oil\n   slowly.\n\n3. Wait.\n\nIt burns.\n"
    outline = outline_of_plain_text(text)
    assert [block.kind for block in outline.blocks] == ["paragraph", "steps", "paragraph"]
    assert len(outline.blocks[1].parts) == 3


def test_a_question_of_plain_text_is_a_heading_of_its_answer() -> None:
    text = (
        "Q: Where is the oil?\nA: In the shed.\n\nHow is it lit?\n\nWith a match. Why not?\n\n"
        "Is it dear?\n"
    )
    outline = outline_of_plain_text(text)
    assert [(mark.heading, mark.level) for mark in outline.landmarks] == [
        ("Where is the oil?", 8),
        ("How is it lit?", 8),
    ]
    assert paragraphs(text) == ["In the shed.", "With a match. Why not?", "Is it dear?"]


@given(
    st.lists(
        st.sampled_from(
            ["- a", "1. a", "2. b", "* c", "Title", "====", "---", "A sentence.", "Who?", "Q: Who?",
             "A: me", "    x = 1", "Page 3", "4", "Lead in:", "2.1 Scope", "(c) x", "é\u2028", "\t"]
        ),
        max_size=14,
    ),
    st.sampled_from(["\n", "\n\n"]),
)  # fmt: skip
def test_blocks_of_plain_text_are_in_order_and_hold_their_parts(
    pieces: list[str], joint: str
) -> None:
    text = joint.join(pieces)
    outline = outline_of_plain_text(text)
    end = 0
    for block in outline.blocks:
        assert end <= block.start < block.end <= len(text)
        assert all(block.start <= a < b <= block.end for a, b in block.parts)
        end = block.end


def test_contents_with_leaders_are_no_text_and_prices_with_leaders_are() -> None:
    text = "Town rules\n\n1. Pool ........ 1\n2. Halls ....... 4\n\nThe pool opens at nine.\n"
    assert paragraphs(text) == ["The pool opens at nine."]
    prices = "Town rules\n\nTowel ........ 4\nSoap ......... 1\n\nThe pool opens at nine.\n"
    assert any("Soap" in block for block in paragraphs(prices))


def test_the_underlined_title_with_a_page_number_is_a_running_head() -> None:
    text = "GUILD HANDBOOK\n==============\n\nBring a sword.\n\nGuild handbook   3\n\nAnd a bow.\n"
    assert paragraphs(text) == ["Bring a sword.", "And a bow."]
    assert not outline_of_plain_text(text).landmarks


def test_a_sentence_that_is_underlined_to_its_end_is_a_heading() -> None:
    asked = "Can I swim in several lanes."
    outline = outline_of_markdown(f"# Pool\n\n{asked}\n{'-' * len(asked)}\n\nNo.\n")
    assert [mark.heading for mark in outline.landmarks] == [asked]


def test_a_sentence_right_above_a_rule_is_text() -> None:
    outline = outline_of_markdown("# Pool\n\nBring a towel.\n---\n\nIt is cold.\n")
    assert not outline.landmarks
    assert len(outline.blocks) == 2


@pytest.mark.parametrize("indent", ["", " ", "   "])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("marks", "kind"), [("- - -", BlockKind.LIST), ("1. 2. 3.", BlockKind.STEPS)]
)
def test_a_list_of_plain_text_can_be_indented(
    indent: str, between: str, marks: str, kind: BlockKind
) -> None:
    items = [
        f"{mark} Take {what}."
        for mark, what in zip(marks.split(), ("oil", "cloth", "wax"), strict=True)
    ]
    listed = between.join(indent + item for item in items)
    text = f"The keeper prepares for the night at the lamp.\n\n{listed}\n\nThen he climbs up.\n"
    found = outline_of_plain_text(text).blocks
    assert [block.kind for block in found] == [BlockKind.PARAGRAPH, kind, BlockKind.PARAGRAPH]
    assert [text[slice(*part)] for part in found[1].parts] == items


MANUAL = """TAR(1)                      GNU TAR Manual                     TAR(1)

NAME
       tar - an archiving utility

SYNOPSIS
   Traditional usage
       tar {A|c} [ARG...]

DESCRIPTION
       GNU tar is an archiving program.

EXIT STATUS
       0      Successful termination.

       -d     Find differences.

tar 1.34                     October 2023                      TAR(1)
"""


def test_a_printed_manual_page_has_headings_and_no_running_heads() -> None:
    outline = outline_of_plain_text(MANUAL)
    assert outline.title == "TAR(1)"
    assert [(mark.heading, mark.level) for mark in outline.landmarks] == [
        ("NAME", 1), ("SYNOPSIS", 1), ("Traditional usage", 2), ("DESCRIPTION", 1),
        ("EXIT STATUS", 1),
    ]  # fmt: skip
    assert paragraphs(MANUAL) == [
        "tar - an archiving utility", "tar {A|c} [ARG...]", "GNU tar is an archiving program.",
        "0      Successful termination.", "-d     Find differences.",
    ]  # fmt: skip


def test_capitals_above_an_indented_line_are_text_if_nothing_else_tells_a_manual() -> None:
    text = "Dear all,\n\nWARNING\n    the oil is hot.\n\nTake care."
    assert outline_of_plain_text(text).landmarks == ()


@pytest.mark.parametrize(
    ("heading", "level"),
    [("=======\n  Oil\n=======", 1), ("## Oil", 2), ("=== Oil ===", 2), ("--- Oil ---", 2)],
)
def test_marked_lines_of_plain_text_are_headings(heading: str, level: int) -> None:
    text = f"The lamp burns all night.\n\n{heading}\n\nIt needs oil.\n"
    outline = outline_of_plain_text(text)
    assert [(mark.heading, mark.level) for mark in outline.landmarks] == [("Oil", level)]
    assert paragraphs(text) == ["The lamp burns all night.", "It needs oil."]


def test_the_head_and_the_foot_of_the_pages_of_a_printed_text_are_no_headings() -> None:
    page = "\n\nPostel                   [Page {}]\n\nRFC 999          A Lamp          May 1987\n\n"
    text = "It burns oil." + "".join(page.format(n) + f"It is lamp {n}." for n in range(1, 5))
    assert outline_of_plain_text(text).landmarks == ()
    assert paragraphs(text) == ["It burns oil.", *(f"It is lamp {n}." for n in range(1, 5))]


def test_an_answer_that_a_letter_marks_is_read_without_it() -> None:
    assert paragraphs("Q. How do I stop it?\nA. Press the key.") == ["Press the key."]


@pytest.mark.parametrize(
    "line", ["Note: bring change", "Hinweis: Kleingeld nötig", "$ ring --bell"]
)
def test_a_remark_or_a_command_above_a_paragraph_is_no_heading(line: str) -> None:
    text = f"It burns oil.\n\n{line}\n\nThen enter the hall.\n"
    assert outline_of_plain_text(text).landmarks == ()
    assert paragraphs(text) == ["It burns oil.", line, "Then enter the hall."]


def test_the_head_of_a_page_that_begins_the_text_is_its_title_once() -> None:
    head = "CITY OF AARE          RULES          2024"
    text = f"{head}\n\nThe hall is open.\n\n{head}\n\nKeys are with the keeper.\n"
    assert outline_of_plain_text(text).title == head
    assert outline_of_plain_text(text).landmarks == ()


def test_a_numbered_question_among_numbered_headings_is_one_of_them() -> None:
    text = (
        "Guide\n\n1. Introduction\n\nIt burns.\n\n2. What is oil?\n\nIt is dear.\n\n"
        "2.1 Kinds\n\nOne.\n"
    )
    found = outline_of_plain_text(text).landmarks
    assert [(mark.heading, mark.level) for mark in found] == [
        ("1. Introduction", 1),
        ("2. What is oil?", 1),
        ("2.1 Kinds", 2),
    ]


def test_questions_alone_that_are_numbered_stay_questions() -> None:
    found = outline_of_plain_text("FAQ\n\n1. What is oil?\n\nDear.\n\n2. What is gas?\n\nAir.\n")
    assert [mark.level for mark in found.landmarks] == [8, 8]


@pytest.mark.parametrize(
    "line",
    [
        "The following rules apply to all guests",
        "Guests must bring these things",
        "Es gelten folgende Regeln",
    ],
)
def test_a_line_that_announces_a_list_is_no_heading(line: str) -> None:
    outline = outline_of_plain_text(f"Rules\n\n{line}\n\n- no dogs\n- no glass\n")
    assert outline.landmarks == ()


@pytest.mark.parametrize("line", [": Fees of the harbour", "$$x^2$$", "Math: x and"])
def test_a_caption_a_formula_and_an_unfinished_line_are_no_headings(line: str) -> None:
    assert outline_of_plain_text(f"It burns.\n\n{line}\n\nIt burned.\n").landmarks == ()


def test_a_title_is_read_once_and_without_the_number_of_its_page() -> None:
    for head in ("THE GUIDE          THE GUIDE", "The guide    Page 1", "The guide    1"):
        found = outline_of_plain_text(f"{head}\n\nIt burns.\n\nIt burned.\n").title
        assert found is not None
        assert found.casefold() == "the guide"


def test_an_rfc_has_the_title_that_stands_in_the_middle_of_its_heads() -> None:
    head = "RFC 9999          The Lamp Protocol          March 2024"
    text = f"{head}\n\nAbstract\n\nIt burns.\n\n{head}\n\nIt burned.\n\n{head}\n\nIt is lit.\n"
    outline = outline_of_plain_text(text)
    assert outline.title == "The Lamp Protocol"
    assert [mark.heading for mark in outline.landmarks] == ["Abstract"]
    assert paragraphs(text) == ["It burns.", "It burned.", "It is lit."]


@pytest.mark.parametrize(
    "answer", ["It is.\n\n> Settings > Oil\n\nFill it.", "> It is.\n\nFill it.\n\n> > So\n\nNow."]
)
def test_a_block_quote_within_an_answer_does_not_end_it(answer: str) -> None:
    found = outline_of_markdown(f"# Lamps\n\n## Oil\n\n**Is it cheap?**\n\n{answer}\n")
    assert [mark.heading for mark in found.landmarks] == ["Oil", "Is it cheap?"]
    assert not found.title_again


def test_a_bold_heading_within_a_block_quote_ends_with_it() -> None:
    found = outline_of_markdown("# Lamps\n\n## Oil\n\n> **Is it gas?**\n>\n> No.\n\nIt burns.\n")
    assert [mark.heading for mark in found.landmarks] == ["Oil", "Is it gas?", "Oil"]


def test_a_heading_within_a_block_quote_ends_with_it() -> None:
    text = "# Lamps\n\n## Oil\n\n> # Gas\n> It is air.\n\nIt burns.\n"
    found = outline_of_markdown(text).landmarks
    assert [(mark.heading, mark.level) for mark in found] == [("Oil", 2), ("Gas", 8), ("Oil", 2)]
    assert found[2].offset < text.index("It burns")
