"""One request and its response, over a connection to an address that was checked.

`http.client` of the standard library is used bare, since it leaves making the socket to whoever
overrides ``connect``: the socket goes to the checked address, while the Host header, SNI and the
certificate's name stay those of the host. It reads no proxy variables, follows no redirect,
keeps no cookies and unpacks nothing, which all would have to be switched off elsewhere.
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
from typing import Any
from urllib.parse import urlsplit

from index.errors import FetchError
from index.sources.web.decompress import CHUNK_BYTES, bounded, unpacked
from index.sources.web.urls import port_of


@dataclass(frozen=True, slots=True)
class Response:
    """What a server said: ``headers`` by lower-case name, ``body`` unpacked."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class Unanswered(FetchError):  # noqa: N818 - the tree of errors reads as English
    """There was no whole response; asking again may help."""


def exchange(
    url: str,
    addresses: Sequence[str],
    headers: Mapping[str, str],
    *,
    timeout: float,
    max_bytes: int,
) -> Response:
    """GET ``url`` from the first of ``addresses`` that answers.

    ``timeout`` is for all of it: connecting, TLS, headers, and the last byte of the body.
    The body of a redirect or an error is not read.

    :raises Unanswered: no connection, or one that broke off.
    :raises FetchError: too slow, too large, TLS that cannot be trusted, or not HTTP.
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
    if time.monotonic() >= ends:  # a body without a length ends where the connection was ended
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
    if expected is not None and got < expected:  # read1 does not say so by itself
        raise http.client.IncompleteRead(b"", expected - got)


def _connection(url: str, addresses: Sequence[str], ends: float) -> _Pinned | _PinnedTLS:
    host = urlsplit(url).hostname or ""
    if url.startswith("https:"):
        return _PinnedTLS(host, port_of(url), addresses, ends)
    return _Pinned(host, port_of(url), addresses, ends)


class _Pinned(http.client.HTTPConnection):
    """A connection to one of the addresses that were checked, never to what a name says now."""

    def __init__(self, host: str, port: int, addresses: Sequence[str], ends: float) -> None:
        super().__init__(host, port)
        self._addresses = addresses
        self._ends = ends
        self.held: socket.socket | None = None  # `sock` is forgotten while the body is read

    def connect(self) -> None:
        self.sock = self.held = _socket(self._addresses, self.port, self._ends)


class _PinnedTLS(http.client.HTTPSConnection):
    def __init__(self, host: str, port: int, addresses: Sequence[str], ends: float) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(host, port, context=self._tls)
        self._addresses = addresses
        self._ends = ends
        self.held: socket.socket | None = None  # `sock` is forgotten while the body is read

    def connect(self) -> None:
        plain = _socket(self._addresses, self.port, self._ends)
        self.held = self._tls.wrap_socket(
            plain, server_hostname=self.host, do_handshake_on_connect=False
        )
        self.sock = self.held
        self.held.do_handshake()  # only now, so that the deadline can end it


def _socket(addresses: Sequence[str], port: int, ends: float) -> socket.socket:
    problem: OSError = OSError("no address")
    for number, address in enumerate(addresses):
        left = max(0.1, ends - time.monotonic())
        try:  # a numeric address, which is looked up nowhere; each gets its share of the time
            made = socket.create_connection((address, port), left / (len(addresses) - number))
            made.settimeout(max(0.1, ends - time.monotonic()))
            return made
        except OSError as error:
            problem = error
    raise problem


class _Deadline:
    """Ends a connection when its time is over, whatever it waits for.

    A timeout of the socket begins anew with every byte, so a server that sends one in a second
    could hold it for days.
    """

    def __init__(self, connection: _Pinned | _PinnedTLS, ends: float) -> None:
        self._connection = connection
        self._timer = threading.Timer(max(0.0, ends - time.monotonic()), self._end)
        self._timer.daemon = True

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._timer.cancel()

    def _end(self) -> None:
        if self._connection.held is not None:
            with suppress(OSError):
                # Not SSLSocket.shutdown, which forgets the TLS state under the feet of a reader.
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
