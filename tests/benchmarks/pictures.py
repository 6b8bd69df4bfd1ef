"""Draw what our messages look like on Discord, to be looked at by a person before a release.

    python -m tests.benchmarks.pictures            # those that docs/ shows
    python -m tests.benchmarks.pictures FOLDER     # all, also narrow, long, and as embeds

needs Debian's ``chromium``. The messages are those that the bot sends; how they are drawn is a
likeness of Discord's dark theme, and their markdown is read by ``tests/discord_markdown.py``.
Not a test: it asserts nothing.
"""

from __future__ import annotations

import html
import re
import subprocess
import sys
import tempfile
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from bot.buttons import Offer
from bot.layout import Rendered
from bot.pointing import Opening
from bot.render import render_answer, render_further
from bot.render_check import render_checked
from bot.render_context import ROOM, page_cost, render_context
from bot.render_lists import render_help, render_sources
from bot.render_nearest import render_nearest
from index.checking import Change, Checked, Typography, Verdict
from index.staleness import citation_of
from index.surroundings import Pointer, surroundings_in
from index.types import Answer, Quote, Reason, Span
from tests.discord_markdown import Seen, received, seen
from tests.factories import LIGHTHOUSE, answer, document, passage_of, quote, quote_of

CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"]
CHROMIUM += ["--no-first-run", "--disable-background-networking", "--disable-component-update"]
CHROMIUM += ["--disable-sync", "--hide-scrollbars", "--virtual-time-budget=1000"]
WIDE, NARROW = 680, 375
IN_DOCS = {"answer", "refusal", "other-refusals", "hostile", "embeds-vs-components"}
IN_DOCS |= {"conflict", "checked", "context", "further", "nearest", "private", "folded"}
BLOCKS = {"quote", "subtext", "list", "heading"}
STYLE = """
* { box-sizing: border-box } body { margin: 0; background: #313338; color: #dbdee1;
  font: 16px/22px "Noto Sans", "DejaVu Sans", "Liberation Sans", sans-serif }
main { padding: 16px; display: flex; flex-direction: column; gap: 18px; overflow-wrap: anywhere }
h2 { font-size: 13px; margin: 0 0 -8px; color: #80848e; font-weight: 600 }
.author { font-weight: 600; color: #f2f3f5 } .author small { color: #fff; background: #5865f2;
  border-radius: 3px; padding: 1px 4px; font-size: 10px; margin-left: 4px }
.text { white-space: break-spaces } .quote { border-left: 4px solid #4e5058; padding-left: 12px;
  border-radius: 4px } .subtext { font-size: 13px; line-height: 18px; color: #949ba4 }
.list::before { content: "• " } b { color: #f2f3f5; font-weight: 700 }
code { background: #2b2d31; border-radius: 3px; padding: 0 4px; font-size: 14px }
.container, .embed { background: #2b2d31; border: 1px solid #3f4147; border-radius: 8px;
  padding: 14px 16px; max-width: 600px; display: flex; flex-direction: column; gap: 8px }
.embed { max-width: 516px; font-size: 14px; line-height: 18px; border-radius: 4px }
.components { display: flex; flex-direction: column; gap: 8px; max-width: 600px; margin-top: 4px }
.section { display: flex; justify-content: space-between; gap: 12px; align-items: center }
.button { background: #4e5058; color: #fff; border-radius: 8px; padding: 5px 14px; font-size: 14px;
  white-space: nowrap; width: fit-content } .link::after { content: " ↗" }
.row { display: flex; gap: 8px; flex-wrap: wrap } .off { opacity: 0.5 }
hr { border: 0; border-top: 1px solid #3f4147; width: 100%; margin: 4px 0 }
a { color: #00a8fc }
.alarm { background: #da373c; color: #fff }
"""

NEAR = (
    passage_of(document(), "In January 1912 a wave broke the lantern glass."),
    passage_of(document(), "Skerry Point was first lit on 3 November 1867."),
)
LAST_KEEPER = quote_of(
    document(),
    "The last keeper, Ida Holm, handed her keys to the harbour board on the same day, "
    "and kept one for herself.",
)
ANSWERS = {
    "answer": answer(
        quote_of(document(), "The light was automated in 1983.", "in 1983"),
        quote_of(document(), "Nobody was hurt, but the light was out for eleven nights, "
                 "and the village put candles in its seaward windows."),
        candidates=(LAST_KEEPER,) * 2,
    ),
    "refusal": answer(
        question="How loud is the fog horn at Skerry Point?", missing=("loud", "horn"), nearest=NEAR
    ),
}  # fmt: skip
OTHER_REFUSALS = {
    Reason.OFF_TOPIC: answer(
        question="Who won the football cup in 1998?",
        reason=Reason.OFF_TOPIC,
        missing=("football", "cup", "1998"),
    ),
    Reason.FALSE_PREMISE: answer(
        question="Why was the light put out for good in 1912?",
        reason=Reason.FALSE_PREMISE,
        nearest=NEAR[:1],
    ),
}


def long_answer() -> Answer:
    night = "Ida Holm wrote the wind, the visibility and the oil that was left into the log. "
    source = document(night * 12 + "The lamp was then trimmed for the night. " + night * 12)
    endless = document("and the sea went on " * 200 + "until dawn.", title="A very long sentence")
    trimmed = quote_of(source, "The lamp was then trimmed for the night.")
    cut = quote(endless, 0, len(endless.text))
    return answer(trimmed, cut, question="When was the lamp trimmed?")


def folded() -> Answer:
    """A quote that no message can hold."""
    endless = document("and the sea went on " * 200 + "until dawn.", title="A very long sentence")
    return answer(quote(endless, 0, len(endless.text)), question="How long did it go on?")


def hostile_answer() -> Answer:
    text = (
        "# Not a heading **and not bold** @everyone <@1234> <:emoji:1> :smile: <t:0:R> `code`\n"
        "> not a quote of ours, [not a link](https://evil.example) https://evil.example/a_b_c\n"
        "- not a list \u202edesrever si siht and ||no spoiler|| snake_case_name 2 * 3 * 4 \\* ↔ ™"
    )
    source = document(
        text, title="**[Free](https://evil.example)** \u202e> # @here", url="javascript:x"
    )
    name = text.index("snake_case_name")
    quoted = quote(source, 0, len(text), answer=(name, name + len("snake_case_name")))
    return answer(quoted, question="@everyone **what** <@1> is this?")


def conflict() -> Answer:
    """Two sources that give two years for one event."""
    old = document("The light was automated in 1982, after a winter of storms.",
                   title="Harbour guide", published=date(1998, 3, 1), url=None)  # fmt: skip
    new = quote_of(document(), "The light was automated in 1983.", "1983")
    other = quote_of(old, old.text, "1982")
    return answer(new, other, conflict=(new, other))


def checked() -> str:
    """A quote that was changed, one that was put together, and one that nobody wrote."""
    source = document()
    there = quote_of(source, "The light was automated in 1983.", "1983")
    place = Span(source, there.start, there.end)
    year = Span(source, *there.answer) if there.answer else place
    nobody = quote_of(source, "Nobody was hurt")
    other = Span(source, nobody.start, nobody.end)
    claims = [
        Checked("The light was automated in 1984.", Verdict.CHANGED, (place,),
                changes=(Change(27, 31, year),)),
        Checked("The light was automated in 1983 — nobody was hurt.", Verdict.CHANGED,
                (place, other), stitched=True),
        Checked("The light was automated in “1983”", Verdict.EXACT, (place,),
                (Typography.QUOTATION_MARKS,)),
        Checked("The keeper never slept again.", Verdict.ABSENT),
    ]  # fmt: skip
    return "".join(
        f"<h2>{html.escape(one.claim)}</h2>{message(components(render_checked(one)))}"
        for one in claims
    )


def context() -> Rendered:
    """*Show in context*, pressed below an answer with two quotes."""
    quotes = ANSWERS["answer"].quotes
    pointers = tuple(Pointer(citation_of(one), one.start, _answering(one)) for one in quotes)
    text, headings = f"{LIGHTHOUSE}\nThe horn\n\n{HORN}", ("The keepers", "The storm", "The horn")
    source = document(text, headings, sha256=document().sha256)
    found = surroundings_in(source, pointers[0], 0, room=ROOM, cost=page_cost)
    return render_context(found, Opening(pointers))


HORN = "\n\n".join(
    f"In the {ordinal} year of the horn, the keeper wound its clockwork every four hours, wrote "
    "the hours of fog into the log, oiled the reed, and polished the brass until it could be seen "
    "from the village. The harbour board paid for the oil, and for nothing else."
    for ordinal in ("first", "second", "third", "fourth", "fifth", "sixth")
)


def _answering(one: Quote) -> tuple[int, int] | None:
    return one.answer and (one.answer[0] - one.start, one.answer[1] - one.start)


def further() -> Rendered:
    """*More quotes*."""
    return render_further(ANSWERS["answer"], [LAST_KEEPER])


def as_html(shown: Seen) -> str:
    """The text with its marks: blocks as boxes, bold and code as such, all else in red."""

    def marks_at(at: int) -> frozenset[str]:
        return frozenset(mark.kind for mark in shown.marks if mark.start <= at < mark.end)

    def block_at(at: int) -> str:
        return next(iter(marks_at(at) & BLOCKS), "")

    boxes: list[str] = []
    for block, group in groupby(range(len(shown.text)), key=block_at):
        places = list(group)
        if boxes and not block and shown.text[places[0] - 1 : places[0] + 1] == "\n\n":
            boxes.append("<div>&#8203;</div>")  # an empty line between two blocks
        if boxes and not block and shown.text[places[0]] == "\n":
            del places[0]  # the line break that ends a block
        runs = [
            (kinds - BLOCKS, "".join(shown.text[at] for at in run))
            for kinds, run in groupby(places, key=marks_at)
        ]
        if runs:
            runs[-1] = (runs[-1][0], runs[-1][1].removesuffix("\n"))
        inner = "".join(_run(kinds, text) for kinds, text in runs)
        boxes += [f'<div class="{block}">{inner}</div>'] if inner else []
    return f'<div class="text">{"".join(boxes)}</div>'


def _run(kinds: frozenset[str], text: str) -> str:
    written = html.escape(text)
    for kind in kinds:
        tags = {"bold": "b", "underline": "u", "code": "code", "link": "a"}
        tag = tags.get(kind, 'span class="alarm"')
        written = f"<{tag}>{written}</{tag.split()[0]}>"
    return written


def component(part: dict[str, Any]) -> str:
    inner = "".join(map(component, part.get("components", [])))
    match part["type"]:
        case 17:
            bar = f"border-left: 4px solid #{part['accent_color']:06x}"
            return f'<div class="container" style="{bar}">{inner}</div>'
        case 9:
            return f'<div class="section"><div>{inner}</div>{component(part["accessory"])}</div>'
        case 10:
            return as_html(seen(received(part["content"])))
        case 2:
            link = " link" if "url" in part else " off" if part.get("disabled") else ""
            return f'<div class="button{link}">{html.escape(part["label"])}</div>'
        case 1:
            return f'<div class="row">{inner}</div>'
        case _:
            return "<hr>"


def parts(rendered: Rendered) -> list[dict[str, Any]]:
    """The components that discord.py would send."""
    found: list[dict[str, Any]] = rendered["view"].to_components()  # type: ignore[no-untyped-call]
    return found


def components(rendered: Rendered) -> str:
    return f'<div class="components">{"".join(map(component, parts(rendered)))}</div>'


def message(inner: str) -> str:
    return f'<div><div class="author">Quoth<small>APP</small></div>{inner}</div>'


def as_components(given: Answer) -> str:
    return message(components(render_answer(given)))


def captioned(reason: Reason) -> str:
    return f"<h2>{reason}</h2>{as_components(OTHER_REFUSALS[reason])}"


def as_embeds(given: Answer) -> str:
    """The same words as one embed with masked links, the way that was not chosen."""
    texts = []
    for part in parts(render_answer(given)):
        for child in [child for top in part.get("components", [part]) for child in _leaves(top)]:
            texts.append(child)
    embed = '<div class="embed" style="border-left: 4px solid #2e7d6b">'
    return message(embed + "".join(as_html(seen(received(text))) for text in texts) + "</div>")


def _leaves(part: dict[str, Any]) -> list[str]:
    if part["type"] == 10:
        return [part["content"]]
    texts = [text for child in part.get("components", []) for text in _leaves(child)]
    if part["type"] == 9 and "url" in part["accessory"]:
        texts[-1] += f" · [open]({part['accessory']['url']})"
    return texts


def draw(target: Path, body: str, width: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        measure = "document.body.dataset.height = document.body.offsetHeight"
        page.write_text(
            f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>"
            f"<main style='width:{width}px'>{body}</main><script>{measure}</script>",
            encoding="utf-8",
        )
        common = [*CHROMIUM, f"--user-data-dir={folder}/profile"]
        ask = [*common, f"--window-size={width},2000", "--dump-dom", page.as_uri()]
        dom = subprocess.run(ask, check=True, capture_output=True, text=True).stdout
        height = re.search(r'data-height="(\d+)"', dom)
        size = f"--window-size={width},{height[1] if height else 2000}"
        shot = [*common, size, f"--screenshot={target}", page.as_uri()]
        subprocess.run(shot, check=True, capture_output=True)


def pictures() -> dict[str, tuple[str, int]]:
    """Each picture's page and its width."""
    shown = ANSWERS["answer"]
    others = [render_sources([document()] * 3), render_help(["When was the light automated?"])]
    both = "<h2>Components V2 (chosen)</h2>{}<h2>Embed</h2>{}"
    pages = {
        "embeds-vs-components": (both.format(as_components(shown), as_embeds(shown)), WIDE),
        "other-refusals": ("".join(map(captioned, OTHER_REFUSALS)), WIDE),
        "conflict": (as_components(conflict()), WIDE),
        "checked": (checked(), WIDE),
        "context": (message(components(context())), WIDE),
        "further": (message(components(further())), WIDE),
        "nearest": (message(components(render_nearest(ANSWERS["refusal"]))), WIDE),
        "private": (message(components(render_answer(shown, Offer(True, True)))), WIDE),
        "folded": (as_components(folded()), WIDE),
        "narrow": (as_components(shown), NARROW),
        "others": ("".join(message(components(each)) for each in others), WIDE),
    }
    for name, given in {**ANSWERS, "long": long_answer(), "hostile": hostile_answer()}.items():
        pages[name] = (as_components(given), WIDE)
        pages[f"{name}-embed"] = (as_embeds(given), WIDE)
    return pages


def main() -> None:
    folder = Path(sys.argv[1] if sys.argv[1:] else "docs/pictures").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for name, (body, width) in pictures().items():
        if sys.argv[1:] or name in IN_DOCS:
            draw(folder / f"{name}.png", body, width)


if __name__ == "__main__":
    main()
