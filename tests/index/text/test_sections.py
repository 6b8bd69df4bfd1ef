"""Sections end at headings, and at furniture that lies between two groups of blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.outline import outline_of_plain_text
from index.text.sections import section_at, sections_of
from index.types import Document
from tests.support.factories import document
from tests.support.hostile_markdown import markdown_document as markdown
from tests.support.read_pages import read_page

LABELS = ("Tags: moon", "Photo: Reuters", "© 2026 The Harbour Club", "Advertisement", "Read more")
WORDS = st.sampled_from(
    ["The gate opens at nine.", "## Rules", "- a rope", "1. Row out.", "Take these:", *LABELS]
)


def plain(text: str) -> Document:
    outline = outline_of_plain_text(text)
    return document(text, blocks=outline.blocks, landmarks=outline.landmarks)


def runs(source: Document) -> list[str]:
    return [source.text[run[0].start : run[-1].end] for run in sections_of(source)]


@pytest.mark.parametrize("label", LABELS)
def test_a_label_between_paragraphs_is_in_no_section(label: str) -> None:
    text = f"The gate opens at nine in May.\n\n{label}\n\nIt closes at six each day of the year."
    for source in (markdown(f"# Gate\n\n{text}"), plain(f"Gate\n\n{text}")):
        assert runs(source) == text.split(f"\n\n{label}\n\n")


def test_a_running_head_of_a_printed_manual_is_in_no_section() -> None:
    pages = ["Row out at dawn. Come back by noon.", "Bring a rope for each boat. Two are better."]
    source = plain(f"Boat handbook\n\n1. Rowing\n\n{pages[0]}\n\nBoat handbook 2\n\n{pages[1]}")
    assert runs(source) == pages
    assert source.headings_at(source.text.index("Bring")) == ("1. Rowing",)


def test_pictures_links_and_marks_of_a_site_part_nothing() -> None:
    between = ("![A gate](gate.png)", "[The plan](plan.md)", "<!-- Advertisement here -->", "---")
    for one in between:
        text = f"The gate opens at nine in May.\n\n{one}\n\nIt closes at six."
        assert runs(markdown(f"# Gate\n\n{text}")) == [text]


def test_a_list_stays_with_its_lead_in_although_furniture_lies_between() -> None:
    text = "For each boat you need:\n\nAdvertisement\n\n- a rope\n- an oar"
    assert runs(markdown(f"# Boats\n\n{text}")) == [text]


def test_of_a_web_page_what_labels_a_paragraph_is_not_in_the_text() -> None:
    body = (
        "<p>The gate opens at nine in May, and the guard has the key to it.</p>"
        "<p><a href='/t'>TAG: normal</a></p>"
        "<p>It closes at six each day, but for the night of the harvest moon.</p>"
    )
    read = read_page(f"<main><h1>Gate</h1>{body}</main>")
    assert "TAG" not in read.text
    assert len(read.blocks) == 2


@given(st.lists(WORDS, max_size=12))
def test_each_block_is_in_the_section_at_its_place_and_in_no_other(lines: list[str]) -> None:
    source = markdown("\n\n".join(lines))
    sections = list(sections_of(source))
    assert tuple(block for section in sections for block in section) == source.blocks
    for section in sections:
        assert all(section_at(source, block.start) == section for block in section)
