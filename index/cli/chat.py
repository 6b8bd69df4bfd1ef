"""The command ``quoth chat``."""

from __future__ import annotations

from typing import Any

import click

from index.cli.ask import answering
from index.cli.group import cli, settings_of, where


@cli.command()
@where
@click.pass_context
def chat(ctx: click.Context, /, **places: Any) -> None:
    """Ask one question after another, as in a thread on Discord.

    A question such as "and when was that?" may refer to the one before. Say "source?" for the
    places of the last quotes, and "more" for others, or for what came closest. A new index is used
    as soon as it serves. An empty line, Ctrl-D or "bye" ends the chat.
    """
    from rich.console import Console

    from index.answering.small_talk import SmallTalk, small_talk_in
    from index.cli.conversation import Conversation

    conversation = Conversation(answering(settings_of(ctx, **places)), Console(highlight=False))
    click.echo("Ask the sources anything. An empty line ends the chat.", err=True)
    talk = None
    while talk is not SmallTalk.FAREWELL and (said := _read_line()):
        talk = small_talk_in(said)
        if talk is None:
            conversation.ask(said)
        else:
            conversation.reply(talk)
        click.echo()


def _read_line() -> str:
    try:
        return str(click.prompt("?", prompt_suffix=" ", default="", show_default=False)).strip()
    except click.Abort:
        return ""
