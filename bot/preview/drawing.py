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

    from bot.preview.markdown import Mark, MarkdownState
    from bot.render.layout import Rendered

Component = dict[str, Any]

BLOCKS = {
    "quote": "blockquote", "fence": "pre", "subtext": "div", "list": "div", "heading": "div",
}  # fmt: skip
ROLES = {"heading": ' role="heading" aria-level="3"'}
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


def message_html(components: Sequence[Component]) -> str:
    """Draw one message of the bot, with the bot's name above it."""
    head = '<div class="author" aria-hidden="true">Quoth<small>APP</small></div>'
    inner = "".join(map(component_html, components))
    return f'<article aria-label="Quoth">{head}<div class="components">{inner}</div></article>'


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
    return f'<div class="text">{"".join(_blocks(shown, 0, len(shown.text)))}</div>'


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


def _blocks(shown: MarkdownState, start: int, end: int, outer: str = "") -> Iterator[str]:
    """Yield the text in blocks: quotes with blocks in them, code, items, small type, plain text."""
    at = start
    for mark in _outermost(shown, start, end, outer):
        yield _plain(shown, at, mark.start, first=at == start)
        if mark.kind == "quote":
            yield _block(mark, "".join(_blocks(shown, mark.start, mark.end, "quote")))
        else:
            yield _block(mark, _runs(shown, mark.start, mark.end))
        at = mark.end
    yield _plain(shown, at, end, first=at == start)


def _outermost(shown: MarkdownState, start: int, end: int, outer: str) -> Iterator[Mark]:
    """Yield the blocks of a stretch that are in no other block of it."""
    within = [m for m in shown.marks if m.kind in BLOCKS and start <= m.start < m.end <= end]
    at = start
    for mark in sorted(within, key=lambda mark: (mark.start, -mark.end)):
        if mark.kind != outer and mark.start >= at:
            yield mark
            at = mark.end


def _block(mark: Mark, inner: str) -> str:
    tag = BLOCKS[mark.kind]
    sign = mark.target.strip()
    if mark.kind == "fence":
        return f'<pre class="fence"><code>{inner}</code></pre>'
    if mark.kind == "list":
        indent = 1.5 * (1 + (len(mark.target) - len(sign)) // 2)
        inner = f'<span class="sign">{"•" if sign in "*-" else html.escape(sign)}</span>{inner}'
        return (
            f'<{tag} class="list" style="margin-left: {indent}em" role="listitem">{inner}</{tag}>'
        )
    return f'<{tag} class="{mark.kind}"{ROLES.get(mark.kind, "")}>{inner}</{tag}>'


def _plain(shown: MarkdownState, start: int, end: int, *, first: bool) -> str:
    """Draw text between blocks, without the line break that ends the block above it."""
    start += not first and shown.text[start:end].startswith("\n")
    inner = _runs(shown, start, end)
    return f'<div class="plain">{inner}</div>' if inner else ""


def _runs(shown: MarkdownState, start: int, end: int) -> str:
    """Draw the text of one block; a line break at its end shows nothing."""
    end -= shown.text[start:end].endswith("\n")
    marks = [m for m in shown.marks if m.kind not in BLOCKS and m.start < end and start < m.end]

    def kinds(at: int) -> list[str]:
        return sorted({mark.kind for mark in marks if mark.start <= at < mark.end})

    runs = groupby(range(start, end), key=kinds)
    return "".join(_run(some, "".join(shown.text[at] for at in run)) for some, run in runs)


def _run(kinds: Sequence[str], text: str) -> str:
    written = html.escape(text, quote=False)
    for kind in kinds:
        # Other marks, such as mentions, are highlighted: the bot's messages never have any.
        tag = TAGS.get(kind, f'span class="mention" title="{kind}"')
        if tag and written:
            written = f"<{tag}>{written}</{tag.split()[0]}>"
    return written
