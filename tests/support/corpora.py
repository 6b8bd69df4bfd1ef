"""Six corpora and random rules over them: what is open where, by a reading of its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from bot.ground.place import Place
from bot.servers.corpus_rules import RuleSet, ServerRules
from index.building.build import build
from index.snapshots.library import Library
from index.sources.documents import find_sources
from index.types import Scope
from tests.support.hashing_encoder import HashingEncoder

NAMES = ("default", "handbook", "faq", "staff", "board", "alien")
WORDS = ("quern", "sextant", "trivet", "gimlet", "bodkin", "mangle")
MARKS = dict(zip(NAMES, WORDS, strict=True))


def _text(name: str) -> str:
    mark = MARKS[name]
    return (
        f"# The {mark} of {name}\n\nThe {mark} stands in the hall since 1867. "
        f"Nobody moves the {mark} without asking.\n\n## More on {mark}\n\n"
        f"A {mark} weighs thirty pounds. The {mark} was mended in 1912.\n"
    )


@cache
def _home() -> TemporaryDirectory[str]:
    """Removed when the process ends."""
    return TemporaryDirectory()


@cache
def six_corpora() -> Library:
    """Six corpora, each with a word that stands in no other."""
    folder = Path(_home().name)
    library = Library(folder / "index")
    for name in NAMES:
        sources = folder / "sources" / name
        sources.mkdir(parents=True)
        (sources / f"{MARKS[name]}.md").write_text(_text(name), "utf-8")
        build(library, name, find_sources(sources), HashingEncoder(), max_bytes=10_000)
    return library


class Fixed:
    """Rules that stand still, as the register's would between two edits."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules

    def scope(self, place: Place) -> Scope:
        return self.rules.scope(place)


some = st.lists(st.sampled_from(NAMES), max_size=4, unique=True).map(tuple)
spots = st.dictionaries(st.integers(1, 3), some, max_size=3)
random_rules = st.builds(
    RuleSet,
    st.just(("default",)),
    st.dictionaries(
        st.integers(1, 3), st.builds(ServerRules, some, some, spots, spots), max_size=3
    ),
)
places = st.builds(
    Place,
    st.one_of(st.none(), st.integers(1, 3)),
    st.one_of(st.none(), st.integers(1, 3)),
    st.frozensets(st.integers(1, 3), max_size=3),
    st.booleans(),
)


def open_in(rules: RuleSet, place: Place) -> set[str]:
    """An independent reading of the table in docs/how-to/several-corpora.md."""
    own = rules.servers.get(place.server or 0)
    if own is None or place.channel is None:
        open_here = {"default"}
    else:
        may = {"default", *own.allowed}
        of_channel = set(own.channels.get(place.channel, ())) & may
        open_here = of_channel or (set(own.everywhere) & may) or {"default"}
    if own is not None and place.private:
        for role in place.roles:
            open_here |= set(own.roles.get(role, ())) & {"default", *own.allowed}
    return open_here
