"""Serve Discord's REST API below ``/api/v10``: log, check, apply faults, answer."""

from __future__ import annotations

import asyncio
import json
import math
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.standin.faults import Fault, Faults, cut

if TYPE_CHECKING:
    from tests.standin.changes import Changes
    from tests.standin.checks import Checks

API = "/api/v10"
VIA = {"Via": "1.1 stand-in"}  # without it, discord.py treats a 429 as a ban by Cloudflare


@dataclass(slots=True)
class Request:
    """A request of the bot; ``status`` is None while, or if, it got no answer."""

    method: str
    path: str  # below /api/v10
    body: Any
    files: dict[str, bytes]
    query: dict[str, str]
    authorization: str
    at: float = field(default_factory=time.monotonic)
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a request: its JSON body and its status."""

    body: Any = None
    status: int = 200
    via: bool = True  # as all that comes from Discord, but not what Cloudflare itself answers


class Refused(Exception):  # noqa: N818 - as in "Discord refused the request"
    """An error as Discord sends it: a status, its numeric code, a message."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.answer = Answer({"code": code, "message": message}, status)


NO_CONTENT = Answer(status=204)
LOST = Answer({"code": 0, "message": "upstream connect error"}, 503)
Handler = Callable[..., Awaitable[Answer]]
Route = tuple[str, str, Handler]


class Rest:
    """The server of the REST API; routes are tried in order, so ``@original`` precedes ``{id}``."""

    def __init__(self, checks: Checks, faults: Faults, changes: Changes, token: str) -> None:
        self._checks, self._faults, self._changes = checks, faults, changes
        self._authorization = f"Bot {token}"
        self._routes: list[tuple[str, re.Pattern[str], Handler]] = []
        self.requests: list[Request] = []

    def add(self, routes: list[Route]) -> None:
        """Add routes, after those that are there."""
        self._routes += [(method, re.compile(path), handler) for method, path, handler in routes]

    async def serve(self, http: web.Request) -> web.StreamResponse:
        """Answer one request, unless a fault strikes it."""
        request = await _read(http)
        self.requests.append(request)
        fault = self._faults.take(request.method, request.path)
        if fault is not None and fault.seconds:
            await asyncio.sleep(fault.seconds)
        answer = await self._struck(request, fault) if fault else await self._apply(request)
        if answer is None:
            assert fault is not None
            cut(http.transport, reset=fault.how == "reset")
        else:
            request.status = answer.status
        self._changes.announce()
        return _response(answer or LOST)

    async def _struck(self, request: Request, fault: Fault) -> Answer | None:
        """Return the answer with the fault; None if the connection ends without one."""
        if fault.kind == "reset":
            return None
        if fault.kind == "answer":
            return Answer(fault.body, fault.status, via=fault.via)
        answer = await self._apply(request)
        if fault.kind == "slow":
            return answer
        return LOST if fault.how == "503" else None

    async def _apply(self, request: Request) -> Answer:
        try:
            answer = await self._handle(request)
        except Refused as refusal:
            return refusal.answer
        self._checks.answer(request.method, request.path, answer.status, answer.body)
        return answer

    async def _handle(self, request: Request) -> Answer:
        by_token = request.path.startswith(("/interactions/", "/webhooks/"))
        if not by_token and request.authorization != self._authorization:
            raise Refused(401, 0, "401: Unauthorized")
        for method, pattern, handler in self._routes:
            if method == request.method and (match := pattern.fullmatch(request.path)):
                if self._checks.request(method, request.path, request.body):
                    raise Refused(400, 50035, "Invalid Form Body")
                return await handler(request, *match.groups())
        self._checks.problems.append(f"no such route here: {request.method} {request.path}")
        raise Refused(404, 0, "404: Not Found")


async def _read(http: web.Request) -> Request:
    body: Any = None
    files: dict[str, bytes] = {}
    if http.content_type == "multipart/form-data":
        for name, value in (await http.post()).items():
            if name == "payload_json":
                body = json.loads(str(value))
            elif isinstance(value, web.FileField):
                files[value.filename] = value.file.read()
    elif http.can_read_body:
        body = await http.json()
    return Request(
        http.method,
        http.path.removeprefix(API),
        body,
        files,
        dict(http.query),
        http.headers.get("Authorization", ""),
    )


def _response(answer: Answer) -> web.Response:
    if answer.body is None:
        return web.Response(status=answer.status, headers=VIA)
    data = json.dumps(answer.body, ensure_ascii=False).encode()
    return web.Response(  # discord.py parses only what is exactly application/json
        status=answer.status, body=data, content_type="application/json", headers=_headers(answer)
    )


def _headers(answer: Answer) -> dict[str, str]:
    """Return the headers, with those of a 429, which discord.js reads instead of the body."""
    via = VIA if answer.via else {}
    if answer.status != 429:
        return via
    seconds = math.ceil(answer.body["retry_after"])
    return via | {"Retry-After": str(seconds), "X-RateLimit-Scope": "user"}
