"""Whatever a server sends, what reads it ends, with what was found or with one clear line."""

from __future__ import annotations

import gzip
from urllib.parse import quote

from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import FetchError
from index.sources.web.content_type import page_of
from index.sources.web.decompress import CHUNK_BYTES, bounded, gunzipped, unpacked
from index.sources.web.links import links_of
from index.sources.web.pinned_http import Response
from index.sources.web.robots import rules_of
from index.sources.web.sitemaps_feeds import kind_of, rows_of
from index.sources.web.urls import web_address

FRAGMENTS = [
    b"<urlset>", b"<url>", b"<loc>", b"http://h/", b"</loc>", b"</url>", b"<rss>", b"<item>",
    b"<link", b" href='", b"'/>", b"<feed>", b"<entry>", b"<!DOCTYPE x", b"<!--", b"-->", b"\0",
    b"\xff", b"<?xml version='1.0' encoding='utf-16'?>", b"<?xml version='1.0' encoding='x'?>",
    b"<a href=", b"//[", b"<base href=", b"&#0;", b"&x;", b"User-agent: *\n", b"Disallow: /*a*",
]  # fmt: skip
bodies = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.binary(max_size=20))).map(b"".join)


def message_of(error: FetchError) -> None:
    assert error.message
    assert "\n" not in error.message


@settings(max_examples=300)
@given(bodies)
def test_a_list_gives_rows_or_one_line(body: bytes) -> None:
    kind_of(body)
    try:
        assert len(list(rows_of(body, "https://h/", most=5))) <= 5
    except FetchError as error:
        message_of(error)


@settings(max_examples=300)
@given(bodies)
def test_the_links_of_anything_are_addresses(body: bytes) -> None:
    for url in links_of(body, "https://h/a/").urls:
        assert url.startswith(("http://", "https://"))


@given(bodies, bodies)
def test_any_robots_txt_says_yes_or_no(path: bytes, delay: bytes) -> None:
    text = b"User-agent: *\nDisallow: " + path + b"\nCrawl-delay: " + delay
    for body in (path, text):
        rules = rules_of(body, "Quoth")
        assert rules.delay >= 0
        assert rules.allows("https://h/x?y=1", "Quoth") in (True, False)


@given(
    st.lists(st.binary(max_size=200)), st.sampled_from(["gzip", "deflate", "", "br", "gzip, br"])
)
def test_any_body_is_unpacked_or_told(pieces: list[bytes], encoding: str) -> None:
    try:
        assert len(bounded(unpacked(pieces, encoding, "u"), "u", max_bytes=100)) <= 100
    except FetchError as error:
        message_of(error)


@given(st.binary(max_size=3 * CHUNK_BYTES), st.integers(0, 40))
def test_what_was_packed_comes_out_as_it_was(data: bytes, cut: int) -> None:
    packed = gzip.compress(data)
    assert gunzipped(packed, "u", max_bytes=len(data)) == data
    pieces = [packed[:cut], packed[cut:]]
    assert b"".join(unpacked(pieces, "gzip", "u")) == data


@given(st.text(max_size=40), st.binary(max_size=50), st.text(max_size=20))
def test_any_content_type_is_read_or_told(kind: str, body: bytes, path: str) -> None:
    headers = {"content-type": "".join(c for c in kind if c.isprintable())}
    for name in (headers, {"content-type": f"text/plain; charset={kind}"}, {}):
        try:
            suffix, _ = page_of(Response(web_address(f"https://h/{quote(path)}"), 200, name, body))
        except FetchError as error:
            message_of(error)
        else:
            assert suffix.startswith(".")
