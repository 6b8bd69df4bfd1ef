"""Quotes are whole things, as their author meant them: no code, step or row is cut."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answering.wholes import whole, wholes
from index.text.chunking import chunks
from index.text.dress.shown_text import shown_lines
from index.types import BlockKind, Document, Landmark, Passage, Quote, QuoteKind
from tests.support.hostile_markdown import markdown_document as markdown

STEPS = """\
# Lamp

## Light it

Take care with the oil. To light the lamp, do this:

1. Open the valve.
2. Wait a minute.
3. Hold a match to it.

The lamp burns for a night.

## Configure it

Write this into the file `lamp.toml`:

```toml
colour = "red"
height = 12
```

| Key | Meaning |
|---|---|
| colour | the colour of the glass |
| height | how high it hangs |

### Can I paint the lamp?

No. Paint burns.

Ask the keeper for a red glass.
"""


def quoted(source: Document, words: str) -> Quote:
    start = source.text.index(words)
    passage = next(c for c in chunks(source, _counts, 256) if c.start <= start < c.end)
    context = Passage(source, passage.start, passage.end)
    return Quote(source, start, start + len(words), context, 1.0)


def _counts(texts: list[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def test_a_step_is_quoted_with_all_steps_and_their_lead_in() -> None:
    source = markdown(STEPS)
    found = whole(quoted(source, "Wait a minute."))
    assert found.kind is QuoteKind.STEPS
    assert found.text.startswith("To light the lamp, do this:")
    assert found.text.endswith("3. Hold a match to it.")
    assert source.text[slice(*found.core or ())] == "Wait a minute."


def test_a_lead_in_is_quoted_with_what_it_announces() -> None:
    found = whole(quoted(markdown(STEPS), "To light the lamp, do this:"))
    assert found.kind is QuoteKind.STEPS
    assert found.text.endswith("3. Hold a match to it.")
    code = whole(quoted(markdown(STEPS), "Write this into the file `lamp.toml`:"))
    assert code.kind is QuoteKind.CODE
    assert code.text.endswith("height = 12\n```")


def test_a_sentence_before_a_lead_in_is_shown_without_it() -> None:
    found = whole(quoted(markdown(STEPS), "Take care with the oil."))
    assert found.shown == "Take care with the oil."


def test_a_line_of_code_is_quoted_with_the_whole_block_and_the_sentence_before() -> None:
    found = whole(quoted(markdown(STEPS), 'colour = "red"'))
    assert found.kind is QuoteKind.CODE
    assert found.text.startswith("Write this")
    assert found.text.endswith("```")


def test_a_row_of_a_short_table_is_quoted_with_the_table() -> None:
    found = whole(quoted(markdown(STEPS), "how high it hangs"))
    assert found.kind is QuoteKind.TABLE
    assert found.text.startswith("| Key | Meaning |")


def test_a_row_of_a_long_table_is_quoted_under_its_head() -> None:
    rows = "\n".join(f"| key{n} | what the key number {n} means for the lamp |" for n in range(40))
    source = markdown(f"# T\n\nThe keys are these:\n\n| Key | Meaning |\n|---|---|\n{rows}\n")
    found = whole(quoted(source, "what the key number 17 means for the lamp"))
    assert found.kind is QuoteKind.ROW
    assert found.text == "| key17 | what the key number 17 means for the lamp |"
    assert [source.text[slice(*one)] for one in found.above] == [
        "The keys are these:",
        "| Key | Meaning |",
    ]


LAMPS = "# Lamps\n\n| Lamp | Oil |\n|---|---|\n| red | 2 l |\n| blue | 5 l |\n| green | 7 l |\n"
ITEMS = (
    "# Lamps\n\n- The red lamp burns 2 l.\n- The blue lamp burns 5 l.\n- The green one is off.\n"
)


@pytest.mark.parametrize(
    ("text", "words", "answering"),
    [
        (LAMPS, "red | 2 l |\n| blue | 5 l", "blue | 5 l"),
        (ITEMS, ITEMS[11:62], "The blue lamp burns 5 l."),
    ],
)
def test_of_two_rows_or_items_the_one_with_the_words_that_answer_is_the_core(
    text: str, words: str, answering: str
) -> None:
    source = markdown(text)
    at = source.text.index("5 l")
    found = whole(replace(quoted(source, words), answer=(at, at + 3)))
    assert source.text[slice(*found.core or ())].strip(" |") == answering


def test_of_two_rows_that_both_answer_none_is_left_out_of_the_core() -> None:
    source = markdown(LAMPS)
    start, end = source.text.index("2 l"), source.text.index("5 l") + 3
    words = source.text[start:end]
    found = whole(replace(quoted(source, words), answer=(start, end)))
    assert found.core == (start, end)


def test_a_sentence_before_code_is_shown_without_the_words_that_lead_to_it() -> None:
    text = "Take care. Then {}\n\n```\nlamp --light\n```\n"
    leads, told = (
        markdown(text.format(words)) for words in ("the command looks like this", "wait.")
    )
    assert whole(quoted(leads, "Take care."), around=False).shown == "Take care."
    assert whole(quoted(told, "Take care."), around=False).shown == "Take care. Then wait."


def test_an_item_of_a_long_list_is_quoted_under_its_lead_in() -> None:
    items = "\n".join(f"- The rule number {n} says something of its own." for n in range(40))
    source = markdown(f"# T\n\nProhibited:\n\n{items}\n")
    found = whole(quoted(source, "The rule number 9 says something of its own."))
    assert found.kind is QuoteKind.ITEM
    assert found.text == "- The rule number 9 says something of its own."
    assert [source.text[slice(*one)] for one in found.above] == ["Prohibited:"]


def test_a_line_between_the_items_of_a_long_list_is_quoted_alone() -> None:
    items = "\n".join(f"- The rule number {n} says something of its own." for n in range(20))
    source = markdown(f"# T\n\n{items}\n{{{{< /hint >}}}}\n{items}\n")
    (block,) = source.blocks
    (start, end) = (source.text.index("{{<"), source.text.index(">}}") + 3)
    apart = replace(block, parts=tuple(one for one in block.parts if not one[0] < end <= one[1]))
    source = replace(source, blocks=(apart,))
    found = whole(Quote(source, start, end, Passage(source, start, end), 1.0))
    assert found.text == "{{< /hint >}}"


def test_an_answer_that_begins_with_no_stands_under_its_question() -> None:
    found = whole(quoted(markdown(STEPS), "No. Paint burns."))
    assert found.kind is QuoteKind.ENTRY
    assert found.shown.startswith("### Can I paint the lamp?\nNo. Paint burns.")
    assert found.shown.endswith("red glass.")


def test_steps_that_code_interrupts_are_quoted_as_one() -> None:
    text = "# T\n\nDo this:\n\n1. Open it.\n\n```sh\nopen it\n```\n\n2. Close it.\n\nDone.\n"
    found = whole(quoted(markdown(text), "Close it."))
    assert found.text == "Do this:\n\n1. Open it.\n\n```sh\nopen it\n```\n\n2. Close it."


PROCEDURES = {
    "bold numbers": "Do it so.\n\n**1.** Open it.\n\n**2.** Wait.\n\n**3.** Light it.",
    "named steps": "Do it so.\n\nStep 1: Open it.\n\nStep 2: Wait.\n\nStep 3: Light it.",
    "brackets": "Do it so\n\n1) Open it.\n2) Wait.\n   - a minute\n\n     or two\n3) Light it.",
    "no colon above": "Do it so.\n\n1. Open it.\n2. Wait.\n3. Light it.",
    "numbers that the site counts": (
        "Do it so.\n\n1. Open it.\n```sh\nopen\n```\n1. Wait.\n```sh\nwait\n```\n1. Light it."
    ),
    "code and pictures between": (
        "Do it so.\n\n1. Open it.\n\n```sh\nopen\n```\n\n2. Wait.\n\n![a](a.png)\n\n3. Light it."
    ),
    "headings": (
        "Do it so.\n\n## Step 1: Oil\n\nOpen it.\n\n## Step 2: Time\n\n### How long\n\nWait.\n\n"
        "## Step 3: Fire\n\nLight it."
    ),
    "headings with words": "Do it so.\n\n**Step one**\n\nWait.\n\n**Step two**\n\nLight it.",
    "terms": "Do it so.\n\nStep 1\n: Open it.\n\nStep 2\n: Wait.\n\nStep 3\n: Light it.",
}


@pytest.mark.parametrize("text", PROCEDURES.values(), ids=PROCEDURES)
@pytest.mark.parametrize("words", ["Wait.", "Light it."])
def test_steps_are_quoted_whole_however_they_are_written(text: str, words: str) -> None:
    (found,) = wholes([quoted(markdown(f"# Lamp\n\n{text}\n"), words)], around=True)
    assert found.kind is QuoteKind.STEPS
    assert found.text.startswith("Do it so")
    assert found.text.endswith("Light it.")


@pytest.mark.parametrize("text", PROCEDURES.values(), ids=PROCEDURES)
def test_what_stands_below_the_steps_is_none_of_them(text: str) -> None:
    source = markdown(f"# Lamp\n\n{text}\n\n# Glass\n\nIt is red.\n")
    assert whole(quoted(source, "It is red."), around=True).text == "It is red."
    assert "red" not in whole(quoted(source, "Wait."), around=True).text


def test_a_fact_from_a_step_under_a_heading_of_its_own_is_quoted_alone() -> None:
    source = markdown("# Lamp\n\n## Step 1\n\nOpen it.\n\n## Step 2\n\nWait a minute.\n")
    (found,) = wholes([quoted(source, "Wait a minute.")], around=False)
    assert found.text == "Wait a minute."


def test_sections_with_numbers_that_are_no_steps_are_quoted_alone() -> None:
    source = markdown("# Rules\n\n## 1. Be kind\n\nNo insults.\n\n## 2. Be brief\n\nNo walls.\n")
    assert whole(quoted(source, "No walls."), around=True).text == "No walls."


def test_long_steps_under_headings_are_quoted_one_by_one() -> None:
    steps = "\n".join(f"## Step {n}\n\n{'It burns. ' * 80}End {n}.\n" for n in range(1, 6))
    found = whole(quoted(markdown(f"# Lamp\n\n{steps}"), "End 2."), around=True)
    assert found.text == "End 2."


def test_a_sentence_above_steps_brings_them_to_who_asks_for_no_fact() -> None:
    source = markdown("# Lamp\n\nIt is old. Light it so.\n\n1. Open it.\n2. Wait.\n")
    asked = quoted(source, "Light it so.")
    assert whole(asked, around=True).text.endswith("2. Wait.")
    assert whole(asked, around=False).text == "Light it so."
    assert whole(quoted(source, "It is old."), around=True).text == "It is old."


TABS = {
    "MkDocs": '=== "Oil"\n\n    1. Open it.\n    2. Wait.\n\n=== "Gas"\n\n    1. Turn it.\n'
    "    2. Go.\n",
    "MyST": "::::{tab-set}\n:::{tab-item} Oil\n1. Open it.\n2. Wait.\n:::\n:::{tab-item} Gas\n"
    "1. Turn it.\n2. Go.\n:::\n::::\n",
    "Docusaurus": '<Tabs>\n<TabItem value="o" label="Oil">\n\n1. Open it.\n2. Wait.\n\n</TabItem>\n'
    '<TabItem value="g" label="Gas">\n\n1. Turn it.\n2. Go.\n\n</TabItem>\n</Tabs>\n',
}


@pytest.mark.parametrize("tabs", TABS.values(), ids=TABS)
def test_a_lead_in_is_quoted_with_the_tabs_that_it_announces(tabs: str) -> None:
    source = markdown(f"# Lamp\n\n## Light it\n\nLight it:\n\n{tabs}\n## Oil\n\nBuy oil.\n")
    found = whole(quoted(source, "Light it:"))
    steps = ["Oil", "Open it.", "Wait.", "Gas", "Turn it.", "Go."]
    assert seen(found) == ["Light it:", *steps]
    assert source.text[slice(*found.core or ())] == "Light it:"


def test_a_lead_in_is_quoted_with_the_sections_below_its_own() -> None:
    source = markdown(
        "## Oils\n\nPour in one of:\n\n### Whale\n\nIt smells.\n\n## Wicks\n\nTrim it.\n"
    )
    assert whole(quoted(source, "Pour in one of:")).text.endswith("It smells.")


def test_what_comes_after_the_tabs_below_a_title_is_not_quoted_with_their_lead_in() -> None:
    source = markdown(f"# Lamp\n\nLight it:\n\n{TABS['MkDocs']}\nPut it out.\n")
    rest = Landmark(source.text.index("Put"), "Lamp")
    source = replace(source, landmarks=(*source.landmarks, rest))
    assert whole(quoted(source, "Light it:")).text.endswith("2. Go.")


def test_a_lead_in_is_not_quoted_with_the_section_beside_its_own_or_with_long_ones() -> None:
    beside = markdown("## Oils\n\nPour in one of:\n\n## Wicks\n\nTrim it.\n")
    assert whole(quoted(beside, "Pour in one of:")).text == "Pour in one of:"
    long = "It smells. " * 300
    below = markdown(f"## Oils\n\nPour in one of:\n\n### Whale\n\n{long}\n")
    assert whole(quoted(below, "Pour in one of:")).text == "Pour in one of:"


def test_a_sentence_before_a_lead_in_is_quoted_without_its_tabs() -> None:
    source = markdown(f"# Lamp\n\nTake care. Light it:\n\n{TABS['MkDocs']}")
    assert whole(quoted(source, "Take care.")).text == "Take care."


@pytest.mark.parametrize("tabs", TABS.values(), ids=TABS)
def test_the_steps_of_one_tab_are_quoted_with_its_label_and_without_those_of_another(
    tabs: str,
) -> None:
    source = markdown(f"# Lamp\n\nChoose.\n\n{tabs}")
    first, second = (whole(quoted(source, words)) for words in ("Open it.", "Turn it."))
    assert seen(first) == ["Oil", "Open it.", "Wait."]
    assert seen(second) == ["Gas", "Turn it.", "Go."]


def test_the_code_of_one_tab_is_quoted_with_its_label() -> None:
    tabs = '=== "Oil"\n\n    ```\n    open\n    ```\n\n=== "Gas"\n\n    ```\n    turn\n    ```\n'
    found = whole(quoted(markdown(f"# Lamp\n\nChoose.\n\n{tabs}"), "turn"))
    assert (found.kind, seen(found)) == (QuoteKind.CODE, ["Gas", "turn"])
    assert found.locator.paragraph == 3


def seen(quote: Quote) -> list[str]:
    """Return the lines of a quote as readers see them."""
    lines = shown_lines(quote.document, quote.start, quote.end)
    return ["".join(quote.document.text[at] for at in line.offsets()) for line in lines]


def test_a_long_list_is_shown_around_the_item_that_answers() -> None:
    items = "\n".join(f"- Lamp {n} {'burns ' * 25}long." for n in range(1, 10))
    source = markdown(f"# Lamps\n\n{items}\n\n{'Glass is dear. ' * 40}\n")
    item = quoted(source, f"Lamp 4 {'burns ' * 25}long.")
    (found,) = wholes([item], around=True)
    assert found.text.startswith("- Lamp 4")
    assert found.context.text == items


def test_a_second_quote_of_a_section_that_is_shown_is_left_out() -> None:
    source = markdown(STEPS)
    both = [quoted(source, "Open the valve."), quoted(source, "The lamp burns for a night.")]
    assert len(wholes(both, around=True)) == 1
    assert len(wholes(both, around=False)) == 2


RUNS = {
    "code below code": "Do it so:\n\n```\nopen\n```\n\n```\nlight\n```",
    "a word between": "Do it so:\n\n```\nopen\n```\n\nor\n\n```\nlight\n```",
    "a lead-in that goes on": "Do it so:\n\n```\nopen\n```\n\n...and then:\n\n```\nlight\n```",
    "a sentence that goes on": "If you write:\n\n```\nopen\n```\n\nlight comes of it.",
    "an item": "- Do it so:\n\n```\nopen\nlight\n```",
}


@pytest.mark.parametrize("text", RUNS.values(), ids=RUNS)
@pytest.mark.parametrize("around", [True, False])
def test_code_is_quoted_with_all_that_goes_on_from_it(text: str, around: bool) -> None:
    source = markdown(f"# Lamp\n\n{text}\n\nThen it burns.\n")
    for words in ("open", "light"):
        found = whole(quoted(source, words), around=around)
        assert (found.kind, found.text) == (QuoteKind.CODE, text)


def test_a_list_that_announces_code_is_quoted_with_it() -> None:
    text = "- Open it.\n- Light it:\n\n```\nlight\n```"
    source = markdown(f"# Lamp\n\n{text}\n\nThen it burns.\n")
    found = whole(quoted(source, "Open it."))
    assert found.text == text
    assert source.text[slice(*found.core or ())] == "Open it."
    assert whole(quoted(source, "light\n")).text == "- Light it:\n\n```\nlight\n```"


@pytest.mark.parametrize("label", ["Oil", "*Oil*", "The lamp has been made by", "Lamp 2.0"])
def test_a_list_is_quoted_with_the_label_above_it(label: str) -> None:
    text = f"{label}\n\n- 2 litres"
    source = markdown(f"# Lamp\n\nWick\n\n- 4 mm\n- Cotton\n\n{text}\n\nThen it burns.\n")
    assert whole(quoted(source, "2 litres")).text == text


@pytest.mark.parametrize(
    "above", ["It burns.", "[See the shop](x)", "Does it burn?", "or", "_It burns._", "L" * 80]
)
def test_a_line_above_a_list_that_is_no_label_is_not_quoted_with_it(above: str) -> None:
    source = markdown(f"# Lamp\n\nText.\n\n{above}\n\n- 2 litres\n- 4 mm\n")
    assert whole(quoted(source, "2 litres")).text == "- 2 litres\n- 4 mm"


def test_steps_that_announce_code_are_quoted_with_it() -> None:
    text = "Do this.\n\n1. Open it.\n2. Light it:\n\n```\nlight\n```"
    found = whole(quoted(markdown(f"# Lamp\n\n{text}\n\nIt burns.\n"), "Open it."))
    assert (found.kind, found.text) == (QuoteKind.STEPS, text)


def test_a_long_run_of_code_is_quoted_block_by_block() -> None:
    blocks = [f"```\n{f'line of block {n}' * 30}\n```" for n in range(1, 7)]
    source = markdown("# Lamp\n\nDo it so:\n\n" + "\n\n".join(blocks) + "\n")
    first, third = (whole(quoted(source, f"line of block {n}")) for n in (1, 3))
    assert first.text == f"Do it so:\n\n{blocks[0]}"
    assert third.text == blocks[2]


def test_a_sentence_below_code_that_begins_anew_is_quoted_alone() -> None:
    source = markdown("# Lamp\n\nDo it so:\n\n```\nopen\n```\n\nit burns. It smells.\n")
    assert whole(quoted(source, "It smells.")).text == "It smells."
    assert whole(quoted(source, "it burns.")).text.startswith("Do it so:")


WORDS = st.lists(
    st.sampled_from(["lamp", "oil", "valve", "match", "glass", "storm"]), min_size=1, max_size=12
).map(" ".join)
SENTENCE = WORDS.map(lambda words: f"{words.capitalize()}.")
PROSE = st.lists(SENTENCE, min_size=1, max_size=4).map(" ".join)
LEAD = WORDS.map(lambda words: f"{words.capitalize()}:")
ITEMS = st.lists(SENTENCE, min_size=1, max_size=25)
ANNOUNCING = st.tuples(ITEMS, st.lists(LEAD, max_size=1)).map(lambda parts: [*parts[0], *parts[1]])
LISTED = ANNOUNCING.map(lambda items: "\n".join(f"- {item}" for item in items))
NUMBERED = ITEMS.map(lambda items: "\n".join(f"{at}. {item}" for at, item in enumerate(items, 1)))
CODE = st.lists(WORDS, min_size=1, max_size=30).map(
    lambda lines: "```sh\n" + "\n".join(lines) + "\n```"
)
TABLE = st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=25).map(
    lambda rows: "| A | B |\n|---|---|\n" + "\n".join(f"| {a} | {b} |" for a, b in rows)
)
STEPPED = ITEMS.map(lambda items: "\n\n".join(f"**{at}.** {i}" for at, i in enumerate(items, 1)))
SECTIONED = ITEMS.map(
    lambda items: "\n\n".join(f"## Step {at}\n\n{i}" for at, i in enumerate(items, 1))
)
HEADING = st.one_of(
    WORDS.map(lambda words: f"## {words}"),
    WORDS.map(lambda words: f"## Is it {words}?"),
    WORDS.map(lambda words: f"**{words}**"),
)
GOES_ON = WORDS.map(lambda words: f"and {words}:")
BLOCK = st.one_of(PROSE, LEAD, GOES_ON, LISTED, NUMBERED, STEPPED, SECTIONED, CODE, TABLE, HEADING)
TEXTS = st.lists(BLOCK, min_size=1, max_size=8).map(lambda blocks: "\n\n".join(blocks) + "\n")


@given(TEXTS, st.booleans())
def test_nothing_shown_ends_on_a_lead_in_or_cuts_code_a_step_or_a_row(
    text: str, around: bool
) -> None:
    source = markdown(text)
    for chunk in chunks(source, _counts, 60):
        context = Passage(source, chunk.start, chunk.end)
        for start, end in chunk.windows:
            (found,) = wholes([Quote(source, start, end, context, 1.0)], around=around)
            assert found.start <= start < end <= found.end
            assert found.within(found.context)
            for shown in (found, found.context):
                assert not _ends_on_an_announcement(source, shown.end)
                assert not any(_cuts(shown.start, shown.end, *b) for b in _indivisible(source))


def _ends_on_an_announcement(source: Document, end: int) -> bool:
    following = next((b for b in source.blocks if b.start >= end), None)
    headings = [m.offset for m in source.landmarks]
    if following is None or any(end <= offset <= following.start for offset in headings):
        return False
    return source.text[:end].endswith(":") and following.kind is not BlockKind.PARAGRAPH


def _indivisible(source: Document) -> list[tuple[int, int]]:
    code = [(b.start, b.end) for b in source.blocks if b.kind in (BlockKind.CODE, BlockKind.STEPS)]
    return code + [part for b in source.blocks for part in b.parts]


def _cuts(start: int, end: int, first: int, last: int) -> bool:
    return first < start < last or first < end < last
