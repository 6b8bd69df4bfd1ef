"""Find the pages that the sitemap or feed of a source lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from index.errors import FetchError
from index.sources.web.decompress import gunzipped
from index.sources.web.fetcher import Client
from index.sources.web.pinned_http import Response
from index.sources.web.sitemaps_feeds import rows_of
from index.sources.web.urls import host_of, same_site, web_address

LISTING_BYTES = 50 * 1024 * 1024  # the sitemap protocol's limit, uncompressed
MOST_LISTS = 200  # sitemaps below one sitemap index, at all levels together


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page to be fetched, with the date of publication if a feed gives one."""

    url: str
    published: date | None = None


def listed_pages(
    url: str, client: Client, *, sitemap: bool, most: int, first: Response | None = None
) -> Iterator[Wanted]:
    """Yield at most ``most`` pages that the sitemap or feed at ``url`` lists, each once.

    A sitemap can list only pages of its own host; its other rows are skipped. A feed can link
    anywhere. ``first``: the response from ``url``, if it was already fetched.

    :raises FetchError: the list cannot be fetched, or is neither a sitemap nor a feed.
    """
    lists, seen = [url], {url}
    found: set[str] = set()
    while lists and len(found) < most:
        at = lists.pop(0)
        body = _listing(at, client, first if at == url else None)
        for row in rows_of(body, at, most=most):
            page = _acceptable(row.url, client)
            if not page or page in seen or (sitemap and not same_site(page, url)):
                continue
            seen.add(page)
            if row.is_list and len(seen - found) <= MOST_LISTS:
                lists.append(page)
            elif not row.is_list and len(found) < most:
                found.add(page)
                yield Wanted(page, row.published)


def _listing(url: str, client: Client, first: Response | None) -> bytes:
    most = max(LISTING_BYTES, client.settings.max_bytes)
    response = first or client.fetch(url, max_bytes=most)
    return contents_of(response, max_bytes=most)


def contents_of(response: Response, *, max_bytes: int) -> bytes:
    """Return the body of a sitemap or feed, decompressed if it is a ``.gz`` file.

    :raises FetchError: it is damaged, or too large after decompression.
    """
    if response.body.startswith(b"\x1f\x8b"):
        return gunzipped(response.body, response.url, max_bytes=max_bytes)
    return response.body


def _acceptable(url: str, client: Client) -> str:
    try:
        page = web_address(url, allowed_hosts=client.settings.hosts)
    except FetchError:
        return ""
    return page if host_of(page) else ""
