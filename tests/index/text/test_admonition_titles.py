"""The title that an author gave an admonition is text that readers see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.dress.shown_text import shown_lines
from index.text.markdown_outline import outline_of_markdown
from index.types import Document

ABOVE = "Wipe the glass."
INSIDE = "It is hot."
BELOW = "Fill the tank."

TITLED = {
    "MkDocs": '!!! warning "{title}"\n    {inside}',
    "MkDocs, on the left": '!!! warning inline end "{title}"\n\n    {inside}',
    "MkDocs, folded": '???+ note "{title}"\n    {inside}',
    "PyMdown": "/// warning | {title}\n\n{inside}\n\n///",
    "VitePress": "::: tip {title}\n{inside}\n:::",
    "VitePress, folded": "::: details {title}\n\n{inside}\n\n:::",
    "Docusaurus": ":::tip {title}\n\n{inside}\n\n:::",
    "Docusaurus, in brackets": ":::danger[{title}]\n\n{inside}\n\n:::",
    "MyST": "```{{warning}} {title}\n{inside}\n```",
    "MyST, any": "```{{admonition}} {title}\n:class: tip\n\n{inside}\n```",
    "MyST, with colons": ":::{{dropdown}} {title}\n{inside}\n:::",
    "Obsidian": "> [!tip]- {title}\n> {inside}",
}  # fmt: skip


def outlined(admonition: str) -> Document:
    text = f"# Lamps\n\n## Care\n\n{ABOVE}\n\n{admonition}\n\n{BELOW}\n"
    found = outline_of_markdown(text)
    return Document(
        "d", "Lamps", text, "", landmarks=found.titled("Lamps"), blocks=found.blocks,
        markup=found.markup,
    )  # fmt: skip


def quotable(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def seen(document: Document) -> list[str]:
    return [
        "".join(document.text[at] for at in line.offsets())
        for line in shown_lines(document, 0, len(document.text))
    ]


@pytest.mark.parametrize("maker", TITLED)
@pytest.mark.parametrize(
    ("written", "title"),
    [("Mind the gap", "Mind the gap"), ("The **wick** [first](x.md)", "The wick first")],
)
def test_a_title_is_the_heading_of_what_its_admonition_says(
    maker: str, written: str, title: str
) -> None:
    document = outlined(TITLED[maker].format(title=written, inside=INSIDE))
    assert quotable(document) == [ABOVE, INSIDE, BELOW]
    paths = [document.headings_at(document.text.index(said)) for said in quotable(document)]
    assert paths == [("Care",), ("Care", title), ("Care",)]


@pytest.mark.parametrize("maker", TITLED)
def test_a_title_is_drawn_as_readers_of_the_site_see_it(maker: str) -> None:
    document = outlined(TITLED[maker].format(title="Mind the gap", inside=INSIDE))
    assert seen(document)[2:] == [ABOVE, "Mind the gap", INSIDE, BELOW]


@pytest.mark.parametrize("maker", TITLED)
def test_a_title_that_is_a_sentence_is_quoted(maker: str) -> None:
    document = outlined(TITLED[maker].format(title="Gas is no longer burnt.", inside=INSIDE))
    assert quotable(document) == [ABOVE, "Gas is no longer burnt.", INSIDE, BELOW]
    assert {document.headings_at(block.start) for block in document.blocks} == {("Care",)}


@pytest.mark.parametrize("maker", TITLED)
def test_a_title_with_nothing_below_it_is_quoted(maker: str) -> None:
    document = outlined(TITLED[maker].format(title="Deprecated since May", inside=""))
    assert quotable(document) == [ABOVE, "Deprecated since May", BELOW]


def test_a_note_that_begins_behind_its_kind_is_text() -> None:
    document = outlined("> [!NOTE] Gas is no longer burnt in\n> any of the lamps.")
    assert quotable(document) == [
        ABOVE, "Gas is no longer burnt in\n> any of the lamps.", BELOW,
    ]  # fmt: skip


def test_a_title_above_a_picture_is_not_quoted() -> None:
    document = outlined(TITLED["MkDocs, folded"].format(title="Brass", inside="![](brass.png)"))
    assert quotable(document) == [ABOVE, BELOW]


@pytest.mark.parametrize(
    "admonition",
    [
        '!!! note "Note"\n    {}',
        ":::warning Note\n{}\n:::",
        "> [!TIP] Tip\n> {}",
        '!!! note ""\n    {}',
        "::: warning :::\n{}\n:::",
        "::: columns 2\n{}\n:::",
        "```{{grid}} 1 2 2 3\n{}\n```",
        "::: info {{.wide}}\n{}\n:::",
    ],
)
def test_what_names_only_the_kind_or_the_layout_is_no_title(admonition: str) -> None:
    document = outlined(admonition.format(INSIDE))
    assert quotable(document) == [ABOVE, INSIDE, BELOW]
    assert [mark.heading for mark in document.landmarks] == ["Care"]


def test_what_follows_tabs_in_fences_is_no_code() -> None:
    tabs = "````{tab-set}\n```{tab-item} Oil\nIt is dear.\n```\n```{tab-item} Gas\nNo.\n```\n````"
    assert seen(outlined(tabs))[2:] == [ABOVE, "Oil", "It is dear.", "Gas", "No.", BELOW]


def test_an_admonition_between_steps_does_not_part_them() -> None:
    text = '1. Wipe it.\n\n    !!! warning "Mind the flame"\n        It is hot.\n\n2. Fill it.\n'
    document = outlined(text)
    assert quotable(document)[1:-1] == [text.strip()]
    assert "Mind the flame" in seen(document)


def test_an_admonition_in_another_ends_before_it() -> None:
    inner = '!!! note "The flame"\n    It is hot.\n\n    !!! tip "The wick"\n        It is wet.\n\n'
    document = outlined(f"{inner}    It is lit.")
    paths = {said: document.headings_at(document.text.index(said)) for said in quotable(document)}
    assert paths["It is hot."] == ("Care", "The flame")
    assert paths["It is wet."][-1] == "The wick"
    assert "The wick" not in paths["It is lit."]
    assert paths[BELOW] == ("Care",)


@given(
    st.sampled_from(sorted(TITLED)),
    st.text("abcé '_*`[]()<>|&!#.:?\"\\{}0", min_size=1, max_size=30),
)
def test_no_title_takes_the_text_of_its_admonition_away(maker: str, title: str) -> None:
    document = outlined(TITLED[maker].format(title=title, inside=INSIDE))
    assert any(INSIDE in said for said in quotable(document))
    for block in document.blocks:
        assert document.text[block.start : block.end].strip()
