"""Make sections of the messages of a channel of Discord, as DiscordChatExporter saves it.

The heading of a message says who wrote it and when, and below what it replies to, cut to a line as
the page shows it: the words of another must not stand among those of its author.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Collection

from lxml import etree

from index.formats.html_tree import (
    HEADINGS,
    PARAGRAPH_END,
    RESUME,
    Attributes,
    classes_of,
    drop,
    line_of,
    named,
    tag_of,
    with_class,
    writable,
)

CHAT, MESSAGE = "chatlog", "chatlog__message-container"
HEAD, AUTHOR, TIME = "chatlog__header", "chatlog__author", "chatlog__timestamp"
REPLY, TO, ORIGINAL = "chatlog__reply", "chatlog__reply-author", "chatlog__reply-link"
REPLIES = "\N{RIGHTWARDS ARROW WITH HOOK}"
WRITTEN, CODE = "chatlog__markdown-preserve", "chatlog__markdown-pre--multiline"
LONGEST_ORIGINAL = 120  # characters of what a message replies to
COUNTED = {
    "chatlog__reactions": "reactions",
    "chatlog__attachment": "attachments",
    "chatlog__sticker": "stickers",
    "chatlog__system-notification-content": "messages of the system",
}
NO_WORDS = frozenset(
    (
        "chatlog__edited-timestamp",
        "chatlog__reply-edited-timestamp",
        "chatlog__short-timestamp",
        "chatlog__system-notification-author",
        "chatlog__system-notification-timestamp",
    )
)


def open_chat(root: etree._Element, there: Attributes) -> Counter[str]:
    """Put a heading with the author and the time above what each one wrote.

    Return how many parts of which kinds were taken out.
    """
    taken_out: Counter[str] = Counter()
    if CHAT not in there.classes:
        return taken_out
    _lower_headings(root)
    replying = ""
    for element in with_class(root):
        classes = classes_of(element)
        if counted := next(filter(None, map(COUNTED.get, classes)), None):
            taken_out[counted] += 1
        if counted or not NO_WORDS.isdisjoint(classes):
            drop(element)
        elif REPLY in classes:
            replying = _reply(element)
            drop(element)
        elif HEAD in classes:
            _make_heading(element, replying)
            replying = ""
        else:
            _mark_parts(element, classes)
    return taken_out


def chat_title(root: etree._Element) -> str | None:
    """Return the server and the channel of a saved channel; None for any other page."""
    if not any(CHAT in classes_of(part) for part in root.iter("{*}div")):
        return None
    entries = [part for part in with_class(root) if "preamble__entry" in classes_of(part)]
    return " – ".join(filter(None, map(line_of, entries[:2]))) or None


def _lower_headings(root: etree._Element) -> None:
    """Put the headings within messages below those of the messages."""
    for heading in named(root, "h1", "h2", "h3"):
        heading.tag = f"h{HEADINGS[tag_of(heading)] + 2}"


def _make_heading(head: etree._Element, replying: str) -> None:
    said = [_line(head, AUTHOR), _line(head, TIME), replying]
    del head[:]
    head.tag, head.text = "h2", ", ".join(filter(None, said))


def _mark_parts(element: etree._Element, classes: Collection[str]) -> None:
    """Mark in the page what its style sheet shows: code, ends of lines, and each new message."""
    if CODE in classes:
        element.tag = "pre"
    elif WRITTEN in classes:
        _end_lines(element)
    elif MESSAGE in classes:  # the headings of the one before end with it
        element.insert(0, etree.Element(RESUME, level="3"))


def _end_lines(message: etree._Element) -> None:
    """End a paragraph where its author ended a line, as the page's style sheet shows it."""
    for node in message.iter("*"):
        if CODE not in classes_of(node):
            node.text = (node.text or "").replace("\n", PARAGRAPH_END)
        if node is not message:
            node.tail = (node.tail or "").replace("\n", PARAGRAPH_END)


def _reply(element: etree._Element) -> str:
    """Return whom and what a message replies to, such as "↪ Ana: Where is the …"."""
    author, original = _line(element, TO), _line(element, ORIGINAL)
    cut = textwrap.shorten(original, LONGEST_ORIGINAL, placeholder=" …")
    return f"{REPLIES} {': '.join(filter(None, (author, cut)))}" if author else ""


def _line(head: etree._Element, name: str) -> str:
    return next(
        (writable(line_of(part)) for part in with_class(head) if name in classes_of(part)), ""
    )
