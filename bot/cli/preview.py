"""Define ``quoth preview``: draw the message that the bot would send, without Discord."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.operator import FILE, bot_settings
from index.cli import cli
from index.cli.group import phrase, where

if TYPE_CHECKING:
    from bot.render.layout import Rendered
    from bot.settings import BotSettings

SUFFIXES = (".html", ".htm", ".png")
PREVIEW_TIMEOUT_SECONDS = 300.0  # the model may have to be loaded first
NARROWEST, WIDEST = 280, 2000


@cli.command(epilog="See docs/explanation/messages.md.")
@phrase("question")
@where
@click.option("--out", type=FILE, help="Write to this .png or .html file instead of stdout.")
@click.option(
    "--after", metavar="QUESTION", help="The question asked before, which QUESTION may refer to."
)
@click.option("--locale", default="en-US", show_default=True, metavar="LOCALE",
              help="The language of the asker on Discord, such as de or pt-BR.")  # fmt: skip
@click.option("--width", default=680, show_default=True, type=click.IntRange(NARROWEST, WIDEST),
              metavar="PIXELS", help="The width of the picture, in pixels.")  # fmt: skip
@click.pass_context
def preview(
    ctx: click.Context,
    /,
    question: str,
    out: Path | None,
    after: str | None,
    locale: str,
    width: int,
    **places: Any,
) -> None:
    """Draw the bot's reply to QUESTION as Discord would show it.

    Without --out, prints HTML. A PNG needs Chromium, Chrome or Edge. No token is needed.
    """
    import asyncio

    from bot.preview.browser import find_browser
    from bot.preview.drawing import message_html, payload_of
    from bot.preview.page import page_of
    from bot.speech.say import language_of

    settings = bot_settings(ctx, **places)
    if out is not None and out.suffix.lower() not in SUFFIXES:
        raise click.BadParameter("name a .png or an .html file", param_hint="--out")
    # Before the model is loaded, so that a missing browser is reported at once.
    wants_png = out is not None and out.suffix.lower() == ".png"
    browser = find_browser(settings.preview.browser) if wants_png else ""
    rendered = asyncio.run(_replied(settings, question, after, locale))
    body = message_html(payload_of(rendered))
    page = page_of(body, width=width, language=language_of(locale), title=question)
    if out is None:
        click.echo(page, nl=False)
    else:
        _write(out, page, width, browser)


async def _replied(
    settings: BotSettings, question: str, after: str | None, locale: str
) -> Rendered:
    """Reply as the bot does in a direct message."""
    from bot.app.state import state_of
    from bot.app.wiring import asker_of, corpus_rules_of, open_oracle
    from bot.asking.reply import reply_to
    from bot.ground.place import DIRECT
    from bot.speech.say import speaking
    from index.answering.followups import Turn, may_lean

    with closing(state_of(settings)) as state:
        rules, oracle = corpus_rules_of(settings, state), partial(open_oracle, settings)
    asker = asker_of(settings, rules, oracle, deadline=PREVIEW_TIMEOUT_SECONDS)
    try:
        await asker.open()
        follows = after is not None and may_lean(question)
        turn = Turn.of(await asker.answer(after or "", DIRECT)) if follows else None
        with speaking(locale):
            return await reply_to(question, asker, DIRECT, turn)
    finally:
        asker.close()


def _write(out: Path, page: str, width: int, browser: str) -> None:
    from bot.preview.browser import picture_of
    from index.errors import SettingsError

    data = picture_of(page, width, browser) if browser else page.encode("utf-8")
    try:
        out.write_bytes(data)
    except OSError as error:
        raise SettingsError(
            f"{out} cannot be written ({error.strerror})",
            hint="Choose a file in a folder you can write to.",
        ) from None
