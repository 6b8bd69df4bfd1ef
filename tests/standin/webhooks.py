"""The routes that an interaction's token opens: its callback, its answer, its follow-ups."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.standin import interactions as kinds
from tests.standin.interactions import Interaction, owners
from tests.standin.messages import (
    CONTEXT_MENU,
    DEFAULT,
    EPHEMERAL,
    LOADING,
    REPLY,
    SLASH,
    Announce,
    Message,
    Messages,
)
from tests.standin.rest import NO_CONTENT, Answer, Refused, Request, Route

if TYPE_CHECKING:
    from tests.standin.people import Json, World

PATIENCE = 3.0  # seconds to the first response
MOST_FOLLOW_UPS = 5  # where only a user has installed the application


class Webhooks:
    def __init__(self, world: World, messages: Messages, announce: Announce) -> None:
        self._world, self._messages, self._announce = world, messages, announce
        self.by_token: dict[str, Interaction] = {}

    def routes(self) -> list[Route]:
        hook = rf"/webhooks/{self._world.bot.id}/([^/]+)"
        original = hook + "/messages/(?:@|%40)original"
        one = hook + r"/messages/(\d+)"
        return [
            ("POST", r"/interactions/(\d+)/([^/]+)/callback", self.callback),
            ("GET", original, self.get),
            ("PATCH", original, self.edit),
            ("DELETE", original, self.delete),
            ("POST", hook, self.follow_up),
            ("GET", one, self.get),
            ("PATCH", one, self.edit),
            ("DELETE", one, self.delete),
        ]

    async def callback(self, request: Request, id: str, token: str) -> Answer:
        it = self.by_token.get(token)
        if it is None or it.id != id or self._too_late(it):
            raise Refused(404, 10062, "Unknown interaction")
        if it.response is not None:
            raise Refused(400, 40060, "Interaction has already been acknowledged.")
        it.response, data = request.body["type"], request.body.get("data") or {}
        it.acknowledged_after = time.monotonic() - it.sent_at
        made = self._respond(it, data, request)
        it.ended = it.response not in (kinds.DEFER, kinds.DEFER_UPDATE)
        await self._announce(it.original, "MESSAGE_CREATE" if made else "MESSAGE_UPDATE")
        if request.query.get("with_response") not in ("1", "true"):
            return NO_CONTENT
        return Answer(_callback_answer(it))

    def _too_late(self, it: Interaction) -> bool:
        return it.response is None and time.monotonic() - it.sent_at > PATIENCE

    def _respond(self, it: Interaction, data: Json, request: Request) -> bool:
        """Apply the callback; true if it made a message."""
        if it.response in (kinds.ANSWER, kinds.DEFER):
            loading = LOADING if it.response == kinds.DEFER else 0
            it.original = self._create(it, data, request, slash=True)
            it.original["flags"] |= loading
            return True
        if it.response in (kinds.UPDATE, kinds.DEFER_UPDATE):
            it.original = it.component_message
            if it.response == kinds.UPDATE and it.original is not None:
                self._messages.edit(it.original, data, request.files)
        elif it.response == kinds.CHOICES:
            it.suggestions = data["choices"]
        elif it.response == kinds.MODAL:
            it.modal = data
        return False

    async def follow_up(self, request: Request, token: str) -> Answer:
        it = self._opened(token)
        if it.installed_by is not None and len(it.followups) >= MOST_FOLLOW_UPS:
            raise Refused(400, 40094, "This interaction has reached its most follow-up messages")
        if it.hanging and it.original is not None:  # deprecated, and still what Discord does
            message = it.original
            self._messages.edit(message, request.body, request.files)
        else:
            message = self._create(it, request.body, request, slash=False)
        it.followups.append(message)
        it.ended = True
        await self._announce(message, "MESSAGE_CREATE")
        return Answer(message)

    async def get(self, request: Request, token: str, id: str | None = None) -> Answer:
        del request
        return Answer(self._message(self._opened(token), id))

    async def edit(self, request: Request, token: str, id: str | None = None) -> Answer:
        it = self._opened(token)
        message = self._message(it, id)
        self._messages.edit(message, request.body, request.files)
        it.ended |= message is it.original
        await self._announce(message, "MESSAGE_UPDATE")
        return Answer(message)

    async def delete(self, request: Request, token: str, id: str | None = None) -> Answer:
        del request
        it = self._opened(token)
        message = self._message(it, id)
        it.ended |= message is it.original
        self._messages.delete(message)
        await self._announce(message, "MESSAGE_DELETE")
        return NO_CONTENT

    def _opened(self, token: str) -> Interaction:
        it = self.by_token.get(token)
        if it is None or it.response is None:
            raise Refused(404, 10015, "Unknown Webhook")
        if it.expired:
            raise Refused(401, 50027, "Invalid Webhook Token")
        return it

    def _message(self, it: Interaction, id: str | None) -> Message:
        mine = [it.original, *it.followups]
        message = it.original if id is None else next((m for m in mine if m and m.id == id), None)
        if message is None or message.deleted:
            raise Refused(404, 10008, "Unknown Message")
        return message

    def _create(self, it: Interaction, data: Json, request: Request, *, slash: bool) -> Message:
        kind = _message_type(it) if slash else REPLY if it.original is not None else DEFAULT
        app = self._world.bot.id
        more = {"type": kind, "webhook_id": app, "application_id": app}
        more["interaction_metadata"] = _metadata(it)
        message = self._messages.create(it.channel, self._world.bot, data, request.files, **more)
        message["flags"] |= (data.get("flags") or 0) & EPHEMERAL
        return message


def _message_type(it: Interaction) -> int:
    if it.kind != kinds.COMMAND:
        return DEFAULT
    return SLASH if it.data["type"] == 1 else CONTEXT_MENU


def _metadata(it: Interaction) -> Json:
    known: Json = {"id": it.id, "type": it.kind, "user": it.person.user}
    known["authorizing_integration_owners"] = owners(it.channel, it.installed_by)
    if it.kind == kinds.COMPONENT and it.component_message is not None:
        known["interacted_message_id"] = it.component_message.id
    elif it.opener is not None:
        known["triggering_interaction_metadata"] = _metadata(it.opener)
    elif it.kind == kinds.COMMAND:
        known |= {"name": it.data["name"], "command_type": it.data["type"]}
    return known


def _callback_answer(it: Interaction) -> Json:
    answer: Json = {"interaction": {"id": it.id, "type": it.kind}}
    if it.original is not None:
        made: Json = {"response_message_id": it.original.id}
        made["response_message_ephemeral"] = it.original.ephemeral
        made["response_message_loading"] = it.original.loading
        answer["interaction"] |= made
    if it.response in (kinds.ANSWER, kinds.UPDATE):  # a deferral has no resource
        answer["resource"] = {"type": it.response, "message": it.original}
    return answer
