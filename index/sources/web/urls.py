"""Web addresses: which are accepted, how they are written, and which file one becomes."""

from __future__ import annotations

import re
from collections.abc import Container
from hashlib import sha256
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from index.errors import FetchError

MAX_URL_CHARACTERS = 2048
PORTS = {"http": 80, "https": 443}
FIRST_FREE_PORT = 1024  # below it stand mail, ssh and the like, which no web address means
KEPT = "!#$%&'()*+,/:;=?@[]~"  # what quoting leaves as it is, `%` among them
LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")


def web_address(text: str, *, allowed_hosts: Container[str] | None = None) -> str:
    """``text`` as a web address in one form, so that two are equal when they mean the same.

    Ports of mail and the like are refused but on ``allowed_hosts``; with None, on no host.

    :raises FetchError: it is none that Quoth asks, for a reason that never shows a password.
    """
    shown = redacted(text)
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
    host = ascii_host(parts.hostname, shown)
    usual = port in (None, PORTS[parts.scheme])
    free = usual or (port or 0) >= FIRST_FREE_PORT
    if not free and allowed_hosts is not None and host not in allowed_hosts:
        raise _refused(shown, f"has port {port}, which is not a web port")
    shown_host = f"[{host}]" if ":" in host else host
    place = shown_host if usual else f"{shown_host}:{port}"
    path = quote(parts.path or "/", safe=KEPT)
    return urlunsplit((parts.scheme, place, path, quote(parts.query, safe=KEPT), ""))


def ascii_host(host: str, shown: str) -> str:
    """A host's name as DNS has it: lower case, punycode, no dot at the end.

    :raises FetchError: no host can have that name.
    """
    if ":" in host:  # IPv6; a zone in it (`%eth0`) means this machine's own links
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
    """Where ``link`` on the page ``base`` leads; what cannot be read leads nowhere: ``""``."""
    try:
        return urljoin(base, link.strip()).partition("#")[0]
    except ValueError:
        return ""


def redacted(text: str) -> str:
    """``text`` for a message or a log: no user, no password, one line, not endless."""
    line = "".join(c if c.isprintable() else "�" for c in text.strip())
    hidden = re.sub(r"(?:(?<=//)|^)[^/?#]*@", "…@", line)
    return hidden if len(hidden) <= 200 else hidden[:200] + "…"


def host_of(url: str) -> str:
    return urlsplit(url).hostname or ""


def port_of(url: str) -> int:
    parts = urlsplit(url)
    return parts.port or PORTS[parts.scheme]


def origin_of(url: str) -> str:
    """Scheme, host and port: what a robots.txt speaks for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one host, with or without ``www.`` before it."""
    return host_of(one).removeprefix("www.") == host_of(other).removeprefix("www.")


def is_within(url: str, prefix: str) -> bool:
    """Whether ``url`` is ``prefix`` or lies below it: ``/a`` holds ``/a/b``, and not ``/ab``.

    http and https are one site here, since half of the links of many sites are written so.
    """
    inner, outer = urlsplit(url), urlsplit(prefix)
    path = outer.path or "/"
    below = path if path.endswith("/") else path + "/"
    return (inner.hostname, inner.port) == (outer.hostname, outer.port) and (
        inner.path == path or (inner.path or "/").startswith(below)
    )


def stem_of(url: str) -> str:
    """A file's name for ``url``: readable, safe on every system, and one for each address."""
    parts = urlsplit(url)
    words = unquote(parts.path).rsplit("/", 2)
    last = next((word for word in reversed(words) if word), parts.hostname or "")
    readable = re.sub(r"[^a-z0-9]+", "-", re.sub(r"\.\w{1,5}$", "", last.lower())).strip("-")
    return f"{readable[:60].strip('-') or 'page'}-{sha256(url.encode()).hexdigest()[:12]}"


def suggested_name(url: str) -> str:
    """A name for a source that is fetched from ``url``: its host, and the end of its path."""
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
