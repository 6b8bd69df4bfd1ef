"""Serve pages on loopback as a test says, and misbehave in ways that no good server does."""

from __future__ import annotations

import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HOST = "127.0.0.1"
Act = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """The pages of a server, by path.

    ``asked`` are the requested paths in order, ``headers`` the last request headers by path.
    """

    acts: dict[str, Act] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    port: int = 0

    @property
    def url(self) -> str:
        """Return the address of the server."""
        return f"http://{HOST}:{self.port}"

    def __setitem__(self, path: str, act: Act | str) -> None:
        self.acts[path] = page(act) if isinstance(act, str) else act

    @property
    def pages_asked(self) -> list[str]:
        """Return the paths that were requested, without robots.txt."""
        return [path for path in self.asked if path != "/robots.txt"]


def page(
    body: str | bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str
) -> Act:
    """Make an act that sends ``body``; ``Retry_After="1"`` is the header ``Retry-After``."""
    data = body.encode() if isinstance(body, str) else body

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return act


def redirect(to: str, status: int = 302) -> Act:
    """Make an act that redirects to another address."""
    return page("", status=status, Location=to)


def in_turn(*acts: Act) -> Act:
    """Make an act that does the next of ``acts`` at each request, and then always the last."""
    left = list(acts)
    return lambda handler: (left.pop(0) if len(left) > 1 else left[0])(handler)  # noqa: PLW0108 - it pops at each request


def by_etag(body: str, etag: str, kind: str = "text/plain; charset=utf-8") -> Act:
    """Make an act that answers 304 to a client that has the page with this tag."""

    def act(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers.get("If-None-Match") == etag:
            handler.send_response(304)
            handler.end_headers()
        else:
            page(body, kind, ETag=etag)(handler)

    return act


@contextlib.contextmanager
def serving(certificate: Path | None = None) -> Iterator[Site]:
    """Serve a site until the block ends, with TLS if there is a ``certificate`` with its key."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.headers[self.path] = dict(self.headers)
            act = site.acts.get(self.path, page("no", status=404))
            with contextlib.suppress(OSError):
                act(self)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass

    server = Server((HOST, 0), Handler)
    site.port = server.server_port
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
