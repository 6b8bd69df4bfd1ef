"""reStructuredText as docutils, Sphinx and pandoc have it: blocks, marks, directives."""

from __future__ import annotations

import pytest

from index.formats.parsed import Parsed
from index.formats.rst import read
from index.types import BlockKind, Document
from tests.support.read_pages import headings, quotable


def read_rst(source: str) -> Parsed:
    (parsed,) = read(source.encode(), "page.rst")
    return parsed


WRITTEN = {
    "10\\ :sup:`6` feet of H\\ :sub:`2`\\ O": "10⁶ feet of H₂O",
    "It is long. [1]_ It is old.\n\n.. [1] A note.": "It is long. It is old.",
    "It is long. [#a]_ It is old.\n\n.. [#a] A note.": "It is long. It is old.",
    "It is long [#]_. It is old [*]_ too.\n\n.. [#] A note.\n.. [*] B.": "It is long. It is old too.",
    "See [CIT]_ for it.\n\n.. [CIT] A book.": "See CIT for it.",
    "10\\ :html:`<sup>6</sup>` feet,\n:html:`<br>`\\ of H\\ :html:`<sub>2</sub>`\\ O\n\n"
    ".. role:: html(raw)\n   :format: html": "10⁶ feet, of H₂O",
    "Costs 5 :html:`&mdash;` or :html:`&lt;b&gt;`.\n\n.. role:: html(raw)\n   :format: html": "Costs 5 — or <b>.",
    "10\\ :sup:`-6` feet is |a|.\n\n.. |a| replace:: 2\\ :sup:`n+1`": "10⁻⁶ feet is 2ⁿ⁺¹.",
    "Press :kbd:`<Enter>` or :samp:`<b>x`.": "Press <Enter> or <b>x.",
    "Five [STRIKEOUT:or four ]crowns.": "Five crowns.",
    "Five :del:`or four` crowns.": "Five crowns.",
    "So :math:`E = mc^2` and :math:`x_i`.": "So E = mc² and xᵢ.",
    "See `nowhere`_ for more.": "See nowhere for more.",
    "{% if open %}\n\nIt is *open* {% if late %}late{% endif %}.\n\n{% endif %}": "It is open late.",
    "Write ``{% if open %}`` before it.": "Write {% if open %} before it.",
    "See :ref:`the lamp <x>` and :class:`~a.b.Lamp`.": "See the lamp and Lamp.",
}


@pytest.mark.parametrize("source", WRITTEN)
def test_a_paragraph_is_as_a_reader_of_the_page_sees_it(source: str) -> None:
    assert quotable(read_rst(source))[0] == WRITTEN[source]


def test_struck_text_and_formulas_that_are_no_line_are_counted() -> None:
    parsed = read_rst("Five [STRIKEOUT:four ]crowns.\n\nHalf is :math:`\\frac{a}{b}`.")
    assert quotable(parsed) == ["Five crowns."]
    assert parsed.notes == (
        "page.rst: 1 struck passage left out",
        "page.rst: 1 paragraph with an equation or symbol that text cannot show is not quoted",
    )


ADMONITIONS = {
    ".. note::\n\n   The press is hot.": "Note: The press is hot.",
    ".. warning:: The press is hot.": "Warning: The press is hot.",
    ".. admonition:: Mind your hands\n\n   The press is hot.": "Mind your hands: The press is hot.",
    ".. deprecated:: 3.1\n   Use the lamp.": "Deprecated since version 3.1: Use the lamp.",
    ".. versionadded:: 2.0": "New in version 2.0:",
    ".. versionchanged:: 2.0 It is faster.": "Changed in version 2.0: It is faster.",
    ".. seealso:: The lamp.": "See also: The lamp.",
}


@pytest.mark.parametrize("source", ADMONITIONS)
def test_an_admonition_begins_with_its_title(source: str) -> None:
    assert quotable(read_rst(f"Before.\n\n{source}\n")) == ["Before.", ADMONITIONS[source]]


@pytest.mark.parametrize(
    "source",
    [".. code-block:: python\n   :caption: x\n\n   light(1)\n", ".. code:: python\n\n   light(1)\n",
     ".. sourcecode:: python\n\n   light(1)\n"],
)  # fmt: skip
def test_code_has_its_language(source: str) -> None:
    parsed = read_rst(source)
    (block,) = parsed.blocks
    assert (block.kind, block.language, quotable(parsed)) == (
        BlockKind.CODE,
        "python",
        ["light(1)"],
    )


def test_code_without_a_language_has_none() -> None:
    assert read_rst("So::\n\n   light(1)\n").blocks[1].language == ""


def test_terms_fields_and_options_are_lists() -> None:
    for source, first in {
        "port\n   The number.\nhost\n   The name.": "- port\n  The number.",
        "Text.\n\n:port: The number.\n:host: The name.": "- port\n  The number.",
        "Text.\n\n-p, --port=NUMBER  The number.\n-h           The name.": "- -p, --port=NUMBER\n  The number.",
    }.items():
        parsed = read_rst(source)
        block = parsed.blocks[-1]
        assert (block.kind, len(block.parts)) == (BlockKind.LIST, 2)
        assert parsed.text[slice(*block.parts[0])] == first


def test_a_long_definition_is_a_section_and_a_question_a_heading() -> None:
    parsed = read_rst("open(path)\n   Opens it.\n\n   ::\n\n      open('x')\n")
    assert (headings(parsed), quotable(parsed)) == (["open(path)"], ["Opens it.", "open('x')"])
    asked = "Is there parking?\n   No.\n\nText.\n\nCan I bring a dog?\n\nYes, you can.\n"
    parsed = read_rst(asked)
    assert headings(parsed) == ["Is there parking?", "Can I bring a dog?"]
    assert quotable(parsed) == ["No.", "Text.", "Yes, you can."]


def test_steps_keep_their_code_and_their_paragraphs() -> None:
    source = "1. Install it::\n\n      pip install x\n\n   Wait.\n\n2. Run it.\n\n   a) now\n   b) later\n"
    parsed = read_rst(source)
    assert quotable(parsed) == [
        "1. Install it:\n  pip install x\n  Wait.\n2. Run it.\n  a) now\n  b) later"
    ]
    assert parsed.blocks[0].kind is BlockKind.STEPS


def test_what_sphinx_documents_is_under_its_signature() -> None:
    source = ".. py:function:: light(lamp)\n   :noindex:\n\n   Lights it.\n\n.. option:: --port\n\n   The number.\n"
    parsed = read_rst(source)
    assert headings(parsed) == ["light(lamp)", "--port"]
    assert quotable(parsed) == ["Lights it.", "The number."]


def test_a_lone_first_section_and_topics_keep_their_titles() -> None:
    source = "Title\n=====\n\nRules\n-----\n\nText.\n\n.. topic:: Fees\n\n   Five crowns.\n\n.. contents::\n"
    parsed = read_rst(source)
    assert (parsed.title, headings(parsed)) == ("Title", ["Rules", "Fees"])
    assert quotable(parsed) == ["Text.", "Five crowns."]


def test_a_table_knows_its_head_and_repeats_what_covers_rows() -> None:
    grid = (
        "+-----+-------+\n| Day | Hall  |\n+=====+=======+\n| Mon | North |\n"
        "|     +-------+\n|     | South |\n+-----+-------+\n"
    )
    parsed = read_rst(grid)
    assert quotable(parsed) == ["| Day | Hall |\n| Mon | North |\n| Mon | South |"]
    assert parsed.blocks[0].headed
    plain = read_rst("=== ===\nMon 9\nTue 10\n=== ===\n")
    assert not plain.blocks[0].headed


def test_what_comes_after_tabs_is_in_the_section_around_them() -> None:
    one = "   .. tab-item:: {}\n\n      It is {}.\n\n"
    tabs = f".. tab-set::\n\n{one.format('Oil', 'dear')}{one.format('Gas', 'cheap')}"
    parsed = read_rst(f"Lamps\n=====\n\nCost\n----\n\n{tabs}\n\nIt is sold in May.")
    document = Document("d", "Lamps", parsed.text, "", landmarks=parsed.landmarks)
    paths = [document.headings_at(parsed.text.index(said)) for said in quotable(parsed)]
    assert paths == [("Cost", "Oil"), ("Cost", "Gas"), ("Cost",)]


@pytest.mark.parametrize("above", ["", ":orphan:\n\n", ".. _lamps:\n\n:template: a.html\n\n"])
def test_the_only_section_is_the_page_whatever_fields_are_above_it(above: str) -> None:
    parsed = read_rst(f"{above}Lamps\n=====\n\nThey glow.\n\nCost\n----\n\nThey are dear.")
    assert parsed.title == "Lamps"
    assert [(mark.heading, mark.level) for mark in parsed.landmarks] == [("Cost", 2)]


def test_a_page_of_several_sections_has_no_title_of_its_own() -> None:
    parsed = read_rst(":orphan:\n\nLamps\n=====\n\nThey glow.\n\nOil\n===\n\nIt burns.")
    assert parsed.title is None
    assert headings(parsed) == ["Lamps", "Oil"]


@pytest.mark.parametrize(
    "table",
    [
        ".. list-table:: Fees\n   :header-rows: 1\n\n   * - Who\n     - Fee\n   * - Child\n     - 2",
        ".. table:: Fees\n\n   ===== ===\n   Who   Fee\n   ===== ===\n   Child 2\n   ===== ===",
        '.. csv-table:: Fees\n   :header: "Who", "Fee"\n\n   "Child", "2"',
    ],
)
def test_a_table_keeps_its_title(table: str) -> None:
    assert quotable(read_rst(table)) == ["Fees", "| Who | Fee |\n| Child | 2 |"]


def test_a_list_in_a_cell_has_its_marks_on_the_row() -> None:
    table = "+------+----------+\n| Boss | - keys   |\n|      | - gates  |\n+------+----------+\n"
    assert quotable(read_rst(table)) == ["| Boss | • keys • gates |"]
