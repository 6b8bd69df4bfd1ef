"""Draw the bot's messages as Discord shows them, for a person to check before a release.

    python -m tests.benchmarks.pictures            # those that docs/ shows
    python -m tests.benchmarks.pictures FOLDER     # all, also narrow, long, and as embeds

needs Chromium, Chrome or Edge. The messages are the bot's own, drawn by ``bot/preview``. Each
picture records the page that it shows, and ``tests/bot/preview/test_preview.py`` fails if the
page has changed since.
"""

from __future__ import annotations

import argparse
import html
from argparse import RawDescriptionHelpFormatter as Raw
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.ledger.gaps import Gap
from bot.preview.browser import find_browser, picture_of
from bot.preview.drawing import message_html, payload_of, text_html
from bot.preview.page import page_of
from bot.render.answer import render_answer, render_further
from bot.render.answer_buttons import Offer
from bot.render.check import render_checked
from bot.render.context import CONTEXT_PAGE_UNITS, page_cost, render_context
from bot.render.gaps import render_gaps
from bot.render.layout import Rendered, render_notice
from bot.render.lists import render_help, render_sources
from bot.render.nearest import render_nearest
from bot.render.pointer_codec import Opening
from bot.speech.say import say
from index.citations.check import Change, Checked, CheckVerdict, Typography
from index.citations.citation import citation_of
from index.citations.context import Pointer, surroundings_in
from index.types import Answer, Quote, Reason, Span
from tests.support.factories import LIGHTHOUSE, answer, document, hit, passage_of, quote, quote_of

WIDE, NARROW = 680, 375
IN_DOCS = {"answer", "refusal", "other-refusals", "hostile", "embeds-vs-components"}
IN_DOCS |= {"conflict", "checked", "gaps"}
IN_DOCS |= {"context", "further", "closest", "nearest", "private", "folded", "error"}

NEAR = (
    passage_of(document(), "In January 1912 a wave broke the lantern glass."),
    passage_of(document(), "Skerry Point was first lit on 3 November 1867."),
)
HORNS = document("Two horns were tried on the cliff in 1931.", id="horns", title="Fog horns")
LAST_KEEPER = quote_of(
    document(),
    "The last keeper, Ida Holm, handed her keys to the harbour board on the same day, "
    "and kept one for herself.",
)
LIGHT = quote_of(document(), "The light was automated in 1983.", "in 1983")
STORM = quote_of(
    document(),
    "Nobody was hurt, but the light was out for eleven nights, and the village put candles in its "
    "seaward windows.",
)
ANSWERS = {
    "answer": answer(LIGHT, candidates=(LAST_KEEPER,) * 2),
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
    """Make an answer with a long passage and a very long sentence."""
    night = "Ida Holm wrote the wind, the visibility and the oil that was left into the log. "
    source = document(night * 12 + "The lamp was then trimmed for the night. " + night * 12)
    endless = document("and the sea went on " * 200 + "until dawn.", title="A very long sentence")
    trimmed = quote_of(source, "The lamp was then trimmed for the night.")
    cut = quote(endless, 0, len(endless.text))
    return answer(trimmed, cut, question="When was the lamp trimmed?")


def folded() -> Answer:
    """Make a quote that is too long for one message."""
    endless = document("and the sea went on " * 200 + "until dawn.", title="A very long sentence")
    return answer(quote(endless, 0, len(endless.text)), question="How long did it go on?")


def hostile_answer() -> Answer:
    """Make an answer from a source that tries every kind of markup."""
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
    """Make an answer of two sources that give two years for one event."""
    old = document("The light was automated in 1982, after a winter of storms.",
                   title="Harbour guide", published=date(1998, 3, 1), url=None)  # fmt: skip
    new = quote_of(document(), "The light was automated in 1983.", "1983")
    other = quote_of(old, old.text, "1982")
    return answer(new, other, conflict=(new, other))


def checked() -> str:
    """Draw a changed quote, a stitched one, an exact one, and one that is not in the sources."""
    source = document()
    there = quote_of(source, "The light was automated in 1983.", "1983")
    place = Span(source, there.start, there.end)
    year = Span(source, *there.answer) if there.answer else place
    nobody = quote_of(source, "Nobody was hurt")
    other = Span(source, nobody.start, nobody.end)
    claims = [
        Checked("The light was automated in 1984.", CheckVerdict.CHANGED, (place,),
                changes=(Change(27, 31, year),)),
        Checked("The light was automated in 1983 — nobody was hurt.", CheckVerdict.CHANGED,
                (place, other), stitched=True),
        Checked("The light was automated in “1983”", CheckVerdict.EXACT, (place,),
                (Typography.QUOTATION_MARKS,)),
        Checked("The keeper never slept again.", CheckVerdict.ABSENT),
    ]  # fmt: skip
    return "".join(
        f"<h2>{html.escape(one.claim)}</h2>{message(render_checked(one))}" for one in claims
    )


def context() -> Rendered:
    """Render *Show in context*, pressed below an answer with two quotes."""
    quotes = (LIGHT, STORM)
    pointers = tuple(Pointer(citation_of(one), one.start, _answering(one)) for one in quotes)
    text, headings = f"{LIGHTHOUSE}\nThe horn\n\n{HORN}", ("The keepers", "The storm", "The horn")
    source = document(text, headings, sha256=document().sha256)
    found = surroundings_in(source, pointers[0], 0, room=CONTEXT_PAGE_UNITS, cost=page_cost)
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
    """Render *More quotes*."""
    return render_further(ANSWERS["answer"], [LAST_KEEPER], NEAR[:1])


def closest() -> Answer:
    """Make an answer that is not sure, with its closest texts, and a passage that is not shown."""
    near = tuple(quote_of(document(), one.text) for one in NEAR)
    question = "How loud is the fog horn at Skerry Point?"
    return answer(
        question=question, near=near, nearest=NEAR, hits=(hit(passage_of(HORNS, HORNS.text)),)
    )


def error() -> Rendered:
    """Render the message about a failure on our side; the log has the same reference."""
    return render_notice(f"{say('failed')} {say('reference', code='3fa9c1')}")


def gaps() -> list[Gap]:
    """Make gaps: questions that a library's bot did not answer."""
    day = datetime(2026, 11, 21, 12, tzinfo=UTC)
    off_topic, not_there = (("off-topic", 3),), (("not-in-sources", 9),)
    return [
        Gap("Is there a car park near the library?", ("",), 9, 3, day, not_there, ("park",)),
        Gap("When does the library open on Sundays?", ("",), 7, 0, day, not_there, ("Sundays",)),
        Gap("How do I become a moderator here?", ("",), 3, 0, day, off_topic, ("moderator",)),
        Gap("When was the light automated?", ("",), 0, 1, day),
    ]


def message(rendered: Rendered) -> str:
    """Draw a rendered message as HTML."""
    return message_html(payload_of(rendered))


def as_components(given: Answer) -> str:
    """Draw an answer as the bot sends it."""
    return message(render_answer(given))


def captioned(reason: Reason) -> str:
    """Draw a refusal under the name of its reason."""
    return f"<h2>{reason}</h2>{as_components(OTHER_REFUSALS[reason])}"


def as_embeds(given: Answer) -> str:
    """Draw the same words as one embed with masked links, the format that was not chosen."""
    tops = payload_of(render_answer(given))
    texts = [
        leaf for top in tops for part in top.get("components", [top]) for leaf in _leaves(part)
    ]
    inner = "".join(map(text_html, texts))
    embed = f'<div class="embed" style="border-left: 4px solid #2e7d6b">{inner}</div>'
    return f'<article aria-label="Quoth">{embed}</article>'


def _leaves(part: dict[str, Any]) -> list[str]:
    if part["type"] == 10:
        return [part["content"]]
    texts = [text for child in part.get("components", []) for text in _leaves(child)]
    if part["type"] == 9 and "url" in part["accessory"]:
        texts[-1] += f" · [open]({part['accessory']['url']})"
    return texts


def pictures() -> dict[str, tuple[str, int]]:
    """Return the body and the width of each picture."""
    shown = ANSWERS["answer"]
    others = [render_sources([document()] * 3), render_help(["When was the light automated?"])]
    both = "<h2>Components V2 (chosen)</h2>{}<h2>Embed</h2>{}"
    pages = {
        "embeds-vs-components": (both.format(as_components(shown), as_embeds(shown)), WIDE),
        "other-refusals": ("".join(map(captioned, OTHER_REFUSALS)), WIDE),
        "conflict": (as_components(conflict()), WIDE),
        "checked": (checked(), WIDE),
        "gaps": (message(render_gaps(gaps(), 30)), WIDE),
        "error": (message(error()), WIDE),
        "context": (message(context()), WIDE),
        "further": (message(further()), WIDE),
        "closest": (as_components(closest()), WIDE),
        "nearest": (message(render_nearest(ANSWERS["refusal"])), WIDE),
        "private": (message(render_answer(shown, Offer(True, True))), WIDE),
        "folded": (as_components(folded()), WIDE),
        "narrow": (as_components(shown), NARROW),
        "others": ("".join(map(message, others)), WIDE),
    }
    for name, given in {**ANSWERS, "long": long_answer(), "hostile": hostile_answer()}.items():
        pages[name] = (as_components(given), WIDE)
        pages[f"{name}-embed"] = (as_embeds(given), WIDE)
    return pages


def pages() -> dict[str, tuple[str, int]]:
    """Return the whole page, and the width, of each picture."""
    return {name: (page_of(body, width=width), width) for name, (body, width) in pictures().items()}


def main() -> None:
    """Write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=Raw)
    parser.add_argument("folder", type=Path, nargs="?", help="all pictures go there")
    wanted = parser.parse_args().folder
    folder = wanted or Path("docs/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    browser = find_browser()
    for name, (page, width) in pages().items():
        if wanted or name in IN_DOCS:
            (folder / f"{name}.png").write_bytes(picture_of(page, width, browser))


if __name__ == "__main__":
    main()
