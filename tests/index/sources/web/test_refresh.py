"""Sources of the web as a whole: pages, sitemaps, feeds and sites, from a real server."""

from __future__ import annotations

import errno
import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.errors import FetchError
from index.settings import FetchSettings
from index.sources.register.entry import Entry
from index.sources.web.content_type import page_of
from index.sources.web.fetcher import Client
from index.sources.web.page_store import Store
from index.sources.web.pinned_http import Response
from index.sources.web.refresh import PageOutcome, Refreshed, refresh
from index.sources.web.sitemaps_feeds import kind_of, rows_of
from tests.support.web_server import HOST, Site, by_etag, in_turn, page, redirect, serving

TEXT = "text/plain; charset=utf-8"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "fetched")


def fetched(
    site: Site, store: Store, path: str = "/", kind: str = "page", **more: Any
) -> Refreshed:
    settings = FetchSettings(allowed_hosts=HOST, delay=0, retries=0, timeout=5)
    entry = Entry("it", web=site.url + path, kind=kind, **more)
    return refresh(entry, store, Client(settings, sleep=lambda _: None))


def outcomes(done: Refreshed, site: Site) -> dict[str, str]:
    return {report.url.removeprefix(site.url): str(report.outcome) for report in done.pages}


def bodies(store: Store) -> set[str]:
    return {store.path(one).read_text("utf-8") for one in store.pages()}


def test_a_page_is_new_then_unchanged_then_changed(site: Site, store: Store) -> None:
    site["/"] = by_etag("one", '"1"')
    assert outcomes(fetched(site, store), site) == {"/": "new"}
    assert outcomes(fetched(site, store), site) == {"/": "unchanged"}
    assert site.headers["/"]["If-None-Match"] == '"1"'
    site["/"] = by_etag("two", '"2"')
    assert outcomes(fetched(site, store), site) == {"/": "changed"}
    assert bodies(store) == {"two"}
    site["/"] = page("two", TEXT)  # the same bytes, from a server that knows no tags
    assert outcomes(fetched(site, store), site) == {"/": "unchanged"}


def test_last_modified_is_sent_back(site: Site, store: Store) -> None:
    site["/"] = page("one", TEXT, Last_Modified="Tue, 10 Nov 2026 04:00:00 GMT")
    fetched(site, store)
    fetched(site, store)
    assert site.headers["/"]["If-Modified-Since"] == "Tue, 10 Nov 2026 04:00:00 GMT"


@pytest.mark.parametrize(
    ("bad", "outcome"),
    [
        (page("", status=500), PageOutcome.FAILED),
        (page("", status=404), PageOutcome.GONE),
        (page("", status=410), PageOutcome.GONE),
        (page("{}", "application/json"), PageOutcome.FAILED),
        (page("", TEXT), PageOutcome.FAILED),
        (page(b"%PNG", "application/pdf"), PageOutcome.FAILED),
        (page(b"a\0b", "text/html"), PageOutcome.FAILED),
        (redirect("http://169.254.169.254/"), PageOutcome.FAILED),
    ],
)
def test_the_last_good_copy_outlives_whatever_comes_after(
    site: Site, store: Store, bad: Any, outcome: PageOutcome
) -> None:
    site["/"] = page("good", TEXT)
    fetched(site, store)
    site["/"] = bad
    done = fetched(site, store)
    assert [one.outcome for one in done.pages] == [outcome]
    assert done.pages[0].says
    assert not done.well
    assert bodies(store) == {"good"}


def test_a_page_whose_bytes_were_changed_is_asked_for_as_a_whole(site: Site, store: Store) -> None:
    site["/"] = by_etag("one", '"1"')
    fetched(site, store)
    store.path(store.pages()[0]).write_text("spoiled")
    fetched(site, store)
    assert bodies(store) == {"one"}


def test_a_page_that_becomes_another_type_leaves_no_old_file(site: Site, store: Store) -> None:
    site["/"] = page("one", TEXT)
    fetched(site, store)
    site["/"] = "<p>two"
    fetched(site, store)
    files = {path.suffix for path in store.folder.iterdir()}
    assert files == {".html", ".json"}


def test_a_full_disk_keeps_the_last_good_copy(
    site: Site, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    site["/"] = by_etag("one", '"1"')
    fetched(site, store)
    site["/"] = by_etag("two", '"2"')
    real, calls, full_at = os.fsync, 0, 0

    def full(fd: int) -> None:
        nonlocal calls
        calls += 1
        if calls == full_at:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(fd)

    for step in (1, 3):  # the page, the note
        calls, full_at = 0, step
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            done = fetched(site, store)
        assert "No space left" in done.pages[0].says
        assert bodies(store) <= {"one", "two"}
        assert len(bodies(store)) == 1
    assert outcomes(fetched(site, store), site)["/"] in ("changed", "unchanged")
    assert bodies(store) == {"two"}
    assert not list(store.folder.glob(".*"))


def sitemap(*urls: str, index: bool = False) -> bytes:
    row, root = ("sitemap", "sitemapindex") if index else ("url", "urlset")
    rows = "".join(f"<{row}><loc>{url}</loc></{row}>" for url in urls)
    return f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{root}>'.encode()


def test_a_sitemap_leads_to_its_pages_also_through_an_index_and_gz(
    site: Site, store: Store
) -> None:
    site["/map"] = page(
        sitemap(f"{site.url}/a.xml", f"{site.url}/b.xml.gz", index=True), "text/xml"
    )
    site["/a.xml"] = page(sitemap(f"{site.url}/1", f"{site.url}/2"), "text/xml")
    elsewhere = sitemap(f"{site.url}/3", f"{site.url}/1", "http://elsewhere.example/x")
    site["/b.xml.gz"] = page(gzip.compress(elsewhere), "application/gzip")
    for number in "123":
        site[f"/{number}"] = page(number, TEXT)
    done = fetched(site, store, "/map", "sitemap")
    assert outcomes(done, site) == {"/1": "new", "/2": "new", "/3": "new"}
    assert bodies(store) == {"1", "2", "3"}


def test_what_a_sitemap_lists_no_more_is_kept_and_told(site: Site, store: Store) -> None:
    site["/map"] = page(sitemap(f"{site.url}/1", f"{site.url}/2"), "text/xml")
    site["/1"], site["/2"] = page("1", TEXT), page("2", TEXT)
    fetched(site, store, "/map", "sitemap")
    site["/map"] = page(sitemap(f"{site.url}/1"), "text/xml")
    done = fetched(site, store, "/map", "sitemap")
    assert outcomes(done, site) == {"/1": "unchanged", "/2": "unlisted"}
    assert bodies(store) == {"1", "2"}
    site["/map"] = page("", status=503)
    done = fetched(site, store, "/map", "sitemap")
    assert done.problem
    assert bodies(store) == {"1", "2"}


def test_a_sitemap_of_a_million_rows_is_read_to_the_limit(site: Site, store: Store) -> None:
    rows = b"<urlset>" + b"".join(b"<url><loc>/%d</loc></url>" % n for n in range(1_000_000))
    site["/map"] = page(gzip.compress(rows + b"</urlset>", 1), "application/gzip")
    for number in range(10):
        site[f"/{number}"] = page(str(number), TEXT)
    done = fetched(site, store, "/map", "sitemap", pages=5)
    assert done.count(PageOutcome.NEW) == 5
    assert site.pages_asked == ["/map", "/0", "/1", "/2", "/3", "/4"]


def test_a_sitemap_that_leads_to_itself_ends(site: Site, store: Store) -> None:
    site["/map"] = page(sitemap(f"{site.url}/map", f"{site.url}/b", index=True), "text/xml")
    site["/b"] = page(sitemap(f"{site.url}/map", index=True), "text/xml")
    assert fetched(site, store, "/map", "sitemap").pages == ()


@pytest.mark.parametrize(
    "body",
    [
        b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><urlset>&b;</urlset>',
        b'<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>',
        b"<html><body>no</body></html>",
        b"<urlset><url>",
        b"not xml",
        b"<urlset>" + b"<a>" * 100_000,
        b"",
    ],
)
def test_what_is_no_sitemap_is_told_in_one_line(body: bytes) -> None:
    with pytest.raises(FetchError) as caught:
        list(rows_of(body, "https://example.org/map", most=10))
    assert caught.value.message.startswith("https://example.org/map: ")
    assert "\n" not in caught.value.message


RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>News</title>
<link>{0}/</link><item><title>A</title><link>{0}/1</link>
<pubDate>Tue, 10 Nov 2026 04:00:00 GMT</pubDate></item>
<item><guid>{0}/2</guid></item><item><guid isPermaLink="false">tag:1</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link href="{0}/"/><entry>
<link rel="self" href="/no"/><link href="/1"/><updated>2026-11-11T10:00:00Z</updated>
<published>2026-11-10T10:00:00Z</published></entry>
<entry><link rel="alternate" href="{0}/2"/></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel/>
<item rdf:about="1"><link>{0}/1</link><dc:date>2026-11-10</dc:date></item>
<item rdf:about="2"><link>{0}/2</link></item></rdf:RDF>"""


@pytest.mark.parametrize("feed", [RSS, ATOM, RDF])
def test_a_feed_leads_to_its_pages_with_their_dates(site: Site, store: Store, feed: str) -> None:
    site["/feed"] = page(feed.format(site.url), "application/rss+xml")
    site["/1"], site["/2"] = page("1", TEXT), page("2", TEXT)
    assert kind_of(feed.encode()) == "feed"
    done = fetched(site, store, "/feed", "feed")
    assert outcomes(done, site) == {"/1": "new", "/2": "new"}
    dates = {one.final_url: str(one.published) for one in store.pages()}
    assert dates == {f"{site.url}/1": "2026-11-10", f"{site.url}/2": "None"}


def test_a_site_is_collected_breadth_first_within_its_prefix(site: Site, store: Store) -> None:
    site["/book/"] = (
        '<a href="one">1</a><a href="/book/two#part">2</a><a href="/elsewhere">no</a>'
        '<a href="http://example.org/book/">no</a><a href="/book/one">again</a>'
        '<a href="mailto:x@example.org">no</a><a href="/book/logo.png">picture</a>'
    )
    site["/book/one"] = '<a href="/book/deep">deeper</a><a href="/book/">up</a>'
    site["/book/two"] = '<a rel="nofollow" href="/book/secret">no</a>'
    site["/book/deep"] = "<p>deep"
    site["/book/logo.png"] = page(b"png", "image/png")
    done = fetched(site, store, "/book/", "site")
    assert outcomes(done, site) == {
        "/book/": "new",
        "/book/one": "new",
        "/book/two": "new",
        "/book/logo.png": "failed",
        "/book/deep": "new",
    }
    again = fetched(site, store, "/book/", "site")
    assert again.count(PageOutcome.UNCHANGED) == 4


def test_a_site_keeps_its_links_when_nothing_has_changed(site: Site, store: Store) -> None:
    html = "text/html"
    site["/"] = by_etag('<a href="/one">1</a>', '"1"', html)
    site["/one"] = by_etag("<p>one", '"1"', html)
    fetched(site, store, "/", "site")
    site.asked.clear()
    assert outcomes(fetched(site, store, "/", "site"), site) == {
        "/": "unchanged",
        "/one": "unchanged",
    }


def test_a_site_ends_at_its_limit_of_pages(site: Site, store: Store) -> None:
    for number in range(50):
        site[f"/{number}"] = f'<a href="/{number + 1}">on</a> {number}'
    done = fetched(site, store, "/0", "site", prefix=f"{site.url}/", pages=7)
    assert done.count(PageOutcome.NEW) == 7
    assert len(site.pages_asked) == 7


def test_a_site_of_nothing_but_errors_is_given_up(site: Site, store: Store) -> None:
    site["/"] = "".join(f'<a href="/{n}">x</a>' for n in range(500))
    done = fetched(site, store, "/", "site", pages=10)
    assert len(done.pages) == 30


def test_pages_that_ask_to_be_left_alone_are(site: Site, store: Store) -> None:
    site["/robots.txt"] = page("User-agent: *\nDisallow: /no\n", TEXT)
    site["/"] = (
        '<a href="/no">1</a><a href="/hidden">2</a><a href="/out">3</a><a href="/twin">4</a>'
    )
    site["/hidden"] = '<meta name="robots" content="noindex, nofollow"><a href="/x">x</a>'
    site["/out"] = redirect("/robots.txt/../twin")
    site["/twin"] = redirect("/")
    done = fetched(site, store, "/", "site")
    assert outcomes(done, site)["/no"] == "skipped"
    assert outcomes(done, site)["/hidden"] == "skipped"
    assert outcomes(done, site)["/twin"] == "skipped"
    assert len(store.pages()) == 1
    assert "/x" not in site.asked


@pytest.mark.parametrize(
    ("url", "kind", "body", "suffix"),
    [
        ("/a", "text/html", b"<p>", ".html"),
        ("/a", "application/xhtml+xml", b"<p>", ".html"),
        ("/a", "application/pdf", b"%PDF-1.7 x", ".pdf"),
        ("/a.pdf", "application/octet-stream", b"%PDF-1.7 x", ".pdf"),
        ("/a.md", "text/plain", b"# A", ".md"),
        ("/a.markdown", "", b"# A", ".md"),
        ("/a", "text/plain", b"A", ".txt"),
        ("/a.epub", "application/zip", b"PK\x03\x04", ".epub"),
        ("/a.htm", "", b"<p>", ".html"),
    ],
)
def test_the_suffix_is_what_the_body_is(url: str, kind: str, body: bytes, suffix: str) -> None:
    headers = {"content-type": kind} if kind else {}
    assert page_of(Response(f"http://h{url}", 200, headers, body))[0] == suffix


def test_a_charset_that_only_the_header_names_is_not_lost() -> None:
    headers = {"content-type": "text/plain; charset=windows-1252"}
    _, body = page_of(Response("http://h/", 200, headers, "Grüße – “so”".encode("cp1252")))
    assert body.decode("utf-8-sig") == "Grüße – “so”"


def test_a_note_that_leads_out_of_its_folder_is_passed_over(site: Site, store: Store) -> None:
    site["/"] = page("one", TEXT)
    fetched(site, store)
    note = next(store.folder.glob("*.json"))
    record = json.loads(note.read_text())
    note.write_text(json.dumps(record | {"file": "../secret.txt"}))
    assert store.pages() == []
    note.write_text("[]")
    assert store.pages() == []


def test_a_page_that_comes_late_is_told_while_the_others_are_kept(site: Site, store: Store) -> None:
    site["/map"] = page(sitemap(*(f"{site.url}/{n}" for n in "123")), "text/xml")
    site["/1"], site["/3"] = page("1", TEXT), page("3", TEXT)
    site["/2"] = in_turn(page("", status=503), page("2", TEXT))
    done = fetched(site, store, "/map", "sitemap")
    assert outcomes(done, site) == {"/1": "new", "/2": "failed", "/3": "new"}
    assert outcomes(fetched(site, store, "/map", "sitemap"), site)["/2"] == "new"
