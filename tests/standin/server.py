"""Start and stop the stand-in, and give tests access to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Self

from aiohttp import web

from tests.standin.actions import Actions
from tests.standin.changes import Changes
from tests.standin.checks import Checks
from tests.standin.faults import Faults
from tests.standin.gateway import Gateway
from tests.standin.messages import Messages
from tests.standin.people import Json, Upload, World, snowflake
from tests.standin.rest import API, Request, Rest
from tests.standin.routes import Routes
from tests.standin.thread_routes import ThreadRoutes
from tests.standin.threads import Threads
from tests.standin.webhooks import Webhooks

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.standin.interactions import Interaction

TOKEN = "MTA.stand-in.not-a-secret"


class Standin(Actions, Threads):
    """A simulated Discord: ``async with Standin() as discord``. See the package's docstring."""

    made: ClassVar[list[Standin]] = []  # those of the running test: see tests/conftest.py

    def __init__(self, *, privileged: int = 0, shards: int = 1) -> None:
        """Make a stand-in; ``privileged`` are the intents switched on in the developer portal."""
        self.made.append(self)
        self.token = TOKEN
        self.world = World()
        self._changes, self._checks = Changes(), Checks()
        changes, checks = self._changes, self._checks
        self.gateway = Gateway(self.world, checks, changes, token=TOKEN, privileged=privileged)
        self.faults = Faults(self.gateway)
        self.messages = Messages(self.world, changes)
        self._webhooks = Webhooks(self.world, self.messages, self.gateway.announce)
        self._routes = Routes(self.world, self.messages, self.gateway, shards)
        self._rest = Rest(checks, self.faults, changes, TOKEN)
        self._rest.add(self._webhooks.routes() + self._routes.routes())
        self._rest.add(ThreadRoutes(self.world, self.messages, self.gateway).routes())
        self._runner: web.AppRunner | None = None
        self.api_base = self.gateway_url = ""
        self.downloads: list[str] = []  # the ids of uploaded files that were requested

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=30 * 1024 * 1024)
        app.router.add_get("/gateway/", self.gateway.serve)
        app.router.add_get("/ephemeral-attachments/{id}/{name:.*}", self._attachment)
        app.router.add_route("*", API + "/{below:.*}", self._rest.serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, backlog=512)
        await site.start()
        port = self._runner.addresses[0][1]
        self.api_base = f"http://127.0.0.1:{port}{API}"
        self.gateway_url = f"ws://127.0.0.1:{port}/gateway/"
        self.gateway.url = self._routes.gateway_url = self.gateway_url
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.faults.drop_gateway()
        assert self._runner is not None
        await self._runner.cleanup()

    def upload(
        self, filename: str, content: bytes, *, size: int | None = None, url: str | None = None
    ) -> str:
        """Attach a file to the next command, and return the option's value.

        ``size`` and ``url`` are what Discord reports, if they differ from the truth.
        """
        id_ = snowflake()
        safe = re.sub(r"[^A-Za-z0-9_-]+", "_", filename)
        here = f"{self.api_base.removesuffix(API)}/ephemeral-attachments/{id_}/{safe}"
        reported = len(content) if size is None else size
        self.world.uploads[id_] = Upload(filename, content, url or here, id_, reported)
        return id_

    async def _attachment(self, http: web.Request) -> web.Response:
        self.downloads.append(http.match_info["id"])
        upload = self.world.uploads.get(http.match_info["id"])
        if upload is None:
            return web.Response(status=404)
        return web.Response(body=upload.content, content_type="application/octet-stream")

    @property
    def environment(self) -> dict[str, str]:
        """Return the settings with which ``quoth run`` connects here instead of to Discord."""
        return {
            "QUOTH_DISCORD__TOKEN": self.token,
            "QUOTH_DISCORD__API_BASE": self.api_base,
            "QUOTH_DISCORD__GATEWAY_URL": self.gateway_url,
        }

    @property
    def requests(self) -> list[Request]:
        """Return all requests of the bot, in their order."""
        return self._rest.requests

    def sent(self, method: str, path: str = "") -> list[Request]:
        """Return the requests with this method whose path matches a regular expression."""
        seen = (r for r in self.requests if method in ("*", r.method))
        return [request for request in seen if re.search(path, request.path)]

    @property
    def interactions(self) -> list[Interaction]:
        """Return all interactions, in their order."""
        return list(self._webhooks.by_token.values())

    @property
    def hanging(self) -> list[Interaction]:
        """Return the interactions that were deferred and never ended."""
        return [interaction for interaction in self.interactions if interaction.hanging]

    @property
    def unacknowledged(self) -> list[Interaction]:
        """Return the interactions without any response."""
        return [interaction for interaction in self.interactions if interaction.response is None]

    @property
    def left_open(self) -> list[Interaction]:
        """Return the interactions without an end: not acknowledged, or deferred and not answered.

        Interactions that a test let expire, as after fifteen minutes, have ended.
        """
        return [
            interaction
            for interaction in (*self.hanging, *self.unacknowledged)
            if not interaction.expired
        ]

    @property
    def typing(self) -> list[str]:
        """Return the ids of the channels in which the bot showed that it types."""
        return self._routes.typing

    @property
    def checked(self) -> bool:
        """Return whether requests and answers are checked against Discord's rules."""
        return self._checks.checked

    @property
    def problems(self) -> list[str]:
        """Return every broken rule so far, the bot's and the stand-in's; empty if not checked."""
        return self._checks.problems

    async def connected(self, *, within: float = 10, links: int = 1) -> None:
        """Wait until the bot has identified or resumed."""
        await self._until(lambda: len(self.gateway.links()) >= links, within, "connected")

    async def disconnected(self, *, within: float = 10) -> None:
        """Wait until the bot has no connection."""
        await self._until(lambda: not self.gateway.links(), within, "disconnected")

    async def synced(self, *, within: float = 10) -> list[Json]:
        """Wait until the bot has registered commands, and return them."""
        await self._until(lambda: bool(self._routes.commands), within, "commands put")
        return self.commands

    async def until(
        self, look: Callable[[], object], *, within: float = 5, what: str = "a condition"
    ) -> None:
        """Wait until ``look()`` is true; it is called at each change of the stand-in."""
        await self._until(look, within, what)

    async def _until(self, look: Callable[[], object], within: float, what: str) -> None:
        def state() -> str:
            last = [f"{r.method} {r.path} {r.status}" for r in self.requests[-5:]]
            return f"{what}; the last requests: {last}"

        await self._changes.until(look, within=within, what=state)
