"""Accept signed HTTP calls that ask for a build, for a CI that knows when the sources change.

The signature is GitHub's: ``X-Hub-Signature-256: sha256=…``, the HMAC of the body. A call means
only "build", so a replayed call can do no more than that either.
"""

from __future__ import annotations

import hmac
import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from index.errors import SettingsError
from index.maintenance.watch import Bell

PATH = "/build"
LONGEST_BODY = 1_000_000
CALLERS = 8  # at once; further ones are refused
SILENCE = 5.0  # seconds without a byte
LONGEST_CALL = 15.0  # seconds, however slowly the bytes come
log = logging.getLogger(__name__)


def address_of(text: str) -> tuple[str, int]:
    """Parse ``127.0.0.1:8080`` or ``[::1]:8080`` into host and port.

    :raises SettingsError: it is not an address.
    """
    host, _, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not port.isascii() or not port.isdecimal() or int(port) > 65535:
        raise SettingsError(
            f"{text!r} is not an address to listen on", hint="Write --listen 127.0.0.1:8080."
        )
    return host, int(port)


def signature(secret: str, body: bytes) -> str:
    """Return the signature that a caller must send with ``body``."""
    return "sha256=" + hmac.new(secret.encode("utf-8"), body, "sha256").hexdigest()


@contextmanager
def listening(address: tuple[str, int], secret: str, bell: Bell) -> Iterator[tuple[str, int]]:
    """Ring ``bell`` at every signed call, in a thread, and yield the address that is listened on.

    :raises SettingsError: the address is not available.
    """
    try:
        server = _Server(address, secret, bell)
    except (OSError, UnicodeError) as error:
        raise SettingsError(
            f"cannot listen on {address[0]}:{address[1]} ({error})",
            hint="Use an address of this machine and a free port.",
        ) from None
    thread = threading.Thread(target=server.serve_forever, name="webhook", daemon=True)
    thread.start()
    try:
        host, port = server.server_address[:2]
        yield str(host), int(port)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    """A server for at most ``CALLERS`` calls at once, each of at most ``LONGEST_CALL`` seconds."""

    daemon_threads = True
    request_queue_size = CALLERS

    def __init__(self, address: tuple[str, int], secret: str, bell: Bell) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.secret = secret
        self.bell = bell
        self._free = threading.BoundedSemaphore(CALLERS)
        super().__init__(address, _Caller)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve the call, or close it if ``CALLERS`` calls are being served."""
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve the call, and close it after ``LONGEST_CALL`` seconds."""
        end = threading.Timer(LONGEST_CALL, _hang_up, [request])
        end.daemon = True
        end.start()
        try:
            super().process_request_thread(request, client_address)
        finally:
            end.cancel()
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        """Log a broken call instead of printing its traceback."""
        log.debug("a caller went away", exc_info=True)  # noqa: LOG014 - called while one is handled


class _Caller(BaseHTTPRequestHandler):
    """One call, answered with a line of text."""

    server: _Server
    server_version = "Quoth"
    sys_version = ""
    timeout = SILENCE

    def do_POST(self) -> None:
        """Answer a call, after checking its path and length."""
        length = self.headers.get("Content-Length", "")
        if self.path != PATH:
            self._say(404, f"POST to {PATH}")
        elif not (length.isascii() and length.isdecimal() and len(length) < 16):
            self._say(411, "send a Content-Length")
        elif int(length) > LONGEST_BODY:
            self._say(413, f"{LONGEST_BODY} bytes are the most")
            self._swallow()
        else:
            self._answer(self.rfile.read(int(length)), int(length))

    def _answer(self, body: bytes, length: int) -> None:
        given = self.headers.get("X-Hub-Signature-256", "")
        wanted = signature(self.server.secret, body)
        if len(body) != length:
            self._say(400, "the body ended too early")
        elif not hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode("ascii")):
            log.warning("a call from %s is not signed with our secret", self.client_address[0])
            self._say(401, "the signature is not right")
        elif self.server.bell.ring():
            self._say(202, "a build will follow")
        else:
            self._say(202, "a build waits already")

    def _say(self, code: int, line: str) -> None:
        data = f"{line}\n".encode()
        self.send_response(code)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)

    def _swallow(self) -> None:
        """Read some of a body that is too long, so that the caller gets to read the answer."""
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            for _ in range(4 * LONGEST_BODY // 65536):
                if not self.connection.recv(65536):
                    return

    def log_message(self, format: str, *args: Any) -> None:
        """Log through ``logging`` instead of stderr."""
        log.debug(format, *args)


def _hang_up(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
