"""What is shown around a quote is whole groups of its section, as many as are easily read."""

from __future__ import annotations

import pytest

from index.answering.wholes import wholes
from index.types import Passage, Quote
from tests.support.hostile_markdown import markdown_document as markdown


def prose(name: str, length: int) -> str:
    """Return a paragraph of ``length`` characters that begins with ``name``."""
    return f"{name} {'o' * (length - len(name) - 2)}."


def shown(text: str, words: str, *, around: bool = True) -> str:
    """Return what is shown for ``words``, found in a passage that is their block."""
    source = markdown(f"# Lamp\n\n## Light it\n\n{text}\n\n## Put it out\n\nIt is out.\n")
    start = source.text.index(words)
    block = next(one for one in source.blocks if one.start <= start < one.end)
    passage = Passage(source, block.start, block.end)
    quote = Quote(source, start, start + len(words), passage, 1.0)
    return wholes([quote], around=around)[0].context.text


def test_of_a_long_section_as_much_is_shown_around_a_quote_as_is_easily_read() -> None:
    parts = [prose(name, 400) for name in ("A", "B", "C", "D", "E")]
    text = "\n\n".join(parts)
    assert shown(text, "C o") == "\n\n".join(parts[1:4])
    assert shown(text, "A o") == "\n\n".join(parts[:3])
    assert shown(text, "E o") == "\n\n".join(parts[2:])


def test_a_lead_in_and_its_code_are_shown_together_or_not_at_all() -> None:
    code = f"D:\n\n```\n{'run it ' * 170}\n```"
    parts = [prose("A", 400), prose("B", 400), prose("C", 400), code]
    assert shown("\n\n".join(parts), "C o") == "\n\n".join(parts[:3])


def test_where_code_follows_code_more_of_the_section_is_shown() -> None:
    steps = [f"{prose(name, 250)}\n\n```\n{'run it ' * 30}\n```" for name in ("A", "B", "C", "D")]
    text = "\n\n".join(steps)
    assert 1_500 < len(text) < 2_000
    assert shown(text, "B o") == text


def test_a_short_paragraph_next_to_a_long_quote_is_shown_with_it() -> None:
    steps = "\n".join(f"{n}. {prose('Do', 300)}" for n in range(1, 9))
    text = f"A lamp can be lit. Do it so:\n\n{steps}"
    assert shown(f"{text}\n\n{prose('Below', 900)}", "Do it so:") == text
    code = "Copy this:\n\n```\n" + "line\n" * 500 + "```\n\nThen run it."
    assert shown(code, "line") == code


def test_a_bold_line_does_not_end_what_is_shown_below_a_heading() -> None:
    text = "**Task:** Light it.\n\n**Result**\n\nIt burns."
    assert shown(text, "It burns.") == text
    assert shown(text, "It burns.", around=False) == "It burns."


def test_what_is_shown_ends_with_what_its_last_sentence_announces_or_without_that() -> None:
    text = "It burns. It smells.\n\nOils are cheap. These are sold:\n\n### Whale\n\nIt is old."
    assert shown(text, "It burns.") == text
    long = f"{text}\n\n{prose('B', 2_500)}"
    assert shown(long, "It burns.") == "It burns. It smells.\n\nOils are cheap."
    assert shown(long, "These are sold:").endswith("These are sold:")


@pytest.mark.parametrize("line", ["**Does it burn?**", '=== "Gas"'])
def test_a_question_or_a_tab_ends_what_is_shown_below_a_heading(line: str) -> None:
    text = f"Light it.\n\n{line}\n\n    It burns."
    assert "burns" not in shown(text, "Light it.")


def test_bold_lines_without_a_heading_above_are_headings_themselves() -> None:
    source = markdown("**Oil**\n\nIt smells.\n\n**Gas**\n\nIt burns.\n")
    block = source.blocks[-1]
    passage = Passage(source, block.start, block.end)
    (found,) = wholes([Quote(source, block.start, block.end, passage, 1.0)], around=True)
    assert found.context.text == "It burns."
