"""Send one request, over a connection to an address that was checked.

This uses the standard library's `http.client`, because ``connect`` can be overridden there. So the
socket connects to the checked address, while the Host header, SNI and the name in the certificate
are still those of the host. It also ignores proxy variables, redirects, cookies and compression;
other clients would need all of these switched off.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from index.errors import FetchError
from index.sources.web.decompress import CHUNK_BYTES, bounded, unpacked
from index.sources.web.urls import port_of


@dataclass(frozen=True, slots=True)
class Response:
    """A server's response: ``headers`` by lower-case name, ``body`` decompressed."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class Unanswered(FetchError):  # noqa: N818 - the tree of errors reads as English
    """A request without a complete response; trying again may help."""


def exchange(
    url: str,
    addresses: Sequence[str],
    headers: Mapping[str, str],
    *,
    timeout: float,
    max_bytes: int,
) -> Response:
    """GET ``url`` from the first of ``addresses`` that accepts a connection.

    ``timeout`` is in seconds, and covers everything from connecting to the last byte of the body.
    Bodies of redirects and errors are not read.

    :raises Unanswered: there was no connection, it broke off, or the response is not HTTP.
    :raises FetchError: the response is too slow or too large, or its certificate is not trusted.
    """
    ends = time.monotonic() + timeout
    connection = _connection(url, addresses, ends)
    try:
        with closing(connection), _Deadline(connection, ends):
            response = _response(url, connection, headers, max_bytes, ends)
    except ssl.SSLCertVerificationError as error:
        raise FetchError(
            f"{url}: its certificate cannot be trusted ({error.verify_message})",
            hint="Open it in a browser; Quoth fetches only from servers with a valid certificate.",
        ) from None
    except (OSError, http.client.HTTPException) as error:
        raise (
            _too_slow(url, timeout) if time.monotonic() >= ends else _unanswered(url, error)
        ) from None
    if time.monotonic() >= ends:  # a body without a length seems complete when the deadline cuts it
        raise _too_slow(url, timeout)
    return response


def _response(
    url: str,
    connection: http.client.HTTPConnection,
    headers: Mapping[str, str],
    max_bytes: int,
    ends: float,
) -> Response:
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.request("GET", target, headers=dict(headers))
    with closing(connection.getresponse()) as answer:
        found = {name.lower(): value for name, value in reversed(answer.getheaders())}
        if answer.status != http.client.OK:
            return Response(url, answer.status, found)
        pieces = unpacked(_pieces(answer, ends), found.get("content-encoding", ""), url)
        return Response(url, answer.status, found, bounded(pieces, url, max_bytes=max_bytes))


def _pieces(answer: http.client.HTTPResponse, ends: float) -> Iterator[bytes]:
    expected, got = answer.length, 0
    while piece := answer.read1(CHUNK_BYTES):
        got += len(piece)
        if time.monotonic() >= ends:
            raise TimeoutError
        yield piece
    if expected is not None and got < expected:  # read1 does not check this
        raise http.client.IncompleteRead(b"", expected - got)


def _connection(url: str, addresses: Sequence[str], ends: float) -> _Pinned | _PinnedTLS:
    host = urlsplit(url).hostname or ""
    if url.startswith("https:"):
        return _PinnedTLS(host, port_of(url), addresses, ends)
    return _Pinned(host, port_of(url), addresses, ends)


class _Pinned(http.client.HTTPConnection):
    """A connection to one of the checked addresses; the name is not resolved again."""

    def __init__(self, host: str, port: int, addresses: Sequence[str], ends: float) -> None:
        super().__init__(host, port)
        self._addresses = addresses
        self._ends = ends
        self.held: socket.socket | None = None  # `sock` is forgotten while the body is read

    def connect(self) -> None:
        """Connect to the first checked address that accepts, before the deadline."""
        self.sock = self.held = _socket(self._addresses, self.port, self._ends)


class _PinnedTLS(http.client.HTTPSConnection):
    """A TLS connection to one of the checked addresses; the name is not resolved again."""

    def __init__(self, host: str, port: int, addresses: Sequence[str], ends: float) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(host, port, context=self._tls)
        self._addresses = addresses
        self._ends = ends
        self.held: socket.socket | None = None  # `sock` is forgotten while the body is read

    def connect(self) -> None:
        """Connect to the first checked address that accepts, and do the TLS handshake."""
        plain = _socket(self._addresses, self.port, self._ends)
        self.held = self._tls.wrap_socket(
            plain, server_hostname=self.host, do_handshake_on_connect=False
        )
        self.sock = self.held
        self.held.do_handshake()  # after `held` is set, so that the deadline can end it


def _socket(addresses: Sequence[str], port: int, ends: float) -> socket.socket:
    problem: OSError = OSError("no address")
    for number, address in enumerate(addresses):
        left = max(0.1, ends - time.monotonic())
        try:  # numeric addresses need no look-up; each gets an equal share of the time left
            made = socket.create_connection((address, port), left / (len(addresses) - number))
            made.settimeout(max(0.1, ends - time.monotonic()))
            return made
        except OSError as error:
            problem = error
    raise problem


class _Deadline:
    """A timer that closes a connection at its deadline, even while it waits for data.

    A socket's own timeout restarts with every byte, so a server that sends one byte a second could
    hold the connection for days.
    """

    def __init__(self, connection: _Pinned | _PinnedTLS, ends: float) -> None:
        self._connection = connection
        self._timer = threading.Timer(max(0.0, ends - time.monotonic()), self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _end(self) -> None:
        if self._connection.held is not None:
            with suppress(OSError):
                # Not SSLSocket.shutdown, which drops the TLS state while another thread reads.
                socket.socket.shutdown(self._connection.held, socket.SHUT_RDWR)


def _too_slow(url: str, timeout: float) -> FetchError:
    return FetchError(
        f"{url}: not complete after {timeout:g} seconds",
        hint="Try again later, or raise QUOTH_FETCH__TIMEOUT.",
    )


def _unanswered(url: str, error: Exception) -> Unanswered:
    says = error.strerror if isinstance(error, OSError) and error.strerror else ""
    what = says or type(error).__name__
    return Unanswered(f"{url}: no complete response ({what})", hint="Try again later.")
