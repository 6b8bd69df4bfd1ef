"""What all sources hold to: those of one machine, and those that machines share in a database."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.building.gather import gather
from index.errors import RegisterError, SourceError
from index.sources.opening import shared_tree_of, tree_of
from index.sources.register.add import add_web, attach_file
from index.sources.register.edit import (
    change_source,
    list_sources,
    remove_source,
    rename_source,
)
from index.sources.register.refresh import refresh_source
from index.sources.register.source_files import sources_of, withdrawn
from index.sources.tree import SourceTree
from tests.support.postgres import CUT, EMPTY, tell
from tests.support.source_trees import machine
from tests.support.web_server import Site, page, serving

if TYPE_CHECKING:
    from index.settings import IndexSettings

pytest_plugins = ["tests.support.postgres_server"]
Another = Callable[..., SourceTree]
BELL = b"# The bell\n\nThe bell weighs nine hundred pounds.\n"


@pytest.fixture(params=["local", "shared"])
def another(request: pytest.FixtureRequest, tmp_path: Path) -> Another:
    """Open the same sources once more: in another process or, if shared, on another machine."""
    if request.param == "local":
        return lambda _machine="": tree_of(machine(tmp_path / "one"))
    address = request.getfixturevalue("database")
    first = shared_tree_of(machine(tmp_path / "one", address))
    assert first is not None
    assert first.share() == 2
    return lambda name="one": tree_of(machine(tmp_path / name, address))


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def texts(tree: SourceTree) -> dict[str, str]:
    """What a build of the tree would read, by the names of files."""
    places = tree.current().library
    found = gather(sources_of(places), {}, max_bytes=10**6)
    assert found.faults == ()
    return {document.file or "": document.text for document in found.read.values()}


def attach(tree: SourceTree, name: str, content: bytes, **given: bool) -> None:
    with tree.changing() as places:
        attach_file(places, content, name, **given)


def test_a_file_that_is_attached_here_is_read_there_with_its_entry(another: Another) -> None:
    attach(another(), "bell.md", BELL)
    there = another("two")
    assert [entry.name for entry in there.register().entries] == ["bell"]
    assert texts(there) == texts(another())
    assert "nine hundred" in texts(there)["bell.md"]
    assert {"lamp.md", "faq/horn.md"} < texts(there).keys()


def test_a_file_that_is_replaced_here_is_the_new_one_there(another: Another) -> None:
    attach(another(), "bell.md", BELL)
    assert "nine" in texts(another("two"))["bell.md"]
    with pytest.raises(SourceError, match="already a file of that name"):
        attach(another("two"), "bell.md", BELL.replace(b"nine", b"six"))
    attach(another("two"), "bell.md", BELL.replace(b"nine", b"six"), overwrite=True)
    assert "six hundred" in texts(another())["bell.md"]
    assert len(another().register().entries) == 1


def test_what_is_removed_here_is_gone_there_and_known_to_be_removed(another: Another) -> None:
    attach(another(), "bell.md", BELL)
    assert "bell.md" in texts(another("two"))
    with another("two").changing() as places:
        remove_source(places, "bell", delete=True)
    there = another()
    assert "bell.md" not in texts(there)
    assert "bell.md" in withdrawn(there.current().library)
    assert "lamp.md" not in withdrawn(there.current().library)
    assert there.register().entries == ()


def test_pages_that_are_fetched_here_are_read_there_and_not_fetched_whole_again(
    another: Another, site: Site
) -> None:
    site["/bell.txt"] = page(BELL, "text/plain; charset=utf-8")
    with another().changing() as places:
        add_web(places, f"{site.url}/bell.txt", name="bell")
    there = another("two")
    (name,) = [name for name in texts(there) if name.startswith("web:bell/")]
    (listing,) = list_sources(there.current())
    assert (listing.files, listing.entry.name) == (1, "bell")
    with there.changing() as places:
        assert [str(it.outcome) for it in refresh_source(places, "bell").pages] == ["unchanged"]
    with another().changing() as places:
        rename_source(places, "bell", "harbour-bell")
    assert texts(there).keys() > {name.replace("bell/", "harbour-bell/", 1)}
    assert name not in texts(there)
    with there.changing() as places:
        remove_source(places, "harbour-bell")
    assert not [name for name in texts(another()) if name.startswith("web:")]


def test_what_is_changed_of_an_entry_is_seen_there_and_comments_stay(another: Another) -> None:
    attach(another(), "bell.md", BELL)
    with another("two").changing() as places:
        change_source(places, "bell", title="The harbour's bell", hidden=True)
    entry = another().register().get("bell")
    assert (entry.title, entry.hidden) == ("The harbour's bell", True)
    assert "bell.md" not in texts(another())
    assert another("two").register().text.startswith("# The sources of Quoth.")


def test_a_change_that_is_refused_leaves_the_register_as_it_was(another: Another) -> None:
    attach(another(), "bell.md", BELL)
    before = another("two").register().text
    with pytest.raises(RegisterError), another().changing() as places:
        change_source(places, "bell", boost=99)
    with pytest.raises(RegisterError, match="no source named"), another().changing() as places:
        remove_source(places, "nobody")
    assert another("two").register().text == before


def test_of_changes_that_are_made_at_once_none_is_lost(another: Another) -> None:
    ready = threading.Barrier(4, timeout=30)
    trees = [another(f"machine {number}") for number in range(4)]

    def adding(number: int) -> None:
        ready.wait()
        attach(trees[number], f"bell-{number}.md", BELL)

    threads = [threading.Thread(target=adding, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    names = {f"bell-{number}" for number in range(4)}
    assert {entry.name for entry in another("last").register().entries} == names
    assert {f"{name}.md" for name in names} < texts(another("last")).keys()


def test_a_change_is_told_to_who_watches_and_nothing_else_is(another: Another) -> None:
    watching = another("two")
    before = watching.state()
    assert watching.state() == before
    attach(another(), "bell.md", BELL)
    after = watching.state()
    assert after != before
    assert watching.state() == after


# Any changes, on any machine, make of shared sources what they make of files.

NAMES = st.sampled_from(["bell.md", "lamp.md", "buoy.txt"])
CHANGES = st.one_of(
    st.tuples(st.just("attach"), NAMES, st.text("ab \n", min_size=1, max_size=9), st.booleans()),
    st.tuples(st.just("remove"), NAMES, st.just(""), st.booleans()),
    st.tuples(st.just("title"), NAMES, st.sampled_from(["One", "Two"]), st.just(False)),
)


def changed(places: IndexSettings, kind: str, file: str, text: str, flag: bool) -> None:
    name = file.partition(".")[0]
    if kind == "attach":
        attach_file(places, text.encode(), file, overwrite=flag)
    elif kind == "remove":
        remove_source(places, name, delete=flag)
    else:
        change_source(places, name, title=text)


@pytest.fixture(scope="module")
def emptied(postgres: str) -> Callable[[], str]:
    def emptying() -> str:
        tell(postgres, CUT, EMPTY)
        return postgres

    return emptying


@given(st.lists(st.tuples(CHANGES, st.booleans()), min_size=1, max_size=6))
@settings(max_examples=8)
def test_any_changes_make_of_shared_sources_what_they_make_of_files(
    emptied: Callable[[], str], changes: list[tuple[tuple[str, str, str, bool], bool]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        local, address = tree_of(machine(Path(folder) / "alone")), emptied()
        shared = [machine(Path(folder) / name, address) for name in ("one", "two")]
        first = shared_tree_of(shared[0])
        assert first is not None
        first.share()
        for change, second in changes:
            results = [result_of(tree, change) for tree in (local, tree_of(shared[second]))]
            assert results[0] == results[1]
        for place in shared:
            assert listed(tree_of(place)) == listed(local)


def result_of(tree: SourceTree, change: tuple[str, str, str, bool]) -> str:
    try:
        with tree.changing() as places:
            changed(places, *change)
    except SourceError as error:
        return type(error).__name__
    return "done"


def listed(tree: SourceTree) -> tuple[str, dict[str, bytes], list[str]]:
    places = tree.current().library
    files = {file.name: file.path.read_bytes() for file in sources_of(places)}
    removed = [name for name in ("bell.md", "lamp.md", "buoy.txt") if name in withdrawn(places)]
    return tree.register().text, files, removed
