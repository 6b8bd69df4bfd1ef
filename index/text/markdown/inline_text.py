"""Read the inline text of Markdown as readers see it: without marks, pictures and tags.

To parse inline text is most of the work of an outline. What a block shows matters only where it
may be a heading or a question, or where it may show nothing; so most paragraphs are not parsed.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from functools import cache
from typing import TYPE_CHECKING, Any

from index.text.dress.grammar import ICON, LOWERED, POWER, RAISED, TAG
from index.text.question_lines import LONGEST_QUESTION, asked

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Links = MutableMapping[str, Any]  # the definitions of links of a page
ANCHOR = re.compile(r"[ \t]*\{:?[ \t]*(?:#(?P<anchor>[^\s}]+)[^}]*|[.\w][^}]*)\}[ \t]*\Z")
PERMALINK = re.compile(
    r"[ \t]*(?:\[(?:¶|#|🔗|link|permalink)\]\([^)]*\)|¶|🔗)[ \t]*\Z", re.IGNORECASE
)
SITE_MARKUP = re.compile(r":[a-z]+-|\w[~^)\]]")
MARKUP = re.compile(
    rf"[*`\[]|(?<!\w)_|_(?!\w)|<[/!?\w]|&#?\w+;|\\\W|~~|[ ]{{2}}\n|{SITE_MARKUP.pattern}"
)
ICONS = re.compile(rf"{ICON.pattern}(?:\{{[^{{}}\n]{{0,200}}\}})?")
CODE = re.compile(r"(?<!`)`([^`]+)`(?!`)")
LINK = re.compile(r"(?<![!\\])\[([^\[\]`]*)\]\([^()\s<>`]+\)")
# What may hide all of a text: tags, links and pictures with their addresses. Some go on to an end.
HIDES = re.compile(r"<|!?\[|\][(\[]|&#?\w+;")
ENDS = {"<": ">", "](": ")", "][": "]"}
SHOWN = ("text", "code_inline", "text_special")
LONGEST_LINE = 2 * LONGEST_QUESTION  # characters; what is longer is no heading and no question


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("html_block")
    made.core.ruler.disable(["inline", "text_join"])
    return made


def blocks_of(text: str) -> tuple[list[Token], Links]:
    """Return the blocks of a text, whose inline text is not parsed, and its link definitions."""
    links: Links = {}
    return _parser().parse(text, links), links


def plain(content: str, links: Links) -> str:
    """Return inline text as readers see it, on one line."""
    content = POWER.sub(lambda found: f"^{TAG.sub('', found[0])}", content)
    simple = LINK.sub(r"\1", content) if "`" not in content else content
    if MARKUP.search(CODE.sub("", simple)) is None:
        return " ".join(CODE.sub(r"\1", simple).split())
    pieces: list[Token] = []
    parser = _parser()
    parser.inline.parse(content, parser, links, pieces)
    shown = [
        _undressed(piece.content) if piece.type == "text" else piece.content or " "
        for piece in pieces
        if piece.type in (*SHOWN, "softbreak", "hardbreak")
    ]
    return " ".join("".join(shown).split())


def _undressed(text: str) -> str:
    """Return a text without icons, and without the marks around raised and lowered parts."""
    if not SITE_MARKUP.search(text):
        return text
    text = LOWERED.sub(r"\g<shown>", ICONS.sub("", text))
    return RAISED.sub(lambda found: found["letters"] or f"^{found['power']}", text)


def plain_line(content: str, links: Links) -> str:
    """Return inline text as readers see it; of a long one, which is no heading, only some words."""
    if len(content) <= LONGEST_LINE:
        return plain(content, links)
    rest = without_hidden(content)
    if len(rest) > LONGEST_LINE and any(map(str.isalnum, rest)):
        return rest
    return plain(content, links)


def shows(content: str, links: Links) -> bool:
    """Return whether readers see a word of a text."""
    if any(map(str.isalnum, without_hidden(content.partition("\n")[0]))) and "]" not in content:
        return True
    return any(map(str.isalnum, plain(content, links)))


def without_hidden(content: str) -> str:
    """Put a space for all that may hide a text; an end that is missing is looked for only once."""
    pieces: list[str] = []
    missing: set[str] = set()
    shown, at = 0, 0
    while found := HIDES.search(content, at):
        end = found.end()
        if closes := ENDS.get(found[0]):
            end = 0 if closes in missing else content.find(closes, end) + 1
        if end:
            pieces.append(content[shown : found.start()])
            shown = at = end
        else:
            missing.add(closes or "")
            at = found.start() + 1
    return " ".join([*pieces, content[shown:]])


def plain_heading(content: str, links: Links) -> tuple[str, str]:
    """Return a heading as its readers see it, and its anchor if the heading names it."""
    content = _without_permalink(content)
    named = ANCHOR.search(content) if "{" in content else None
    shown = plain(_without_permalink(ANCHOR.sub("", content)) if named else content, links)
    return asked(shown) or shown, (named["anchor"] or "") if named else ""


def _without_permalink(content: str) -> str:
    return PERMALINK.sub("", content) if content.rstrip()[-1:] in (")", "¶", "🔗") else content
