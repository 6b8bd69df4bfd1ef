"""Make sections of the messages of a channel of Discord, as DiscordChatExporter saves it."""

from __future__ import annotations

from lxml import etree

from index.formats.html_tree import Attributes, classes_of, drop, line_of, with_class, writable

CHAT = "chatlog"
HEAD, AUTHOR, TIME = "chatlog__header", "chatlog__author", "chatlog__timestamp"
APART = frozenset(
    (
        "chatlog__reply",  # which repeats another message
        "chatlog__edited-timestamp",
        "chatlog__reactions",
        "chatlog__short-timestamp",
    )
)


def open_chat(root: etree._Element, there: Attributes) -> None:
    """Put a heading with the author and the time above what each one wrote."""
    if CHAT not in there.classes:
        return
    for element in with_class(root):
        classes = classes_of(element)
        if not APART.isdisjoint(classes):
            drop(element)
        elif HEAD in classes:
            said = [_line(element, AUTHOR), _line(element, TIME)]
            del element[:]
            element.tag, element.text = "h2", ", ".join(filter(None, said))


def chat_title(root: etree._Element) -> str | None:
    """Return the server and the channel of a saved channel; None for any other page."""
    if not any(CHAT in classes_of(part) for part in root.iter("{*}div")):
        return None
    entries = [part for part in with_class(root) if "preamble__entry" in classes_of(part)]
    return " – ".join(filter(None, map(line_of, entries[:2]))) or None


def _line(head: etree._Element, name: str) -> str:
    return next(
        (writable(line_of(part)) for part in with_class(head) if name in classes_of(part)), ""
    )
