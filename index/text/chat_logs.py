"""Find who wrote what when in a channel of Discord that DiscordChatExporter saved as text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from index.text.manual_pages import ManualHeading

FRAME = "={20,}"
OPENING = re.compile(rf"\s*{FRAME}\n(?:Guild|Server): ")
MESSAGE = re.compile(
    r"(?<=\n\n)(?P<heading>\[[^\]\n]{6,40}\] \S[^\n]{0,100})(?=\n)"
)  # such as "[04/03/2024 10:15] ana"
APART = re.compile(rf"{FRAME}\n[\s\S]*?\n{FRAME}|\{{(?:Attachments|Reactions|Stickers)\}}[\s\S]*")


def messages_of(text: str) -> Mapping[int, ManualHeading]:
    """Return the line above each message of a saved channel by where it begins; else none."""
    if OPENING.match(text) is None:
        return {}
    return {
        found.start(): ManualHeading(found["heading"], found.end("heading"), 2)
        for found in MESSAGE.finditer(text)
    }


def is_apart(block: str) -> bool:
    """Return whether a block of a saved channel is no message: its frame, or what hangs on one."""
    return APART.fullmatch(block) is not None
