"""Checking what somebody quotes: exact, changed, or not in the sources."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.building.build import build
from index.citations.check import Checked, CheckVerdict, Typography, check
from index.citations.check.fold import fold, skeleton
from index.errors import QuestionError
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.sources.documents import find_sources
from index.text.sentences import sentence_spans
from tests.support.hashing_encoder import HashingEncoder
from tests.support.paths import ROOT, SHARED

ARTICLES = ROOT / "docs" / "articles"
EVERY = 200
RIGHT = 0.99
INVENTED = [
    "The committee will publish its minutes within ten working days of every meeting.",
    "Visitors may bring small dogs into the garden if they are kept on a lead.",
    "A second reactor was switched off in the spring because its pumps had failed.",
    "The bakery on the corner sells rye bread on Thursdays and closes at noon.",
    "Every member has one vote, and nobody may vote for somebody who is absent.",
    "Iran will send its foreign minister to the moon, as the president said on Monday.",
    "The index is kept in a bank vault and is read aloud to the bot every morning.",
    "Sanctions had no effect at all on the price of bread, the minister told reporters.",
    "Quoth will translate every quote into Latin when it is asked politely.",
    "The treaty was written on the back of a menu and signed by two waiters.",
]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    library = Library(tmp_path_factory.mktemp("checking"))
    build(library, "default", find_sources(ARTICLES), HashingEncoder(), max_bytes=10**6)
    return library.get("default")


@pytest.fixture(scope="module")
def wikipedia(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Articles of other writers, with their brackets, dashes and accents."""
    folder = SHARED / "eval" / "squad2-tune" / "articles"
    if not folder.is_dir():
        pytest.skip("no evaluation articles beside this checkout")
    library = Library(tmp_path_factory.mktemp("checking"))
    build(library, "default", find_sources(folder), HashingEncoder(), max_bytes=10**7)
    return library.get("default")


def sentences(snapshot: Snapshot) -> list[str]:
    """Sentences of eight words or more, each once in the sources."""
    found = [
        document.text[slice(*span)]
        for document in snapshot.documents()
        for paragraph in document.paragraphs
        for span in sentence_spans(document.text, *paragraph)
    ]
    once = Counter(fold(text).lowered for text in found)
    return [t for t in found if len(t.split()) >= 8 and len(t) < 500 and once[fold(t).lowered] == 1]


# --- two hundred cases ------------------------------------------------------------------

Case = tuple[str, str, CheckVerdict]


def retyped(text: str, _pick: random.Random) -> str:
    """As a word processor, a telephone or a page's layout would write it."""
    curly = re.sub(r'"([^"]*)"', r"“\1”", text).replace("'", "’")
    return "“" + curly.replace("–", "-").replace(" ", "\n  ", 1) + "”"


def one_word_changed(text: str, pick: random.Random) -> str:
    parts = text.split(" ")
    at = pick.choice([k for k, word in enumerate(parts) if word.isalpha() and k])
    parts[at] = "marmalade" if pick.random() < 0.5 else parts[at] + "less"
    return " ".join(parts)


def one_word_dropped(text: str, pick: random.Random) -> str:
    parts = text.split(" ")
    del parts[pick.choice([k for k, word in enumerate(parts) if word.isalpha() and k])]
    return " ".join(parts)


def truncated(text: str, pick: random.Random) -> str:
    parts = text.split(" ")
    return " ".join(parts[pick.randint(0, 2) : len(parts) - pick.randint(1, 3)])


def cases(snapshot: Snapshot, others: list[str], many: int) -> Iterator[Case]:
    pick = random.Random(7)
    every = sentences(snapshot)
    ways: list[tuple[str, Callable[[str, random.Random], str], CheckVerdict]] = [
        ("exact", lambda text, _: text, CheckVerdict.EXACT),
        ("typography", retyped, CheckVerdict.EXACT),
        ("changed", one_word_changed, CheckVerdict.CHANGED),
        ("dropped", one_word_dropped, CheckVerdict.CHANGED),
        ("truncated", truncated, CheckVerdict.EXACT),
        ("stitched", lambda text, p: f"{text} {p.choice(every)}", CheckVerdict.CHANGED),
        ("invented", lambda _, p: p.choice(others), CheckVerdict.ABSENT),
    ]
    for number in range(many):
        name, way, verdict = ways[number % len(ways)]
        yield name, way(pick.choice(every), pick), verdict


def wrong(found: Iterator[Case], snapshot: Snapshot) -> list[tuple[str, str, CheckVerdict]]:
    told = [(name, text, verdict, check(text, snapshot).verdict) for name, text, verdict in found]
    return [(name, text, given) for name, text, verdict, given in told if given is not verdict]


def test_of_two_hundred_cases_on_our_own_articles_nearly_all_are_told_right(
    snapshot: Snapshot,
) -> None:
    failed = wrong(cases(snapshot, INVENTED, EVERY), snapshot)
    assert len(failed) <= EVERY * (1 - RIGHT), failed


def test_of_a_hundred_cases_on_wikipedia_nearly_all_are_told_right(
    wikipedia: Snapshot, snapshot: Snapshot
) -> None:
    many = EVERY // 2  # each takes a twentieth of a second
    failed = wrong(cases(wikipedia, INVENTED + sentences(snapshot), many), wikipedia)
    assert len(failed) <= many * (1 - RIGHT), failed


@given(st.text() | st.lists(st.sampled_from([*"aé*_-—…“´ﬁß²İ", "e\u0301", "\u00ad"])).map("".join))
def test_what_is_folded_alike_has_one_skeleton(text: str) -> None:
    assert skeleton(fold(text).text) == skeleton(text)


# --- what is said of each ------------------------------------------------------------------


def test_a_changed_word_is_named_beside_the_source_s(snapshot: Snapshot) -> None:
    found = check("Diplomats concluded the nuclear deal in 2016.", snapshot)
    assert claimed_and_there(found) == [("2016", "2015")]
    assert [place.text for place in found.places] == [
        "Diplomats concluded the nuclear deal in 2015."
    ]


def test_a_word_that_is_missing_is_named(snapshot: Snapshot) -> None:
    found = check("Diplomats concluded the deal in 2015.", snapshot)
    assert claimed_and_there(found) == [("", "nuclear")]


def test_a_word_that_was_put_in_is_named(snapshot: Snapshot) -> None:
    found = check("Diplomats secretly concluded the nuclear deal in 2015.", snapshot)
    assert claimed_and_there(found) == [("secretly", None)]


def test_a_word_in_capitals_within_the_quote_is_a_change(snapshot: Snapshot) -> None:
    found = check("Diplomats concluded the NUCLEAR deal in 2015.", snapshot)
    assert claimed_and_there(found) == [("NUCLEAR", "nuclear")]


def claimed_and_there(found: Checked) -> list[tuple[str, str | None]]:
    assert found.verdict is CheckVerdict.CHANGED
    return [
        (found.claim[change.start : change.end], change.there.text if change.there else None)
        for change in found.changes
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Diplomats concluded the nuclear deal in 2015.", ()),
        ("> Diplomats concluded the\n> nuclear deal in 2015.", (Typography.WHITE_SPACE,)),
        ("diplomats concluded the nuclear deal in 2015", (Typography.FIRST_LETTER,)),
        ("Diplomats concluded the nuclear deal in 2015,", (Typography.LAST_MARK,)),
        ("Diplo\u00admats concluded the nuclear deal in 2015.", (Typography.LETTERS,)),
        ("… Diplomats concluded the nuclear deal in 2015.", ()),
    ],
)
def test_typography_is_named_and_not_called_a_change(
    text: str, kinds: tuple[Typography, ...], snapshot: Snapshot
) -> None:
    found = check(text, snapshot)
    assert (found.verdict, found.typography) == (CheckVerdict.EXACT, kinds)


CODE = """# Setup

Put this into the main file:

```js {1} title="main.js"
const app = open('quoth')
```

~~~sh
npm start
~~~

Then ask.
"""


@pytest.mark.parametrize(
    "text",
    [
        "Put this into the main file:\nmain.js\nconst app = open('quoth')\nnpm start\nThen ask.",
        "main.js\n```js\nconst app = open('quoth')\n```\n```\nnpm start\n```\nThen ask.",
        CODE[9:-1],
    ],
)
def test_code_is_exact_with_the_lines_around_it_and_as_it_is_shown(
    text: str, tmp_path: Path
) -> None:
    (tmp_path / "setup.md").write_text(CODE, "utf-8")
    library = Library(tmp_path / "index")
    build(library, "default", find_sources(tmp_path), HashingEncoder(), max_bytes=10**6)
    assert check(text, library.get("default")).verdict is CheckVerdict.EXACT


LINKED = (
    'Ask the [harbour board](https://harbour.example.org/(board) "The board") about the lamp, or '
    "the ![a portrait](keeper.png)keeper, who lives in the [old house](house.md)."
)
SEEN = "Ask the harbour board about the lamp, or the keeper, who lives in the old house."


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("linked")
    (folder / "lamp.md").write_text(f"# The lamp\n\n{LINKED}\n", "utf-8")
    library = Library(folder / "index")
    build(library, "default", find_sources(folder), HashingEncoder(), max_bytes=10**6)
    return library.get("default")


@pytest.mark.parametrize("claim", [LINKED, SEEN, SEEN[:21], SEEN[:21].rstrip(), SEEN[40:]])
def test_words_are_exact_without_the_links_that_they_have_in_the_source(
    claim: str, linked: Snapshot
) -> None:
    found = check(claim, linked)
    assert found.verdict is CheckVerdict.EXACT
    assert set(found.typography) <= {Typography.MARKUP}


def test_a_link_that_leads_elsewhere_is_not_exact(linked: Snapshot) -> None:
    found = check(LINKED.replace("house.md", "https://evil.example"), linked)
    assert found.verdict is not CheckVerdict.EXACT


def test_a_part_of_a_sentence_is_exact_and_said_to_be_one(snapshot: Snapshot) -> None:
    assert check("concluded the nuclear deal", snapshot).partial
    assert not check("Diplomats concluded the nuclear deal in 2015.", snapshot).partial


def test_what_an_ellipsis_bridges_must_stand_in_its_order(snapshot: Snapshot) -> None:
    right = check("Diplomats concluded … sanctions against it were lifted.", snapshot)
    turned = check("Sanctions against it were lifted … Diplomats concluded", snapshot)
    assert right.verdict is CheckVerdict.SHORTENED
    assert len(right.places) == 2
    assert turned.verdict not in {CheckVerdict.EXACT, CheckVerdict.SHORTENED}


def test_a_word_within_another_word_is_not_exact(snapshot: Snapshot) -> None:
    assert check("iplomats concluded the nuclear deal", snapshot).verdict is CheckVerdict.CHANGED


@pytest.mark.parametrize("text", ["", " ", "…", "> ", "“”", "x" * 4_001])
def test_what_is_no_quote_is_refused_with_the_remedy(text: str, snapshot: Snapshot) -> None:
    with pytest.raises(QuestionError):
        check(text, snapshot)


def test_each_piece_around_an_ellipsis_is_compared_with_its_own_place(snapshot: Snapshot) -> None:
    found = check("Diplomats ended the nuclear deal … sanctions against it were kept", snapshot)
    assert claimed_and_there(found) == [("ended", "concluded"), ("kept", "lifted")]


# --- properties ------------------------------------------------------------------


@given(st.data())
def test_every_slice_of_whole_words_is_exact_where_it_is(
    snapshot: Snapshot, data: st.DataObject
) -> None:
    document = data.draw(st.sampled_from(list(snapshot.documents())))
    paragraph = data.draw(st.sampled_from(document.paragraphs))
    bounds = [m.span() for m in re.finditer(r"\S+", document.text[slice(*paragraph)])]
    first = data.draw(st.integers(0, len(bounds) - 1))
    last = data.draw(st.integers(first, len(bounds) - 1))
    text = document.text[paragraph[0] + bounds[first][0] : paragraph[0] + bounds[last][1]]
    if not any(map(str.isalnum, text)):
        return
    assert check(text, snapshot).verdict is CheckVerdict.EXACT


@given(st.text(max_size=200))
def test_any_text_is_told_something_or_refused(snapshot: Snapshot, text: str) -> None:
    try:
        found = check(text, snapshot)
    except QuestionError:
        return
    for place in found.places:
        assert place.text == place.document.text[place.start : place.end]
    for change in found.changes:
        assert 0 <= change.start <= change.end <= len(found.claim)
    assert (found.verdict is CheckVerdict.ABSENT) == (not found.places)


@given(st.text(max_size=60))
def test_folding_knows_where_each_character_came_from(text: str) -> None:
    folded = fold(text)
    origins = list(zip(folded.starts, folded.ends, strict=True))
    assert len(origins) == len(folded.text) == len(folded.lowered)
    assert all(0 <= start < end <= len(text) for start, end in origins)
    assert origins == sorted(origins)


def test_nothing_is_written_where_the_index_is(snapshot: Snapshot) -> None:
    before = sorted(snapshot.folder.rglob("*"))
    check("Diplomats concluded the nuclear deal in 2016.", snapshot)
    assert sorted(snapshot.folder.rglob("*")) == before
