"""Define the settings of how fast people may ask, and of who is blocked for a time."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from bot.settings.bounds import Seconds
from index.settings import Section

Most = Annotated[int, Field(ge=0)]


class LimitSettings(Section):
    """Limits on how fast people may ask.

    A limit of 5 in 30 seconds allows five questions at once, and another every six seconds. It
    covers `/ask`, `/check`, right-clicks, messages and buttons that ask again; not maintainers'
    commands, `/help`, `/privacy`, `/forget-me` or votes. Anyone over a limit gets a private message
    that says when to ask again.
    """

    person: Most = Field(default=5, description="Questions of one person at once. 0: no limit.")
    person_seconds: Seconds = Field(
        default=30.0, description="Seconds until a person may ask that many again."
    )
    channel: Most = Field(default=60, description="Questions in one channel at once. 0: no limit.")
    channel_seconds: Seconds = Field(
        default=60.0,
        description="Seconds until that many may be asked there again.",
    )
    server: Most = Field(default=120, description="Questions in one server at once. 0: no limit.")
    server_seconds: Seconds = Field(
        default=60.0,
        description="Seconds until that many may be asked there again.",
    )
    human_person: Most = Field(
        default=3,
        description="How many times one person can use “Ask a human” at once. 0: no limit.",
    )
    human_person_seconds: Seconds = Field(
        default=3_600.0,
        description="Seconds until they can use it as often again.",
    )
    human_channel: Most = Field(
        default=6,
        description="How many times it can be used in one channel, with its threads. 0: no limit.",
    )
    human_channel_seconds: Seconds = Field(
        default=3_600.0, description="Seconds until it can be used as often again."
    )
    human_server: Most = Field(
        default=12,
        description="How many times it can be used on one server at once. 0: no limit.",
    )
    human_server_seconds: Seconds = Field(
        default=3_600.0, description="Seconds until it can be used as often again."
    )
    block_after: Most = Field(
        default=20,
        description="How many times in ten minutes somebody may be over their own limit before "
        "they are blocked for a time. 0: nobody is.",
    )
    block_seconds: Seconds = Field(
        default=3_600.0, description="For how many seconds they are blocked."
    )
