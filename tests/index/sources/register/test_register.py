"""The register: any sequence of verbs keeps it valid, and every comment that is not the entry's."""

from __future__ import annotations

import errno
import os
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import FetchError, RegisterError, SourceError
from index.settings import FetchSettings, IndexSettings, LibrarySettings
from index.sources.register import sources_of, withdrawn
from index.sources.register.add import add_file, add_web, attach_file
from index.sources.register.add_file import attach, safe_name
from index.sources.register.edit import (
    change_source,
    list_sources,
    remove_source,
    rename_source,
)
from index.sources.register.file import parse, read_register
from index.sources.register.refresh import refresh_all, refresh_source
from index.sources.web.fetcher import Client
from tests.support.web_server import HOST, Site, page, serving

TEXT = "text/plain; charset=utf-8"


def settings_in(folder: Path) -> IndexSettings:
    return IndexSettings(
        library=LibrarySettings(sources=folder / "docs", fetched=folder / "fetched"),
        fetch=FetchSettings(allowed_hosts=HOST, delay=0, retries=0, timeout=5),
        _env_file=None,  # type: ignore[call-arg]
    )


@pytest.fixture
def settings(tmp_path: Path) -> IndexSettings:
    docs = tmp_path / "docs"
    (docs / "faq").mkdir(parents=True)
    (docs / "lamp.md").write_text("# Lamp\n\nThe lamp was lit in 1867.\n")
    (docs / "faq" / "one.md").write_text("# One\n\nThe horn is orange.\n")
    (docs / "faq" / "two.md").write_text("# Two\n\nThe boat is blue.\n")
    return settings_in(tmp_path)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def text_of(settings: IndexSettings) -> str:
    return settings.library.register_path.read_text("utf-8")


def names(settings: IndexSettings) -> list[str]:
    return [file.name for file in sources_of(settings.library)]


# The file

HAND_WRITTEN = """\
# Our sources. Ask Ida before you change them.

# The handbook
[[source]]
name = "handbook"  # short
web = 'https://example.org/handbook'
# it counts more, since it is newer
boost = 2   # twice

# Free comment between entries.

[[ source ]]
file = "faq/*.md"
name = "faq"

# The end.
"""


def test_a_change_leaves_every_other_byte(settings: IndexSettings) -> None:
    settings.library.register_path.write_text(HAND_WRITTEN)
    change_source(settings, "handbook", boost=3.0)
    assert text_of(settings) == HAND_WRITTEN.replace("boost = 2   #", "boost = 3.0   #")
    change_source(settings, "faq", hidden=True)
    assert text_of(settings) == HAND_WRITTEN.replace("boost = 2   #", "boost = 3.0   #").replace(
        'name = "faq"\n', 'name = "faq"\nhidden = true\n'
    )
    change_source(settings, "faq", hidden=False)
    change_source(settings, "handbook", boost=2.0)
    assert text_of(settings) == HAND_WRITTEN.replace("boost = 2   #", "boost = 2.0   #")
    assert rename_source(settings, "faq", "questions").file == "faq/*.md"
    assert "# short" in text_of(settings)


def test_an_entry_leaves_with_its_own_comment_and_no_other(settings: IndexSettings) -> None:
    settings.library.register_path.write_text(HAND_WRITTEN)
    remove_source(settings, "handbook")
    left = text_of(settings)
    assert "Ask Ida" in left
    assert "Free comment" in left
    assert "The end" in left
    assert "The handbook" not in left
    assert "twice" not in left


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[source", "not valid TOML"),
        ('other = 1\n[[source]]\nname = "a"\nweb = "https://h/"', "other"),
        ("source = 1", "contains more than"),
        ('source = [{name = "a", web = "https://h/"}]', "one by one"),
        ('[[source]]\nname = "A b"\nweb = "https://h/"', "'A b' is not a name"),
        ('[[source]]\nname = "../x"\nweb = "https://h/"', "not a name"),
        ('[[source]]\nname = "con"\nweb = "https://h/"', "not a name"),
        ('[[source]]\nweb = "https://h/"', "None is not a name"),
        ('[[source]]\nname = "a"', "a: it needs `web` or `file`"),
        ('[[source]]\nname = "a"\nweb = "https://h/"\nfile = "x.md"', "a: it needs"),
        ('[[source]]\nname = "a"\nweb = "ftp://h/"', "a: ftp://h/"),
        ('[[source]]\nname = "a"\nweb = "https://u:hunter2@h/"', "a: https://…@h/"),
        ('[[source]]\nname = "a"\nfile = "../x.md"', "a: file"),
        ('[[source]]\nname = "a"\nfile = "/etc/passwd"', "a: file"),
        ('[[source]]\nname = "a"\nfile = "x.md"\nbost = 2', "a: 'bost' is not known"),
        ('[[source]]\nname = "a"\nfile = "x.md"\nboost = "2"', "a: boost"),
        ('[[source]]\nname = "a"\nfile = "x.md"\nboost = nan', "a: boost"),
        ('[[source]]\nname = "a"\nfile = "x.md"\npaused = true', "a: `kind`"),
        ('[[source]]\nname = "a"\nfile = "*.md"\ntitle = "T"', "a: `title`"),
        ('[[source]]\nname = "a"\nweb = "https://h/"\nkind = "blog"', "a: kind"),
        ('[[source]]\nname = "a"\nweb = "https://h/"\nprefix = "https://h/"', "a: `prefix`"),
        ('[[source]]\nname = "a"\nweb = "https://h/"\nadded = 2026-11-24T00:00:00', "a: added"),
        ('[[source]]\nname = "a"\nfile = "x.md"\ntitle = """\n[[source]]\n"""', "a: title"),
        ('[[source]]\nname = "a"\nweb = "https://h/"\nbase = "https://h/"', "a: `base`"),
        ('[[source]]\nname = "a"\nfile = "*"\nstyle = "hugo"', "a: `style` needs `base`"),
        ('[[source]]\nname = "a"\nfile = "*"\nbase = "h"', "a: h"),
        ('[[source]]\nname = "a"\nfile = "*"\nbase = "https://h/"\nstyle = "x"', "a: style"),
        ('[[source]]\nname = "a"\nfile = "x"\n[[source]]\nname = "a"\nfile = "y"', "two sources"),
    ],
)  # fmt: skip
def test_what_is_no_register_is_told_in_one_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(RegisterError) as caught:
        parse(text, tmp_path / "sources.toml")
    assert says in caught.value.message
    assert "\n" not in caught.value.message
    assert "hunter2" not in caught.value.message


def test_a_register_that_is_not_there_is_empty(settings: IndexSettings) -> None:
    assert list_sources(settings) == []
    assert names(settings) == ["faq/one.md", "faq/two.md", "lamp.md"]


some_name = st.sampled_from(["a", "b", "c-1", "D", ""])
verbs = st.one_of(
    st.tuples(st.just("web"), some_name, st.sampled_from(["https://h/1", "https://h/2", "x"])),
    st.tuples(st.just("file"), some_name, st.sampled_from(["lamp.md", "*.md", "no.md"])),
    st.tuples(st.just("remove"), some_name, st.none()),
    st.tuples(st.just("rename"), some_name, some_name),
    st.tuples(st.just("boost"), some_name, st.floats()),
    st.tuples(st.just("title"), some_name, st.text()),
    st.tuples(st.just("hidden"), some_name, st.booleans()),
    st.tuples(st.just("paused"), some_name, st.booleans()),
    st.tuples(st.just("comment"), some_name, st.text()),
)


def do(settings: IndexSettings, verb: str, name: str, value: Any) -> None:
    path = settings.library.register_path
    if verb == "web":
        add_web(settings, value, name=name, fetch=False)
    elif verb == "file":
        add_file(settings, value, name=name)
    elif verb == "remove":
        remove_source(settings, name)
    elif verb == "rename":
        rename_source(settings, name, value)
    elif verb == "comment":  # by hand, with an empty line before the next entry
        word = "".join(c for c in value if c.isalnum())
        old = path.read_text("utf-8") if path.exists() else ""
        path.write_text(f"{old}\n# kept {word}\n\n", "utf-8")
    else:
        change_source(settings, name, **{verb: value})


@given(st.lists(verbs, max_size=12))
def test_any_sequence_of_verbs_keeps_the_file_valid_and_the_comments(steps: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_in(Path(folder))
        settings.library.sources.mkdir()
        (settings.library.sources / "lamp.md").write_text("The lamp was lit.")
        comments: list[str] = []
        told: list[str] = []
        for verb, name, value in steps:
            before = settings.library.register_path
            old = before.read_bytes() if before.exists() else None
            try:
                do(settings, verb, name, value)
            except SourceError as error:
                told.append(error.message)
                assert (before.read_bytes() if before.exists() else None) == old
                continue
            text = text_of(settings)
            entries = read_register(before).entries
            assert [r["name"] for r in tomllib.loads(text).get("source", [])] == [
                entry.name for entry in entries
            ]
            if verb == "comment":
                comments.append(text.splitlines()[-2])
            assert [line for line in text.splitlines() if line.startswith("# kept")] == comments
        assert [message for message in told if "\n" in message] == []


@pytest.mark.parametrize("fails", ["fsync", "replace"])
def test_a_full_disk_keeps_the_old_register(
    settings: IndexSettings, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    settings.library.register_path.write_text(HAND_WRITTEN)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if fails == "fsync" else (Path, "replace")), full)
    with pytest.raises(RegisterError, match="No space left"):
        change_source(settings, "faq", hidden=True)
    assert text_of(settings) == HAND_WRITTEN
    assert [one.name for one in settings.library.register_path.parent.glob(".sources*")] == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_a_kill_at_any_step_leaves_the_old_register_or_the_new(settings: IndexSettings) -> None:
    from tests.support.forks import KILLED, killed_at

    settings.library.register_path.write_text(HAND_WRITTEN)
    code, step, seen = KILLED, 0, set()
    while code == KILLED:
        step += 1
        settings.library.register_path.write_text(HAND_WRITTEN)
        code = killed_at(step, lambda: change_source(settings, "faq", hidden=True))
        seen.add(read_register(settings.library.register_path).get("faq").hidden)
    assert code == 0
    assert step > 3
    assert seen == {False, True}


# What a build reads


def test_files_get_their_overrides_and_hidden_ones_go(settings: IndexSettings) -> None:
    add_file(settings, "lamp.md", name="lamp", title="The lamp", shown_url="https://h/lamp")
    add_file(settings, "faq/*.md", name="faq", boost=0.5)
    files = {file.name: file for file in sources_of(settings.library)}
    assert (files["lamp.md"].title, files["lamp.md"].url) == ("The lamp", "https://h/lamp")
    assert files["faq/one.md"].boost == files["faq/two.md"].boost == 0.5
    change_source(settings, "faq", hidden=True)
    assert names(settings) == ["lamp.md"]
    assert "faq/one.md" in withdrawn(settings.library)
    assert "lamp.md" not in withdrawn(settings.library)
    assert [listed.files for listed in list_sources(settings)] == [1, 2]


def test_the_files_of_a_site_get_its_addresses(settings: IndexSettings) -> None:
    add_file(settings, "faq/one.md", name="one", boost=0.5)
    add_file(settings, "faq/*.md", name="faq", base="https://example.org/faq/", style="sphinx")
    sites = {file.name: file.site for file in sources_of(settings.library)}
    assert sites["lamp.md"] is None
    assert sites["faq/one.md"] == sites["faq/two.md"]
    site = sites["faq/two.md"]
    assert site is not None
    assert site.url_of("faq/two.md") == "https://example.org/faq/two.html"
    change_source(settings, "faq", base=None, style=None)
    assert {file.site for file in sources_of(settings.library)} == {None}


def test_a_page_of_the_web_becomes_a_file_of_the_build(settings: IndexSettings, site: Site) -> None:
    site["/hours"] = page("We open at nine.", TEXT)
    added = add_web(settings, f"{site.url}/hours", name="hours")
    assert added.entry.added == datetime.now(UTC).date()
    assert added.refreshed is not None
    file = sources_of(settings.library)[-1]
    assert file.name.startswith("web:hours/hours-")
    assert file.path.read_text() == "We open at nine."
    assert file.url == f"{site.url}/hours"
    site["/hours"] = page("", status=404)
    assert not refresh_source(settings, "hours").well
    assert file in sources_of(settings.library)
    assert file.name not in withdrawn(settings.library)
    change_source(settings, "hours", hidden=True)
    assert file.name in withdrawn(settings.library)
    assert file not in sources_of(settings.library)
    change_source(settings, "hours", hidden=False)
    assert remove_source(settings, "hours").files == (file.name,)
    assert file.name in withdrawn(settings.library)
    assert not file.path.exists()


def test_what_stands_at_an_address_is_found_out(settings: IndexSettings, site: Site) -> None:
    site["/1"] = page("1", TEXT)
    site["/map.xml"] = page(f"<urlset><url><loc>{site.url}/1</loc></url></urlset>", "text/xml")
    site["/feed"] = page(f"<rss><channel><item><link>{site.url}/1</link></item></channel></rss>")
    site["/book/"] = '<a href="/book/2">2</a>'
    site["/book/2"] = "<p>2"
    kinds = [
        add_web(settings, site.url + path, prefix=prefix).entry.kind
        for path, prefix in (
            ("/1", None),
            ("/map.xml", None),
            ("/feed", None),
            ("/book/", f"{site.url}/book/"),
        )
    ]
    assert kinds == ["page", "sitemap", "feed", "site"]
    assert [listed.files for listed in list_sources(settings)] == [1, 1, 1, 2]
    assert site.asked.count("/map.xml") == 1  # what was looked at is not fetched again


def test_nothing_is_added_when_nothing_could_be_fetched(
    settings: IndexSettings, site: Site
) -> None:
    for url in (f"{site.url}/none", "http://169.254.169.254/", "http://[::1]/", "https://u:p@h/"):
        with pytest.raises(FetchError):
            add_web(settings, url)
    site["/png"] = page(b"png", "image/png")
    with pytest.raises(FetchError, match="image/png"):
        add_web(settings, f"{site.url}/png")
    assert not settings.library.register_path.exists()
    assert not [one for one in settings.library.fetched.rglob("*") if one.suffix == ".json"]


def test_a_source_that_is_there_already_is_not_fetched(settings: IndexSettings, site: Site) -> None:
    site["/1"] = page("1", TEXT)
    add_web(settings, f"{site.url}/1", name="one")
    site.asked.clear()
    with pytest.raises(RegisterError, match="already, named 'one'"):
        add_web(settings, f"{site.url}/1", name="two")
    with pytest.raises(RegisterError, match="already a source named 'one'"):
        add_web(settings, f"{site.url}/2", name="one")
    assert site.asked == []


def test_a_paused_source_is_kept_and_not_asked(settings: IndexSettings, site: Site) -> None:
    site["/1"] = page("1", TEXT)
    add_web(settings, f"{site.url}/1", name="one")
    change_source(settings, "one", paused=True)
    site.asked.clear()
    assert refresh_all(settings) == []
    with pytest.raises(RegisterError, match="paused"):
        refresh_source(settings, "one")
    assert site.asked == []
    assert "web:one/1" in names(settings)[-1]
    change_source(settings, "one", paused=False)
    assert [done.well for done in refresh_all(settings)] == [True]


def test_a_renamed_source_keeps_what_was_fetched(settings: IndexSettings, site: Site) -> None:
    site["/1"] = page("1", TEXT)
    add_web(settings, f"{site.url}/1", name="one")
    add_web(settings, "https://example.org/", name="two", fetch=False)
    with pytest.raises(RegisterError, match="two sources"):
        rename_source(settings, "one", "two")
    with pytest.raises(RegisterError, match="not a name"):
        rename_source(settings, "one", "../two")
    old = names(settings)[-1]
    rename_source(settings, "one", "first")
    assert names(settings)[-1].startswith("web:first/1-")
    assert old in withdrawn(settings.library)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_a_kill_while_a_source_is_renamed_loses_no_page(
    settings: IndexSettings, site: Site
) -> None:
    from tests.support.forks import KILLED, killed_at

    site["/1"] = page("1", TEXT)
    add_web(settings, f"{site.url}/1", name="one")
    code, step, seen = KILLED, 0, set()
    while code == KILLED:
        step += 1
        code = killed_at(step, lambda: rename_source(settings, "one", "two"))
        seen.add(names(settings)[-1].partition("/")[0])
        if "web:two" in names(settings)[-1]:
            rename_source(settings, "two", "one")
    assert code == 0
    assert seen == {"web:one", "web:two"}


def test_pruning_removes_what_is_gone_and_nothing_that_failed(
    settings: IndexSettings, site: Site
) -> None:
    urls = "".join(f"<url><loc>{site.url}/{n}</loc></url>" for n in "123")
    site["/map"] = page(f"<urlset>{urls}</urlset>", "text/xml")
    for number in "123":
        site[f"/{number}"] = page(number, TEXT)
    add_web(settings, f"{site.url}/map", name="map")
    before = {file.path.read_text(): file.name for file in sources_of(settings.library)[3:]}
    site["/1"], site["/2"] = page("", status=404), page("", status=500)
    refresh_source(settings, "map")
    assert len(names(settings)) == 6
    refresh_source(settings, "map", prune=True)
    assert {file.path.read_text() for file in sources_of(settings.library)[3:]} == {"2", "3"}
    assert {text for text, name in before.items() if name in withdrawn(settings.library)} == {"1"}
    site["/1"] = page("1", TEXT)
    refresh_source(settings, "map")
    assert before["1"] not in withdrawn(settings.library)


def test_one_source_that_fails_keeps_no_other_from_being_fetched(
    settings: IndexSettings, site: Site
) -> None:
    site["/1"], site["/2"] = page("1", TEXT), page("2", TEXT)
    add_web(settings, f"{site.url}/1", name="one")
    add_web(settings, f"{site.url}/2", name="two")
    site["/1"] = page("", status=500)
    assert [done.well for done in refresh_all(settings)] == [False, True]


def test_a_deleted_file_is_remembered_until_it_is_back(settings: IndexSettings) -> None:
    add_file(settings, "lamp.md", name="lamp")
    assert remove_source(settings, "lamp").files == ()
    assert "lamp.md" in names(settings)
    add_file(settings, "lamp.md", name="lamp")
    assert remove_source(settings, "lamp", delete=True).files == ("lamp.md",)
    assert "lamp.md" not in names(settings)
    assert "lamp.md" in withdrawn(settings.library)
    attach_file(settings, b"The lamp is back.", "lamp.md")
    assert "lamp.md" not in withdrawn(settings.library)


def test_the_network_is_asked_by_no_verb_but_add_and_refresh(
    settings: IndexSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a request")

    monkeypatch.setattr(Client, "fetch", refuse)
    add_web(settings, "https://example.org/", name="web", fetch=False)
    rename_source(settings, "web", "web-2")
    change_source(settings, "web-2", paused=True)
    list_sources(settings)
    sources_of(settings.library)
    remove_source(settings, "web-2")


# Files that are sent


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("notes.md", "notes.md"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\ida\\Größe 1.TXT", "Größe-1.txt"),
        (".hidden.md", "hidden.md"),
        ("a\nb.md", "a-b.md"),
        ("-rf *.md", "rf.md"),
        ("CON.txt", "CON-file.txt"),
        ("x" * 500 + ".md", "x" * 120 + ".md"),
    ],
)
def test_a_file_that_is_sent_gets_a_safe_name(sent: str, kept: str) -> None:
    assert safe_name(sent) == kept


@given(st.text())
def test_no_name_leads_out_of_the_folder(text: str) -> None:
    try:
        name = safe_name(text + ".md")
    except SourceError:
        return
    assert Path(name).name == name
    assert not name.startswith((".", "-"))
    assert len(name.encode()) < 150
    assert name.isprintable()


def test_a_file_is_overwritten_only_when_that_is_asked_for(settings: IndexSettings) -> None:
    library = settings.library
    with pytest.raises(SourceError, match="already a file of that name"):
        attach(b"new", "lamp.md", library)
    assert "1867" in (library.sources / "lamp.md").read_text()
    attach(b"new", "lamp.md", library, overwrite=True)
    assert (library.sources / "lamp.md").read_text() == "new"
    for content, name in ((b"x", "x.exe"), (b"", "x.md"), (b"x" * 50_000_001, "x.md")):
        with pytest.raises(SourceError):
            attach(content, name, library)
    assert [one for one in library.sources.iterdir() if one.name.startswith(".")] == []


def test_a_file_from_elsewhere_is_copied_into_the_folder(
    settings: IndexSettings, tmp_path: Path
) -> None:
    (tmp_path / "new.md").write_text("It is new.")
    added = add_file(settings, tmp_path / "new.md")
    assert added.entry.file == "new.md"
    assert "new.md" in names(settings)
    with pytest.raises(SourceError, match="not on the web"):
        add_file(settings, "nowhere.md")
    with pytest.raises(SourceError):
        add_file(settings, "../../etc/passwd")
