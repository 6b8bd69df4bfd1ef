"""Remember what was said last in a chat, which "source?", "more" and a follow-up refer to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from rich.console import Console
from rich.text import Text

from index.answering.closest import more
from index.answering.followups import Turn
from index.answering.refusal import as_quote
from index.answering.small_talk import SmallTalk
from index.cli.show_answer import (
    MORE_CLOSE,
    show_answer,
    show_asked,
    show_nearest,
    show_passages,
    show_quotes,
    show_source,
)
from index.errors import QuestionError
from index.types import Answer, Quote

Answering: TypeAlias = Callable[[str, Turn | None], Answer]

# Each begins as Discord's reply does: ``bot/speech/texts/en/small-talk.ftl``. A test compares them.
LINES = {
    SmallTalk.GREETING: "Hello! Ask me something, and I'll quote what my sources say about it.",
    SmallTalk.THANKS: "You're welcome!",
    SmallTalk.FAREWELL: "Goodbye!",
    SmallTalk.INSULT: "Sorry that didn't help. Try asking it another way.",
    SmallTalk.ORDER: "I only quote my sources; I can't play another role.",
    SmallTalk.ABOUT_ME: "I answer only in the words of my sources. Ask me something.",
    SmallTalk.SUMMARY: "I quote and don't summarise. Say “more” for other quotes.",
    SmallTalk.SURE: "I can't judge, I only quote. Say “source?” to see where to check it.",
    SmallTalk.EXPLAIN: "I quote and don't explain. Say “more” for other quotes.",
    SmallTalk.TRANSLATE: "I quote in the words of the source and don't translate.",
    SmallTalk.CURRENT: "The line below a quote has the date of its source, if it gives one.",
    SmallTalk.NOTED: "All right. Ask me whenever you like.",
    SmallTalk.COMPLAINT: "Sorry that wasn't it. Say “more” for others, or ask in other words.",
}
NOTHING_ASKED = "You have asked nothing yet."
NOTHING_QUOTED = "I quoted nothing. Say “more” for what came closest."
FURTHER = "More quotes – less certain:"
NO_FURTHER = "No other quotes come close to answering this."


class Conversation:
    """A chat so far: the newest answer, which of its quotes were shown, and the turn it leaves."""

    def __init__(self, answering: Answering, console: Console) -> None:
        self._answering, self._console = answering, console
        self._answer: Answer | None = None
        self._shown: list[Quote] = []
        self._turn: Turn | None = None

    def ask(self, question: str) -> None:
        """Answer ``question``, which may refer to the one before, or say what is wrong with it."""
        try:
            answer = self._answering(question, self._turn)
        except QuestionError as error:
            self._say(f"{error.message} {error.hint}")
            return
        show_answer(answer, self._console)
        self._answer, self._shown = answer, [*answer.quotes, *answer.near]
        self._turn = Turn.of(answer, self._turn)

    def reply(self, talk: SmallTalk) -> None:
        """Reply to what asks nothing of the sources; the last question stays the last."""
        if talk is SmallTalk.SOURCE:
            self._name_sources()
        elif talk is SmallTalk.MORE:
            self._show_more()
        else:
            self._say(LINES[talk])

    def _name_sources(self) -> None:
        """Print the places of the quotes that were shown last, each once."""
        if self._answer is None:
            self._say(NOTHING_ASKED)
        elif not self._shown:
            self._say(NOTHING_QUOTED)
        for locator in dict.fromkeys(quote.locator for quote in self._shown):
            show_source(locator, self._console, 0)

    def _show_more(self) -> None:
        """Print the quotes that come next, or the nearest passages, for each question asked."""
        if self._answer is None:
            self._say(NOTHING_ASKED)
            return
        for answer in self._answer.parts or (self._answer,):
            if self._answer.parts:
                show_asked(answer, self._console)
            if answer.abstained:
                show_nearest(answer, self._console)
            else:
                self._show_further(answer)

    def _show_further(self, answer: Answer) -> None:
        quotes, passages = more(answer, self._shown)
        if quotes or not passages:
            self._say(FURTHER if quotes else NO_FURTHER)
        show_quotes(quotes, self._console)
        if passages:
            show_passages(MORE_CLOSE, passages, self._console)
        self._shown += [*quotes, *map(as_quote, passages)]

    def _say(self, line: str) -> None:
        self._console.print(Text(line))
