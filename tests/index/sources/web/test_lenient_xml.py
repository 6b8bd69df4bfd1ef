"""Sitemaps and feeds as sites have them: read if a lenient parser reads them, within our limits."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import FetchError
from index.sources.web.lenient_xml import mended
from index.sources.web.sitemaps_feeds import kind_of, rows_of

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
RSS = "<rss><channel><item><title>{}</title><link>https://h/1</link></item></channel></rss>"
AS_THEY_ARE = {
    "a blank line first": f"\n\n{DECLARATION}" + RSS.format("A"),
    "a mark and a blank first": f"\ufeff \n{DECLARATION}" + RSS.format("A"),
    "a bare ampersand": RSS.format("Bread & butter"),
    "an ampersand at the end of a word": RSS.format("AT&T; R&D"),
    "a name of HTML": DECLARATION + RSS.format("A&nbsp;B&hellip; caf&eacute;"),
    "an unknown name": RSS.format("A &nosuch; B"),
    "a control character": RSS.format("A\x0bB"),
    "an undeclared prefix": RSS.format("A</title><media:thumb url='x'/><title>"),
    "a picture first": f'<urlset xmlns="{MAP}" xmlns:image="{IMAGE}"><url><image:loc>https://h/p.png'
    "</image:loc><loc>https://h/1</loc></url></urlset>",
    "a picture within": f'<urlset xmlns="{MAP}" xmlns:image="{IMAGE}"><url><image:image><image:loc>'
    "https://h/p.png</image:loc></image:image><loc>https://h/1</loc></url></urlset>",
    "a comment first": f"<!-- made today -->\n{DECLARATION}" + RSS.format("A"),
    "two declarations": f"{DECLARATION}\n{DECLARATION}" + RSS.format("A"),
    "a warning of PHP first": f"<br />\n<b>Warning</b>: x\n{DECLARATION}" + RSS.format("A"),
    "a script behind": f"{DECLARATION}{RSS.format('A')}\n<script>x</script>",
    "another link first": '<rss xmlns:a="urn:a"><channel><item><a:link>https://h/2</a:link>'
    "<link>https://h/1</link></item></channel></rss>",
}


@pytest.mark.parametrize("fault", AS_THEY_ARE)
def test_a_listing_with_a_common_fault_is_read(fault: str) -> None:
    body = AS_THEY_ARE[fault].encode()
    assert [row.url for row in rows_of(body, "https://h/map", most=9)] == ["https://h/1"]
    assert kind_of(body) in ("feed", "sitemap")


def test_an_address_keeps_its_ampersands_in_whatever_way_they_are_written() -> None:
    for link in ("https://h/?a=1&b=2", "https://h/?a=1&amp;b=2", "<![CDATA[https://h/?a=1&b=2]]>"):
        body = f"<rss><channel><item><link>{link}</link></item></channel></rss>".encode()
        assert [row.url for row in rows_of(body, "https://h/", most=9)] == ["https://h/?a=1&b=2"]


@pytest.mark.parametrize(
    "body",
    ['\n<!DOCTYPE r [<!ENTITY a "ha">]><rss>&a;</rss>',
     '<!DOCTYPE r [<!ENTITY nbsp SYSTEM "file:///etc/passwd">]><rss>&nbsp;</rss>'],
)  # fmt: skip
def test_entities_are_refused_as_before(body: str) -> None:
    with pytest.raises(FetchError, match="defines entities"):
        list(rows_of(body.encode(), "https://h/map", most=9))


@pytest.mark.parametrize("piece", [b"<![CDATA[", b"<!--", b"&", b"<a:b>", b"&#"])
def test_mending_takes_time_in_proportion_to_the_length(piece: bytes) -> None:
    start = time.monotonic()
    mended(b"<rss>" + piece * 300_000)
    assert time.monotonic() - start < 5


@given(st.binary(max_size=300))
def test_mending_is_done_once(body: bytes) -> None:
    once = mended(body)
    if b"\0" not in body:
        assert mended(once).count(b"&amp;amp;") == once.count(b"&amp;amp;")


@pytest.mark.parametrize("declared", ["", DECLARATION])
def test_letters_in_another_encoding_than_utf_8_cost_no_row(declared: str) -> None:
    body = f"{declared}{RSS.format('Café')}".encode("latin-1")
    assert [row.url for row in rows_of(body, "https://h/feed", most=9)] == ["https://h/1"]


def test_a_page_that_shows_a_feed_is_none() -> None:
    page = f"<html><body><pre>{DECLARATION}{RSS.format('A')}</pre></body></html>".encode()
    assert kind_of(page) is None


def test_the_day_of_an_old_atom_feed_is_read() -> None:
    feed = (
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry>'
        '<link href="https://h/1"/><issued>2026-11-10T10:00:00Z</issued></entry></feed>'
    )
    assert [str(row.published) for row in rows_of(feed.encode(), "https://h/", most=9)] == [
        "2026-11-10"
    ]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_feed_in_utf_16_is_read(codec: str) -> None:
    declared = '<?xml version="1.0" encoding="UTF-16"?>'
    body = f"{declared}{RSS.format('Café & bar')}".encode(codec)
    assert kind_of(body) == "feed"
    assert [row.url for row in rows_of(body, "https://h/feed", most=9)] == ["https://h/1"]


@pytest.mark.parametrize(
    ("root", "entry", "link", "leads_to"),
    [
        ("", "", "a/1", "https://h/feeds/a/1"),
        ('xml:base="https://o/blog/"', "", "1", "https://o/blog/1"),
        ('xml:base="/blog/"', "", "1", "https://h/blog/1"),
        ('xml:base="/blog/"', 'xml:base="2024/"', "1", "https://h/blog/2024/1"),
        ('xml:base="/blog/"', "", '1" xml:base="https://o/', "https://o/1"),
        ('xml:base="/blog/"', "", "https://h/1", "https://h/1"),
    ],
)
def test_a_link_is_relative_to_the_nearest_base(
    root: str, entry: str, link: str, leads_to: str
) -> None:
    entries = f'<entry {entry}><link href="{link}"/></entry>' * 2
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom" {root}>{entries}</feed>'.encode()
    rows = [row.url for row in rows_of(feed, "https://h/feeds/all.xml", most=9)]
    assert rows == [leads_to] * 2
