"""A polite HTTP client: it obeys robots.txt, and waits between requests and for busy servers.

It follows redirects one by one, and checks each. It retries as late as the server asks.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from index.errors import FetchError
from index.release import release
from index.settings import FetchSettings
from index.sources.web.pinned_http import Response, Unanswered, exchange
from index.sources.web.public_addresses import LOOK_UP_SECONDS, Resolver, checked_addresses, resolve
from index.sources.web.robots import ALL_ALLOWED, NONE_ALLOWED, RobotsRules, rules_of
from index.sources.web.urls import host_of, origin_of, port_of, redacted, web_address

AGENT = "Quoth"
REDIRECTS = (301, 302, 303, 307, 308)
BUSY = (429, 500, 502, 503, 504)
GONE = (404, 410)
LONGEST_WAIT = 120.0  # seconds; if a server asks for more, the fetch fails
ACCEPT = (
    "text/html,application/xhtml+xml,application/pdf,text/markdown,text/plain,"
    "application/xml;q=0.9,*/*;q=0.5"
)


class Gone(FetchError):  # noqa: N818 - the tree of errors reads as English
    """A page that no longer exists, according to its server (404, 410)."""


class Forbidden(FetchError):  # noqa: N818
    """A page that robots.txt does not allow Quoth to fetch."""


@dataclass(frozen=True, slots=True)
class Validators:
    """The values from a server's response that let a later request ask for changes only."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """Return the request headers that ask for a response only if the page has changed."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


NO_VALIDATORS = Validators()


@dataclass
class Client:
    """A client that fetches pages; it remembers each host's rules and the time of its next request.

    Tests replace ``resolver``, ``sleep`` and ``clock``.
    """

    settings: FetchSettings
    resolver: Resolver = resolve
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _rules: dict[str, RobotsRules] = field(default_factory=dict)
    _next: dict[str, float] = field(default_factory=dict)

    def fetch(
        self, url: str, validators: Validators = NO_VALIDATORS, *, max_bytes: int | None = None
    ) -> Response:
        """GET ``url``, and return a response with status 200, or 304 if ``validators`` still hold.

        ``Response.url`` is the address that redirects led to. robots.txt is obeyed there too.

        :raises Gone: the server answered 404 or 410.
        :raises Forbidden: robots.txt does not allow it.
        :raises FetchError: anything else failed; the message names the url.
        """
        at = web_address(url, allowed_hosts=self.settings.hosts)
        seen = [at]
        while True:
            self._check_robots(at)
            answer = self._patiently(at, validators.headers, max_bytes or self.settings.max_bytes)
            if answer.status not in REDIRECTS:
                return _good(answer)
            at = self._target(answer, seen)
            seen.append(at)

    def _target(self, answer: Response, seen: list[str]) -> str:
        """Return the address that a redirect leads to.

        :raises FetchError: Quoth does not fetch it, or there were too many redirects.
        """
        to = answer.headers.get("location", "")
        try:
            found = urljoin(answer.url, to.encode("latin-1").decode("utf-8", "replace"))
            at = web_address(found.partition("#")[0], allowed_hosts=self.settings.hosts)
        except (ValueError, FetchError) as error:
            why = error.message if isinstance(error, FetchError) else redacted(to)
            raise FetchError(
                f"{seen[0]}: redirects to an address that Quoth does not fetch ({why})",
                hint="Give the address of the page you want.",
            ) from None
        if at in seen or len(seen) > self.settings.redirects:
            what = "redirects in a circle" if at in seen else f"redirects {len(seen)} times"
            raise FetchError(
                f"{seen[0]}: {what}", hint="Give the address of the page it should lead to."
            )
        return at

    def _patiently(self, url: str, headers: Mapping[str, str], max_bytes: int) -> Response:
        for attempt in range(self.settings.retries + 1):
            last = attempt == self.settings.retries
            try:
                answer = self._once(url, headers, max_bytes)
            except Unanswered:
                if last:
                    raise
                self.sleep(_pause(attempt, None))
                continue
            if answer.status not in BUSY or last:
                return answer
            self.sleep(_pause(attempt, _retry_after(answer)))
        raise AssertionError("the last attempt returns or raises")

    def _once(self, url: str, headers: Mapping[str, str], max_bytes: int) -> Response:
        """Send one request, after the host's delay, to an address that was just checked."""
        host, settings = host_of(url), self.settings
        addresses = self._addresses(url)
        rules = self._rules.get(origin_of(url), ALL_ALLOWED)
        always = {
            "User-Agent": user_agent(settings.contact),
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip, deflate",
        }
        self.sleep(max(0.0, self._next.get(host, 0.0) - self.clock()))
        try:
            return exchange(
                url,
                addresses,
                {**always, **headers},
                timeout=settings.timeout,
                max_bytes=max_bytes,
            )
        finally:
            self._next[host] = self.clock() + max(settings.delay, rules.delay)

    def _addresses(self, url: str) -> list[str]:
        """Look the host of ``url`` up, and check that its addresses are public.

        :raises FetchError: they are not, or there are none.
        """
        return checked_addresses(
            host_of(url),
            port_of(url),
            allowed=self.settings.hosts,
            resolver=self.resolver,
            seconds=min(self.settings.timeout, LOOK_UP_SECONDS),
        )

    def _check_robots(self, url: str) -> None:
        origin = origin_of(url)
        if origin not in self._rules:
            self._rules[origin] = self._rules_at(f"{origin}/robots.txt")
        rules = self._rules[origin]
        if rules.delay > LONGEST_WAIT:
            raise Forbidden(
                f"{url}: its robots.txt asks for {rules.delay:,.0f} seconds between requests",
                hint="Ask the site's owner for the text, and put it in the folder of sources.",
            )
        if not rules.allows(url, AGENT):
            raise Forbidden(f"{url}: {rules.why}", hint=rules.hint)

    def _rules_at(self, url: str) -> RobotsRules:
        """Fetch robots.txt; by RFC 9309, a missing one allows all, a failing one nothing."""
        at = url
        for _ in range(1 + max(5, self.settings.redirects)):
            try:
                answer = self._patiently(at, {}, self.settings.max_bytes)
                if answer.status in REDIRECTS:
                    at = self._target(answer, [at])
                    continue
            except FetchError as error:
                why = f"its robots.txt cannot be read: {error.message}"
                return replace(NONE_ALLOWED, why=why, hint=error.hint)
            if answer.status == 200:
                return rules_of(answer.body, AGENT)
            if 400 <= answer.status < 500 and answer.status != 429:
                return ALL_ALLOWED
            return replace(NONE_ALLOWED, why=f"its robots.txt gives {answer.status}")
        return ALL_ALLOWED


def user_agent(contact: str | None) -> str:
    """Return the User-Agent header, with the version and the operator's contact address."""
    number = release()
    about = "".join(c for c in contact or "" if c.isascii() and c.isprintable() and c not in "()")
    return f"{AGENT}/{number} (+{about})" if about else f"{AGENT}/{number}"


def _good(answer: Response) -> Response:
    if answer.status in (200, 304):
        return answer
    if answer.status in GONE:
        raise Gone(
            f"{answer.url}: gone ({answer.status})",
            hint="The earlier copy is kept; `quoth sources remove` removes it.",
        )
    if answer.status in BUSY:
        raise FetchError(
            f"{answer.url}: the server is busy or broken ({answer.status})", hint="Try again later."
        )
    raise FetchError(
        f"{answer.url}: the server says {answer.status}",
        hint="Open it in a browser; a page that needs a login cannot be fetched.",
    )


def _pause(attempt: int, wished: float | None) -> float:
    return min(LONGEST_WAIT, 2.0**attempt) if wished is None else wished


def _retry_after(answer: Response) -> float | None:
    """Return the seconds that the server asks to wait, given as a number or as a date.

    :raises FetchError: they are more than ``LONGEST_WAIT``.
    """
    given = answer.headers.get("retry-after", "").strip()
    if given.isascii() and given.isdigit():
        seconds = float(given[:9])
    else:
        try:
            when = parsedate_to_datetime(given)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        aware = when if when.tzinfo else when.replace(tzinfo=UTC)
        seconds = max(0.0, (aware - datetime.now(UTC)).total_seconds())
    if seconds > LONGEST_WAIT:
        raise FetchError(
            f"{answer.url}: the server is busy and asks to wait {seconds:,.0f} seconds",
            hint="Try again after that.",
        )
    return seconds
