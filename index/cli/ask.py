"""``quoth ask`` and ``quoth chat``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from index.cli.group import as_json, cli, print_json, settings_of, where

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.settings import IndexSettings
    from index.types import Answer

ABSTAINED = 3


@cli.command()
@click.argument("question")
@where
@as_json
@click.option("--explain", is_flag=True, help="Show every score.")
@click.option("--source", help="Ask only this source: its title, a part of it, or its id.")
@click.pass_context
def ask(
    ctx: click.Context,
    /,
    question: str,
    as_json: bool,
    explain: bool,
    source: str | None,
    **places: Any,
) -> None:
    """Quote what answers QUESTION. Exit code 0: answered; 3: the sources do not answer."""
    from index.answering import check_question

    question = check_question(question)  # before the model is loaded
    answer = _answering(settings_of(ctx, **places), source)(question)
    if as_json:
        from index.records import answer_record

        print_json(answer_record(answer, explain=explain))
    else:
        _show(answer, explain)
    ctx.exit(ABSTAINED if answer.abstained else 0)


@cli.command()
@where
@click.pass_context
def chat(ctx: click.Context, /, **places: Any) -> None:
    """Ask one question after the other; an empty line or Ctrl-D ends it."""
    from index.errors import QuestionError

    answer = _answering(settings_of(ctx, **places))
    click.echo("Ask the sources anything. An empty line ends the chat.", err=True)
    while question := _read_question():
        try:
            _show(answer(question), explain=False)
        except QuestionError as error:
            click.echo(f"{error.message} {error.hint}")
        click.echo()


def _read_question() -> str:
    try:
        return str(click.prompt("?", prompt_suffix=" ", default="", show_default=False)).strip()
    except click.Abort:
        return ""


def _answering(settings: IndexSettings, source: str | None = None) -> Callable[[str], Answer]:
    """One function from a question to its Answer; the index is followed at every call."""
    from index.answering import Answerer
    from index.library import Library
    from index.picking import picked

    library, corpus = Library(settings.library.index), settings.library.corpus
    sources = library.get(corpus).sources()  # what is missing is told before the model is loaded
    only = None if source is None else picked(sources, source).id
    answerer = Answerer.of(settings)
    if only is not None:
        return lambda question: answerer.answer_within(question, library.get(corpus), only)
    return lambda question: answerer.answer(question, library.get(corpus))


def _show(answer: Answer, explain: bool) -> None:
    from rich.console import Console

    from index.cli.show import show_answer, show_scores

    console = Console(highlight=False)
    show_answer(answer, console)
    if explain:
        show_scores(answer, console)
