"""Check, normalise and compare web addresses, and name the files and sources made from them."""

from __future__ import annotations

import re
from collections.abc import Container
from hashlib import sha256
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

from index.errors import FetchError

MAX_URL_CHARACTERS = 2048
PORTS = {"http": 80, "https": 443}
FIRST_FREE_PORT = 1024  # lower ports belong to mail, ssh and other services
KEPT = "!#$%&'()*+,/:;=?@[]~"  # characters that quoting leaves as they are, including `%`
LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")


def web_address(text: str, *, allowed_hosts: Container[str] | None = None) -> str:
    """Normalise a web address, so that addresses with the same meaning are equal.

    Ports below 1024, other than the usual ones, are refused except on ``allowed_hosts``. With None,
    all ports are accepted.

    :raises FetchError: Quoth does not fetch such an address; the message never shows a password.
    """
    shown = redacted(text)
    parts, hostname, port = _parts(text, shown)
    host = ascii_host(hostname, shown)
    usual = port in (None, PORTS[parts.scheme])
    free = usual or (port or 0) >= FIRST_FREE_PORT
    if not free and allowed_hosts is not None and host not in allowed_hosts:
        raise _refused(shown, f"has port {port}, which is not a web port")
    shown_host = f"[{host}]" if ":" in host else host
    place = shown_host if usual else f"{shown_host}:{port}"
    path = quote(parts.path or "/", safe=KEPT)
    return urlunsplit((parts.scheme, place, path, quote(parts.query, safe=KEPT), ""))


def _parts(text: str, shown: str) -> tuple[SplitResult, str, int | None]:
    """Split a web address; return its host and port too. Errors name ``shown``.

    :raises FetchError: it is no web address, or has a name or a password in it.
    """
    if len(text) > MAX_URL_CHARACTERS or any(
        ord(c) <= 0x20 or ord(c) == 0x7F for c in text.strip()
    ):
        raise _refused(shown, "is too long, or has a space in it")
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        raise _refused(shown, "is not a web address") from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise _refused(shown, "does not begin with https:// or http://")
    if "@" in parts.netloc:
        raise _refused(shown, "has a name or a password in it")
    return parts, parts.hostname, port


def ascii_host(host: str, shown: str) -> str:
    """Return a host's name as in DNS: lower case, punycode, no final dot. Errors name ``shown``.

    :raises FetchError: no host can have that name.
    """
    if ":" in host:  # IPv6; refuse zones (`%eth0`), which are only for local links
        if not re.fullmatch(r"[0-9a-fA-F:.]+", host):
            raise _refused(shown, "is not a web address")
        return host.lower()
    try:
        name = host.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        raise _refused(shown, "is not a web address") from None
    if len(name) > 253 or not all(map(LABEL.fullmatch, name.split("."))):
        raise _refused(shown, "is not a web address")
    return name


def joined(base: str, link: str) -> str:
    """Return the address that ``link`` on the page ``base`` leads to, or "" if it is invalid."""
    try:
        return urljoin(base, link.strip()).partition("#")[0]
    except ValueError:
        return ""


def redacted(text: str) -> str:
    """Return ``text`` safe for messages and logs: without credentials, on one short line."""
    line = "".join(c if c.isprintable() else "�" for c in text.strip())
    hidden = re.sub(r"(?:(?<=//)|^)[^/?#]*@", "…@", line)
    return hidden if len(hidden) <= 200 else hidden[:200] + "…"


def host_of(url: str) -> str:
    """Return the host of an address, or "" if it has none."""
    return urlsplit(url).hostname or ""


def port_of(url: str) -> int:
    """Return the port of an address, which defaults to that of its scheme."""
    parts = urlsplit(url)
    return parts.port or PORTS[parts.scheme]


def origin_of(url: str) -> str:
    """Return scheme, host and port, to which one robots.txt applies."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def same_site(one: str, other: str) -> bool:
    """Return whether two addresses have the same host, ignoring a leading ``www.``."""
    return host_of(one).removeprefix("www.") == host_of(other).removeprefix("www.")


def is_within(url: str, prefix: str) -> bool:
    """Return whether ``url`` is ``prefix`` or below it: ``/a/b`` is below ``/a``, ``/ab`` is not.

    http and https count as the same, because many sites mix them in their links.
    """
    inner, outer = urlsplit(url), urlsplit(prefix)
    path = outer.path or "/"
    below = path if path.endswith("/") else path + "/"
    return (inner.hostname, inner.port) == (outer.hostname, outer.port) and (
        inner.path == path or (inner.path or "/").startswith(below)
    )


def stem_of(url: str) -> str:
    """Return a file name without suffix for ``url``: readable, safe on all systems, and unique."""
    parts = urlsplit(url)
    words = unquote(parts.path).rsplit("/", 2)
    last = next((word for word in reversed(words) if word), parts.hostname or "")
    readable = re.sub(r"[^a-z0-9]+", "-", re.sub(r"\.\w{1,5}$", "", last.lower())).strip("-")
    return f"{readable[:60].strip('-') or 'page'}-{sha256(url.encode()).hexdigest()[:12]}"


def suggested_name(url: str) -> str:
    """Suggest a name for a web source, from its host and the end of its path."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    words = [word for word in re.split(r"[^a-z0-9]+", unquote(parts.path).lower()) if word]
    kept = [word for word in words if word not in ("index", "html", "htm", "xml", "gz")]
    name = re.sub(r"[^a-z0-9]+", "-", "-".join((host, *kept[-2:])))
    return name.strip("-")[:60].strip("-") or "source"


def _refused(shown: str, why: str) -> FetchError:
    return FetchError(
        f"{shown}: {why}", hint="Give the address as your browser shows it: https://…"
    )
