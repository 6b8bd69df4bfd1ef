"""The command ``quoth ask``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from index.cli.group import as_json, cli, phrase, print_json, settings_of, where

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.answering.followups import Turn
    from index.settings import IndexSettings
    from index.types import Answer

ABSTAINED = 3


@cli.command(epilog="See docs/reference/files.md#an-answer-as-json.")
@phrase("question")
@where
@as_json
@click.option(
    "--explain", is_flag=True, help="Show every score, and what was found when Quoth refuses."
)
@click.option("--source", help="Ask only this source: its title, part of its title, or its id.")
@click.option(
    "--after", metavar="QUESTION", help="The question asked before, which QUESTION may refer to."
)
@click.pass_context
def ask(
    ctx: click.Context,
    /,
    question: str,
    as_json: bool,
    explain: bool,
    source: str | None,
    after: str | None,
    **places: Any,
) -> None:
    """Answer QUESTION with quotes from the sources.

    Put quotation marks around a QUESTION with ? or ', which your shell would read. In a terminal,
    the sentences that answer are bold within their passage, and the words that answer
    are underlined. A refusal says why, and names the places that came closest.

    Exit code 0: answered; 3: the sources do not answer.
    """
    from index.answering.followups import Turn, may_lean
    from index.answering.question_check import check_question

    question = check_question(question)  # before the model is loaded
    before = check_question(after) if after is not None and may_lean(question) else None
    answer_to = answering(settings_of(ctx, **places), source)
    answer = answer_to(question, Turn.of(answer_to(before, None)) if before else None)
    if as_json:
        from index.answering.as_json import answer_record

        print_json(answer_record(answer, explain=explain))
    else:
        _show(answer, explain)
    ctx.exit(ABSTAINED if answer.abstained else 0)


def answering(
    settings: IndexSettings, source: str | None = None
) -> Callable[[str, Turn | None], Answer]:
    """Return a function from a question, and the turn before, to the Answer of the newest index.

    With a ``source``, only that one is asked.
    """
    from index.answering.answerer import Answerer
    from index.answering.part import Part
    from index.answering.source_picker import picked
    from index.snapshots.opening import library_of

    library, corpus = library_of(settings.library), settings.library.corpus
    sources = library.get(corpus).sources()  # report a missing index before loading the model
    only = None if source is None else picked(sources, source).id
    answerer = Answerer.of(settings)

    def answer(question: str, turn: Turn | None) -> Answer:
        serving = library.get(corpus)
        part = Part(serving) if only is None else Part.of_document(serving, only)
        return answerer.ask(question, (part,), turn)

    return answer


def _show(answer: Answer, explain: bool) -> None:
    from rich.console import Console

    from index.cli.show_answer import show_answer, show_scores

    console = Console(highlight=False)
    show_answer(answer, console)
    if explain:
        show_scores(answer, console)
