"""Model Discord's markdown: what a person sees of a message, for previews and tests.

The client uses a fork of simple-markdown with rules of its own. The sources are Discord's reference
of message formatting, discord-userdoccers, and the experiments of the authors of parse-discord and
of derivatives of Discord's simple-markdown. If these differ, or if a rule depends on what only the
client knows (which emoji exist, who may be mentioned), the model is eager: it takes everything that
could be markup for markup. So text that stays plain here stays plain on Discord. The model imports
nothing else from ``bot``, so that it can check the rest independently.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FLAGS = re.DOTALL | re.ASCII
BLOCK_QUOTE = re.compile(r"( *>>> (?P<rest>.*))|(?P<lines>(?: *> [^\n]*(?:\n|$))+)", FLAGS)
QUOTE_MARK = re.compile(r"^ *> ", re.MULTILINE)
FENCE = re.compile(r"```(?:(?P<language>[\w+.#-]*)\n)?\n*(?P<content>[^\n].*?)\n*```", FLAGS)
HEADING = re.compile(r"#{1,3}\s+(?P<content>[^\n]*)(?:\n|$)", FLAGS)
SUBTEXT = re.compile(r"-# +(?P<content>[^\n]+)(?:\n|$)", FLAGS)
LIST = re.compile(r"(?P<target> *(?:[*-]|\d+\.)) +(?P<content>[^\n]*)(?:\n|$)", FLAGS)
SHRUG = re.compile(r"¯\\_\(ツ\)_/¯")
ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
MASKED_LINK = re.compile(
    r"""\[(?P<content>(?:\[[^\]]*\]|[^\[\]])*)\]\(\s*<?(?P<target>[^\s<>)]+)>?"""
    r"""(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)""",
    FLAGS,
)
# Discord replaces each of these by something else.
ACTIVE = {
    "link": re.compile(r"<(?P<target>[^: >]+:/[^ >]+)>", FLAGS),
    "email": re.compile(r"<(?:mailto:)?(?P<target>[^\s<>@]+@[^\s<>]+)>", FLAGS),
    "phone": re.compile(r"<(?:(?:tel|sms):)?(?P<target>\+[\d() .-]+)>", FLAGS),
    "url": re.compile(r"(?P<target>(?:https?|steam|discord)://[^\s<]+)", FLAGS | re.IGNORECASE),
    "user": re.compile(r"<@!?(?P<target>\d+)>", FLAGS),
    "role": re.compile(r"<@&(?P<target>\d+)>", FLAGS),
    "channel": re.compile(r"<#(?P<target>\d+)>", FLAGS),
    "command": re.compile(r"</(?P<target>[^:\n]+:\d+)>", FLAGS),
    "navigation": re.compile(r"<(?:id|\d+):(?P<target>\w[\w:-]*)>", FLAGS),
    "timestamp": re.compile(r"<t:(?P<target>-?\d+)(?::\w)?>", FLAGS),
    "emoji": re.compile(r"<a?:(?P<target>\w+:\d+)>", FLAGS),
    "shortcode": re.compile(r":(?P<target>[\w+-]+):", FLAGS),
    "everyone": re.compile(r"@(?P<target>everyone|here)", FLAGS),
}
STYLES = {
    "bold": re.compile(r"\*\*(?P<content>(?:\\.|[^\\])+?)\*\*(?!\*)", FLAGS),
    "underline": re.compile(r"__(?P<content>(?:\\.|[^\\])+?)__(?!_)", FLAGS),
    "italic": re.compile(
        r"\*(?=\S)(?P<content>(?:\\.|\*\*|[^*\\])+?)\*(?!\*)"
        r"|_(?P<under>(?:\\.|__|[^_\\])+?)_",
        FLAGS,
    ),
    "strike": re.compile(r"~~(?P<content>.+?)~~", FLAGS),
    "spoiler": re.compile(r"\|\|(?P<content>.+?)\|\|", FLAGS),
}
CODE = re.compile(r"(?P<ticks>`+)(?P<content>.*?[^`])(?P=ticks)(?!`)", FLAGS)
INVITE = re.compile(r"discord(?:app)?\.(?:gg|com/invite)/[\w-]+", FLAGS | re.IGNORECASE)
# Emoji of Unicode that are letters or signs by default: the client draws the emoji.
SIGNS = re.compile(
    "[©®‼⁉™ℹ↔-↙↩↪⌨⏏⏭-⏯⏱⏲⏸-⏺Ⓜ▪▫▶◀◻◼☀-☄☎☑☘☝☠☢☣☦☪☮☯☸-☺♀♂♟♠♣♥♦♨♻♾⚒⚔-⚗⚙⚛⚜⚠⚧⚰⚱⛈⛏⛑⛓⛩⛰⛱⛴⛷-⛹"
    "✂✈✉✌✍✏✒✔✖✝✡✳✴❄❇❣❤➡⤴⤵⬅-⬇〰〽㊗㊙](?!\ufe0f)"
)
DROPPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that is not plain: its kind and its offsets.

    ``target`` is that of a link, the language of a code block, or the mark of an item, which is not
    in the text, with the spaces before it.
    """

    kind: str
    start: int
    end: int
    target: str = ""


@dataclass(slots=True)
class MarkdownState:
    """The text that a person sees, and all its marks."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)

    def kinds(self) -> set[str]:
        """Return the kinds of all marks."""
        return {mark.kind for mark in self.marks}

    def of(self, kind: str) -> list[str]:
        """Return the stretches of the text that have a mark of ``kind``."""
        return [self.text[mark.start : mark.end] for mark in self.marks if mark.kind == kind]


def received(source: str) -> str:
    """Return a sent text as Discord stores it.

    Discord removes white space at both ends, control characters and bidirectional overrides
    (discord-api-docs#1189, #1193).
    """
    return DROPPED.sub("", source.replace("\r\n", "\n").replace("\r", "\n")).strip()


def seen(source: str) -> MarkdownState:
    """Parse a text as Discord stores it, and return what a person sees of it."""
    parser = _Parser()
    prepared = re.sub(r"\r\n?", "\n", source).replace("\f", "").replace("\t", "    ")
    parser.parse(prepared, in_quote=False)
    parser.seen.marks += [
        Mark("invite", 0, 0, match[0]) for match in INVITE.finditer(prepared)
    ]  # the client finds them anywhere in the source, and shows them below the message
    return parser.seen


class _Parser:
    def __init__(self) -> None:
        self.seen = MarkdownState()

    def parse(self, source: str, *, in_quote: bool) -> None:
        """Add ``source`` to the text and its marks; a quote cannot contain another one."""
        at = 0
        while at < len(source):
            at = self._block(source, at, in_quote) or self._inline(source, at, in_quote)

    def _block(self, source: str, at: int, in_quote: bool) -> int:
        """Parse a block, which must begin a line; return its end, or 0 if there is none."""
        before = source[source.rfind("\n", 0, at) + 1 : at]
        if before.strip(" "):
            return 0
        if not in_quote and (match := BLOCK_QUOTE.match(source, at)):
            quoted = match["rest"]
            if quoted is None:
                quoted = QUOTE_MARK.sub("", match["lines"])
            self._marked("quote", "", lambda: self.parse(quoted, in_quote=True))
            return match.end()
        rules = {"list": LIST} if before else {"heading": HEADING, "subtext": SUBTEXT, "list": LIST}
        for kind, rule in rules.items():
            if match := rule.match(source, at):
                target = match.groupdict().get("target", "")
                self._nested(kind, match["content"], in_quote, target)
                if match[0].endswith("\n"):
                    self.seen.text += "\n"
                return match.end()
        return 0

    def _inline(self, source: str, at: int, in_quote: bool) -> int:
        if match := SHRUG.match(source, at) or ESCAPE.match(source, at):
            self.seen.text += match[match.lastindex or 0]
            return match.end()
        if match := FENCE.match(source, at):
            self._literally("fence", match["content"], match["language"] or "")
            return match.end()
        if match := CODE.match(source, at):
            self._literally("code", match["content"])
            return match.end()
        if match := MASKED_LINK.match(source, at):
            self._nested("link", match["content"], in_quote, match["target"])
            return match.end()
        for kind, rule in ACTIVE.items():
            if match := rule.match(source, at):
                self._literally(kind, match["target"], match["target"])
                return match.end()
        return self._styled(source, at, in_quote)

    def _styled(self, source: str, at: int, in_quote: bool) -> int:
        for kind, rule in STYLES.items():
            if match := rule.match(source, at):
                self._nested(kind, match["content"] or match.groupdict()["under"], in_quote)
                return match.end()
        if SIGNS.match(source, at):
            self._literally("sign", source[at])
        else:
            self.seen.text += source[at]
        return at + 1

    def _nested(self, kind: str, content: str, in_quote: bool, target: str = "") -> None:
        self._marked(kind, target, lambda: self.parse(content, in_quote=in_quote))

    def _literally(self, kind: str, content: str, target: str = "") -> None:
        def write() -> None:
            self.seen.text += content

        self._marked(kind, target, write)

    def _marked(self, kind: str, target: str, write: Callable[[], None]) -> None:
        start = len(self.seen.text)
        write()
        self.seen.marks.append(Mark(kind, start, len(self.seen.text), target))
