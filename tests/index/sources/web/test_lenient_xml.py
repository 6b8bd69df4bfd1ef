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
