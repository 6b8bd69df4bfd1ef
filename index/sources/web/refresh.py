"""Fetch a web source again: store changed pages, and keep the last good copy of the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from itertools import chain
from typing import Protocol

from index.errors import FetchError
from index.progress import Progress, no_progress
from index.sources.web.content_type import content_type_of, page_of
from index.sources.web.fetcher import NO_VALIDATORS, Client, Forbidden, Gone
from index.sources.web.links import Links, links_of
from index.sources.web.page_store import FetchedPage, Store
from index.sources.web.pinned_http import Response
from index.sources.web.start_urls import Wanted, listed_pages
from index.sources.web.urls import is_within, stem_of, web_address

TRIES_FOR_A_PAGE = 3  # times the page limit; after so many attempts a crawl ends
NO_LINKS = Links(())


class PageOutcome(StrEnum):
    """The outcome of fetching one page."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"  # by the rules of the source, or of the site
    UNLISTED = "unlisted"  # no longer linked by the source; the last copy is kept
    GONE = "gone"  # 404 or 410; the last copy is kept
    FAILED = "failed"  # anything else; the last copy is kept


FETCHED = (PageOutcome.NEW, PageOutcome.CHANGED, PageOutcome.UNCHANGED)


@dataclass(frozen=True, slots=True)
class PageReport:
    """The outcome for one page, with a reason in ``says`` unless it was fetched."""

    url: str
    outcome: PageOutcome
    says: str = ""

    @property
    def line(self) -> str:
        """Return what to say of the page, with its address in front unless it is there already."""
        return self.says if self.says.startswith(self.url) else f"{self.url}: {self.says}"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The result of a refresh. ``problem`` says why the source as a whole could not be read."""

    name: str
    pages: tuple[PageReport, ...]
    problem: str | None = None

    def count(self, *outcomes: PageOutcome) -> int:
        """Count the pages with one of ``outcomes``."""
        return sum(page.outcome in outcomes for page in self.pages)

    @property
    def well(self) -> bool:
        """Return whether the source could be read, and no page failed or is gone."""
        return self.problem is None and not self.count(PageOutcome.FAILED, PageOutcome.GONE)


class WebSource(Protocol):
    """The fields of a source that a refresh needs."""

    @property
    def name(self) -> str: ...
    @property
    def web(self) -> str | None: ...
    @property
    def kind(self) -> str | None: ...
    @property
    def prefix(self) -> str | None: ...
    @property
    def pages(self) -> int: ...


def refresh(
    source: WebSource,
    store: Store,
    client: Client,
    *,
    first: Response | None = None,
    progress: Progress = no_progress,
) -> Refreshed:
    """Fetch the pages of ``source`` that have changed, and store them.

    ``first``: the response from the source's own address, if it was already fetched. Pages that are
    gone, fail or are no longer listed are reported, but never removed here.
    """
    return _Refresh(source, store, client, first, progress).run()


@dataclass
class _Refresh:
    """The state of one refresh: known pages, reports so far, and links still to follow."""

    source: WebSource
    store: Store
    client: Client
    first: Response | None
    progress: Progress
    known: dict[str, FetchedPage] = field(default_factory=dict)
    reports: dict[str, PageReport] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)  # final url: the url that led there
    found: deque[Wanted] = field(default_factory=deque)

    def run(self) -> Refreshed:
        """Fetch all pages until the limit is reached, and report on each."""
        self.known = {page.url: page for page in self.store.pages()}
        problem = None
        try:
            for wanted in chain(self._seeds(), self._found()):
                if wanted.url not in self.reports:
                    self.reports[wanted.url] = self._report(wanted)
                    self.progress(self.source.name, len(self.reports), self.source.pages)
                if self._is_enough():
                    break
            else:
                self._note_unlisted()
        except FetchError as error:  # the sitemap or feed itself failed
            problem = error.message
        return Refreshed(self.source.name, tuple(self.reports.values()), problem)

    def _seeds(self) -> Iterator[Wanted]:
        source, address = self.source, self.source.web or ""
        if source.kind in ("page", "site"):
            return iter([Wanted(web_address(address, allowed_hosts=self.client.settings.hosts))])
        return listed_pages(
            address,
            self.client,
            sitemap=source.kind == "sitemap",
            most=source.pages,
            first=self.first,
        )

    def _found(self) -> Iterator[Wanted]:
        """Yield the pages that links led to, breadth first."""
        while self.found:
            yield self.found.popleft()

    def _is_enough(self) -> bool:
        fetched = sum(report.outcome in FETCHED for report in self.reports.values())
        most = self.source.pages
        return fetched >= most or len(self.reports) >= most * TRIES_FOR_A_PAGE

    def _note_unlisted(self) -> None:
        if self.source.kind == "feed":  # a feed lists only new pages
            return
        for url in self.known:
            says = "the source no longer links to it; kept"
            self.reports.setdefault(url, PageReport(url, PageOutcome.UNLISTED, says))

    def _report(self, wanted: Wanted) -> PageReport:
        try:
            outcome, says = self._fetch(wanted)
        except Forbidden as error:
            # A link that a crawl came across can be skipped; a page that was named cannot.
            named = self.source.kind != "site" or not self.reports
            outcome, says = PageOutcome.FAILED if named else PageOutcome.SKIPPED, error.message
        except Gone as error:
            outcome, says = PageOutcome.GONE, error.message
        except FetchError as error:
            outcome, says = PageOutcome.FAILED, error.message
        return PageReport(wanted.url, outcome, says)

    def _fetch(self, wanted: Wanted) -> tuple[PageOutcome, str]:
        old = self.known.get(wanted.url)
        response = self._response(wanted, old)
        place = old.final_url if old and response.status == 304 else response.url
        if why := self._out_of_place(place):
            return PageOutcome.SKIPPED, why
        self.places[place] = wanted.url
        if old and response.status == 304:
            self._note_links(self.store.path(old).read_bytes(), old.file, place)
            fetched = replace(old, fetched=_now(), published=wanted.published or old.published)
            self.store.note_again(fetched)
            return PageOutcome.UNCHANGED, ""
        return self._keep(response, wanted, old)

    def _response(self, wanted: Wanted, old: FetchedPage | None) -> Response:
        if self.first and self.source.kind in ("page", "site") and not self.reports:
            return self.first
        validators = self.store.validators(old) if old else NO_VALIDATORS
        return self.client.fetch(wanted.url, validators)

    def _out_of_place(self, place: str) -> str:
        if place in self.places:
            return f"leads to the same page as {self.places[place]}"
        outside = self.source.kind == "site" and not is_within(place, self._prefix)
        return f"leads out of {self._prefix}" if outside else ""

    @property
    def _prefix(self) -> str:
        return self.source.prefix or self.source.web or ""

    def _keep(
        self, response: Response, wanted: Wanted, old: FetchedPage | None
    ) -> tuple[PageOutcome, str]:
        suffix, body = page_of(response)
        links = self._note_links(body, suffix, response.url)
        if links.noindex and self.source.kind == "site":
            return PageOutcome.SKIPPED, "asks not to be collected"
        page = _page(response, wanted, suffix, body)
        same = old is not None and (old.sha256, old.file) == (page.sha256, page.file)
        self.store.keep(page, body)
        if same:
            return PageOutcome.UNCHANGED, ""
        return (PageOutcome.CHANGED if old else PageOutcome.NEW), ""

    def _note_links(self, body: bytes, file: str, place: str) -> Links:
        if self.source.kind != "site" or not file.endswith(".html"):
            return NO_LINKS
        links = links_of(body, place)
        for url in links.urls:
            try:
                page = web_address(url, allowed_hosts=self.client.settings.hosts)
            except FetchError:
                continue
            if is_within(page, self._prefix):
                self.found.append(Wanted(page))
        return links


def _page(response: Response, wanted: Wanted, suffix: str, body: bytes) -> FetchedPage:
    return FetchedPage(
        file=stem_of(wanted.url) + suffix,
        url=wanted.url,
        final_url=response.url,
        sha256=sha256(body).hexdigest(),
        content_type=content_type_of(response).name,
        fetched=_now(),
        etag=response.headers.get("etag"),
        last_modified=response.headers.get("last-modified"),
        published=wanted.published,
    )


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
