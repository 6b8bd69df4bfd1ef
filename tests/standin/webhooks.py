"""Serve the routes of an interaction's token: its callback, its answer, its follow-ups."""

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
MOST_FOLLOW_UPS = 5  # if only a user has installed the application


class Webhooks:
    """The routes of interaction tokens, with all interactions by their token."""

    def __init__(self, world: World, messages: Messages, announce: Announce) -> None:
        self._world, self._messages, self._announce = world, messages, announce
        self.by_token: dict[str, Interaction] = {}

    def routes(self) -> list[Route]:
        """Return the routes, in the order in which they are tried."""
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
        """Apply the first response to an interaction."""
        interaction = self.by_token.get(token)
        if interaction is None or interaction.id != id or self._too_late(interaction):
            raise Refused(404, 10062, "Unknown interaction")
        if interaction.response is not None:
            raise Refused(400, 40060, "Interaction has already been acknowledged.")
        interaction.response, data = request.body["type"], request.body.get("data") or {}
        interaction.acknowledged_after = time.monotonic() - interaction.sent_at
        made = self._respond(interaction, data, request)
        interaction.ended = interaction.response not in (kinds.DEFER, kinds.DEFER_UPDATE)
        await self._announce(interaction.original, "MESSAGE_CREATE" if made else "MESSAGE_UPDATE")
        if request.query.get("with_response") not in ("1", "true"):
            return NO_CONTENT
        return Answer(_callback_answer(interaction))

    def _too_late(self, interaction: Interaction) -> bool:
        return interaction.response is None and time.monotonic() - interaction.sent_at > PATIENCE

    def _respond(self, interaction: Interaction, data: Json, request: Request) -> bool:
        """Apply the callback, and return whether it made a message."""
        if interaction.response in (kinds.ANSWER, kinds.DEFER):
            loading = LOADING if interaction.response == kinds.DEFER else 0
            interaction.original = self._create(interaction, data, request, slash=True)
            interaction.original["flags"] |= loading
            return True
        if interaction.response in (kinds.UPDATE, kinds.DEFER_UPDATE):
            interaction.original = interaction.component_message
            if interaction.response == kinds.UPDATE and interaction.original is not None:
                self._messages.edit(interaction.original, data, request.files)
        elif interaction.response == kinds.CHOICES:
            interaction.suggestions = data["choices"]
        elif interaction.response == kinds.MODAL:
            interaction.modal = data
        return False

    async def follow_up(self, request: Request, token: str) -> Answer:
        """Send a further message; after a defer, the first one is the answer."""
        interaction = self._opened(token)
        if interaction.installed_by is not None and len(interaction.followups) >= MOST_FOLLOW_UPS:
            raise Refused(400, 40094, "This interaction has reached its most follow-up messages")
        # Deprecated, but Discord still lets the first message after a defer be the answer.
        if interaction.hanging and interaction.original is not None:
            message = interaction.original
            self._messages.edit(message, request.body, request.files)
        else:
            message = self._create(interaction, request.body, request, slash=False)
        interaction.followups.append(message)
        interaction.ended = True
        await self._announce(message, "MESSAGE_CREATE")
        return Answer(message)

    async def get(self, request: Request, token: str, id: str | None = None) -> Answer:
        """Return the answer or a follow-up."""
        del request
        return Answer(self._message(self._opened(token), id))

    async def edit(self, request: Request, token: str, id: str | None = None) -> Answer:
        """Edit the answer or a follow-up."""
        interaction = self._opened(token)
        message = self._message(interaction, id)
        self._messages.edit(message, request.body, request.files)
        interaction.ended |= message is interaction.original
        await self._announce(message, "MESSAGE_UPDATE")
        return Answer(message)

    async def delete(self, request: Request, token: str, id: str | None = None) -> Answer:
        """Delete the answer or a follow-up."""
        del request
        interaction = self._opened(token)
        message = self._message(interaction, id)
        interaction.ended |= message is interaction.original
        self._messages.delete(message)
        await self._announce(message, "MESSAGE_DELETE")
        return NO_CONTENT

    def _opened(self, token: str) -> Interaction:
        interaction = self.by_token.get(token)
        if interaction is None or interaction.response is None:
            raise Refused(404, 10015, "Unknown Webhook")
        if interaction.expired:
            raise Refused(401, 50027, "Invalid Webhook Token")
        return interaction

    def _message(self, interaction: Interaction, id: str | None) -> Message:
        mine = [interaction.original, *interaction.followups]
        message = (
            interaction.original
            if id is None
            else next((m for m in mine if m and m.id == id), None)
        )
        if message is None or message.deleted:
            raise Refused(404, 10008, "Unknown Message")
        return message

    def _create(
        self, interaction: Interaction, data: Json, request: Request, *, slash: bool
    ) -> Message:
        kind = (
            _message_type(interaction)
            if slash
            else REPLY
            if interaction.original is not None
            else DEFAULT
        )
        app = self._world.bot.id
        more = {"type": kind, "webhook_id": app, "application_id": app}
        more["interaction_metadata"] = _metadata(interaction)
        message = self._messages.create(
            interaction.channel, self._world.bot, data, request.files, **more
        )
        message["flags"] |= (data.get("flags") or 0) & EPHEMERAL
        return message


def _message_type(interaction: Interaction) -> int:
    if interaction.kind != kinds.COMMAND:
        return DEFAULT
    return SLASH if interaction.data["type"] == 1 else CONTEXT_MENU


def _metadata(interaction: Interaction) -> Json:
    known: Json = {"id": interaction.id, "type": interaction.kind, "user": interaction.person.user}
    known["authorizing_integration_owners"] = owners(interaction.channel, interaction.installed_by)
    if interaction.kind == kinds.COMPONENT and interaction.component_message is not None:
        known["interacted_message_id"] = interaction.component_message.id
    elif interaction.opener is not None:
        known["triggering_interaction_metadata"] = _metadata(interaction.opener)
    elif interaction.kind == kinds.COMMAND:
        known |= {"name": interaction.data["name"], "command_type": interaction.data["type"]}
    return known


def _callback_answer(interaction: Interaction) -> Json:
    answer: Json = {"interaction": {"id": interaction.id, "type": interaction.kind}}
    if interaction.original is not None:
        made: Json = {"response_message_id": interaction.original.id}
        made["response_message_ephemeral"] = interaction.original.ephemeral
        made["response_message_loading"] = interaction.original.loading
        answer["interaction"] |= made
    if interaction.response in (kinds.ANSWER, kinds.UPDATE):  # a deferral has no resource
        answer["resource"] = {"type": interaction.response, "message": interaction.original}
    return answer
