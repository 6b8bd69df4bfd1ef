"""Turn the components of a message into HTML that looks as Discord shows them.

The HTML is accessible: quotes are block quotes, buttons have names, and decoration such as the bar
of a panel carries no meaning.
"""

from __future__ import annotations

import html
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.preview.markdown import received, seen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.preview.markdown import MarkdownState
    from bot.render.layout import Rendered

Component = dict[str, Any]

BLOCKS = {"quote": "blockquote", "subtext": "div", "list": "div", "heading": "div"}
ROLES = {"list": ' role="listitem"', "heading": ' role="heading" aria-level="3"'}
TAGS = {
    "bold": "strong", "underline": "u", "italic": "em", "strike": "s", "code": "code",
    "link": 'span class="linked"', "url": 'span class="linked"', "email": 'span class="linked"',
    "invite": "", "sign": "",
}  # fmt: skip
STYLES = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link"}


def payload_of(rendered: Rendered) -> list[Component]:
    """Return the components as discord.py would send them."""
    found: list[Component] = rendered["view"].to_components()  # type: ignore[no-untyped-call]
    return found


def message_html(components: Sequence[Component], *, author: str = "Quoth") -> str:
    """Draw one message of the bot with the name of its author above it."""
    name = html.escape(author)
    head = f'<div class="author" aria-hidden="true">{name}<small>APP</small></div>'
    inner = "".join(map(component_html, components))
    label = f'aria-label="{name}"'
    return f'<article {label}>{head}<div class="components">{inner}</div></article>'


def component_html(part: Component) -> str:
    """Draw one component with those inside it, by the type number of Discord's API."""
    inner = "".join(map(component_html, part.get("components", [])))
    match part.get("type"):
        case 17:
            return f'<section class="container"{_bar(part)}>{inner}</section>'
        case 9:
            accessory = component_html(part["accessory"])
            return f'<div class="section"><div>{inner}</div>{accessory}</div>'
        case 10:
            return text_html(part["content"])
        case 2:
            return _button(part)
        case 1:
            return f'<div class="row" role="group">{inner}</div>'
        case 14:
            return "<hr>" if part.get("divider", True) else '<div class="gap"></div>'
        case 3 | 5 | 6 | 7 | 8:
            shown = html.escape(part.get("placeholder") or "Make a selection")
            return f'<div class="select" role="combobox" aria-expanded="false">{shown} ▾</div>'
        case kind:
            return f'<div class="select">[component {int(kind or 0)}]</div>'


def text_html(source: str) -> str:
    """Draw a markdown text as Discord stores and shows it."""
    shown = seen(received(source))
    return f'<div class="text">{"".join(_blocks(shown))}</div>'


def _bar(part: Component) -> str:
    colour = part.get("accent_color")
    return "" if colour is None else f' style="border-left: 4px solid #{int(colour):06x}"'


def _button(part: Component) -> str:
    emoji = (part.get("emoji") or {}).get("name") or ""
    label = html.escape(" ".join(filter(None, [emoji, part.get("label") or ""])))
    style = STYLES.get(int(part.get("style", 2)), "secondary")
    off = " disabled" if part.get("disabled") else ""
    url = str(part.get("url") or "")
    if not url:
        return f'<button type="button" class="button {style}"{off}>{label}</button>'
    if urlsplit(url).scheme not in {"http", "https"}:
        return f'<span class="button link">{label}</span>'
    target = html.escape(url, quote=True)
    return f'<a class="button link" rel="noreferrer" href="{target}">{label}</a>'


def _blocks(shown: MarkdownState) -> Iterator[str]:
    """Yield the text in blocks: a quote, small type, a heading, a line of a list, or plain text."""
    marks = _marks_by_place(shown)

    def block_at(at: int) -> str:
        return next((kind for kind in BLOCKS if kind in marks[at]), "")

    began = False
    for block, group in groupby(range(len(shown.text)), key=block_at):
        places = list(group)
        if began and not block and shown.text[places[0]] == "\n":
            del places[0]  # the line break that ends a block
        began = True
        inner = _runs(shown.text, places, marks)
        if inner:
            tag = BLOCKS.get(block, "div")
            yield f'<{tag} class="{block or "plain"}"{ROLES.get(block, "")}>{inner}</{tag}>'


def _marks_by_place(shown: MarkdownState) -> list[frozenset[str]]:
    kinds: list[set[str]] = [set() for _ in shown.text]
    for mark in shown.marks:
        for at in range(mark.start, mark.end):
            kinds[at].add(mark.kind)
    return [frozenset(some) for some in kinds]


def _runs(text: str, places: Sequence[int], marks: Sequence[frozenset[str]]) -> str:
    runs = [
        (sorted(kinds - BLOCKS.keys()), "".join(text[at] for at in run))
        for kinds, run in groupby(places, key=lambda at: marks[at])
    ]
    if runs:
        runs[-1] = (runs[-1][0], runs[-1][1].removesuffix("\n"))
    return "".join(_run(kinds, written) for kinds, written in runs)


def _run(kinds: Sequence[str], text: str) -> str:
    written = html.escape(text, quote=False)
    for kind in kinds:
        # Other marks, such as mentions, are highlighted: the bot's messages never have any.
        tag = TAGS.get(kind, f'span class="mention" title="{kind}"')
        if tag and written:
            written = f"<{tag}>{written}</{tag.split()[0]}>"
    return written
