"""Draw the pictures of the report, each with a table of the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ledger import AskOutcome, Vote
from bot.ledger.entries import OVER
from index.reports.charts import FAINT, PAPER, RIGHT, UNANSWERABLE, WRONG, as_svg, drawn, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from bot.report.figures import Figures
    from index.reports.charts import Axes

    Rows: TypeAlias = Sequence[Sequence[str | int]]

SIZE = (5.0, 3.2)  # inches
SOURCES = 12  # in the picture; the table has all quoted sources
LABEL = 28  # characters
# The hatching differs too, so that no one needs to see the colours.
LOOKS = {
    AskOutcome.ANSWERED: (RIGHT, ""),
    AskOutcome.NEAR: (RIGHT, "\\\\\\"),
    AskOutcome.REFUSED: (WRONG, "///"),
    AskOutcome.FAILED: (UNANSWERABLE, "xxx"),
    AskOutcome.LIMITED: (FAINT, "..."),
}
VOTES = {Vote.UP: ("helpful", RIGHT, ""), Vote.DOWN: ("not helpful", WRONG, "///")}


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of the report.

    ``says`` describes it for people who cannot see it; ``table`` returns its numbers, headings
    first.
    """

    title: str
    says: str
    draw: Callable[[Axes, Figures], None]
    table: Callable[[Figures], Rows]

    def svg(self, figures: Figures) -> str:
        """Draw the picture of ``figures``."""
        return as_svg(drawn([(self.title, lambda axes: self.draw(axes, figures))], SIZE), self.says)


def _draw_questions(axes: Axes, figures: Figures) -> None:
    at, bottom = list(range(len(figures.periods))), [0] * len(figures.periods)
    for outcome, (colour, hatch) in LOOKS.items():
        numbers = figures.outcomes.get(outcome, ())
        if any(numbers):
            axes.bar(at, numbers, 0.8, bottom, label=outcome.value, color=colour, hatch=hatch,
                     edgecolor=PAPER, linewidth=0)  # fmt: skip
            bottom = [below + number for below, number in zip(bottom, numbers, strict=True)]
    _by_period(axes, figures, max([*bottom, 1]))


def _draw_votes(axes: Axes, figures: Figures) -> None:
    at = list(range(len(figures.periods)))
    most = 1
    for vote, sign in ((Vote.UP, 1), (Vote.DOWN, -1)):
        name, colour, hatch = VOTES[vote]
        numbers = figures.votes.get(vote, ())
        most = max([most, *numbers])
        axes.bar(at, [sign * number for number in numbers], 0.8, label=name, color=colour,
                 hatch=hatch, edgecolor=PAPER, linewidth=0)  # fmt: skip
    axes.axhline(0, color=FAINT, linewidth=0.8)
    _by_period(axes, figures, most)
    axes.set_ylim(-most * 1.15, most * 1.35)
    axes.yaxis.set_major_formatter(lambda value, _position: f"{abs(value):g}")


def _by_period(axes: Axes, figures: Figures, most: int) -> None:
    labelled = range(0, len(figures.periods), max(1, -(-len(figures.periods) // 5)))
    axes.set_xticks(list(labelled), [figures.periods[number] for number in labelled], fontsize=8)
    axes.set(xlabel="week that begins" if figures.weekly else "day", ylim=(0, most * 1.3))
    whole(axes.yaxis)
    if axes.patches:
        axes.legend(loc="upper left", ncols=4, handlelength=1.2, columnspacing=1)


def _bars(axes: Axes, names: Sequence[str], numbers: Sequence[int]) -> None:
    """Draw horizontal bars, the first on top, each with its number."""
    at = list(range(len(names)))[::-1]
    axes.barh(at, numbers, 0.7, color=RIGHT)
    axes.set_yticks(at, [_short(name) for name in names], fontsize=8)
    for y, number in zip(at, numbers, strict=True):
        axes.annotate(f"{number:,}", (number, y), (4, 0), textcoords="offset points",
                      va="center", fontsize=8)  # fmt: skip
    axes.set(xlim=(0, max([*numbers, 1]) * 1.15), ylim=(-0.6, max(len(names), 1) - 0.4))
    axes.tick_params(axis="y", length=0)
    whole(axes.xaxis)


def _draw_latencies(axes: Axes, figures: Figures) -> None:
    at = list(range(len(figures.latencies)))
    axes.bar(at, list(figures.latencies.values()), 0.9, color=RIGHT)
    axes.set_xticks(at, [_bound(bound) for bound in figures.latencies], fontsize=8)
    axes.set(
        xlabel="answered within (milliseconds, then seconds)",
        ylim=(0, max([*figures.latencies.values(), 1]) * 1.1),
    )
    whole(axes.yaxis)


def _bound(milliseconds: int) -> str:
    if milliseconds == OVER:
        return "more"
    return f"{milliseconds / 1000:g} s" if milliseconds >= 1000 else f"{milliseconds}"


def _short(name: str) -> str:
    return name if len(name) <= LABEL else f"{name[: LABEL - 1]}…"


def _questions_table(figures: Figures) -> Rows:
    columns = [figures.outcomes[outcome] for outcome in AskOutcome if figures.outcomes]
    return _table_by_period(figures, [outcome.value for outcome in AskOutcome], columns)


def _votes_table(figures: Figures) -> Rows:
    columns = [figures.votes[vote] for vote in VOTES if figures.votes]
    return _table_by_period(figures, [name for name, _, _ in VOTES.values()], columns)


def _table_by_period(
    figures: Figures, names: Sequence[str], columns: Sequence[Sequence[int]]
) -> Rows:
    head = ["week" if figures.weekly else "day", *names]
    return [head, *([day, *row] for day, *row in zip(figures.periods, *columns, strict=True))]


def _latencies_table(figures: Figures) -> Rows:
    rows = figures.latencies.items() if any(figures.latencies.values()) else ()
    return [("milliseconds at most", "questions"), *(
        ("more" if bound == OVER else bound, number) for bound, number in rows)]  # fmt: skip


def _sources_table(figures: Figures) -> Rows:
    quoted = [source for source in figures.sources if source.number]
    head = ("source", "corpus", "quoted")
    return [head, *((s.name + (" (gone)" if s.gone else ""), s.corpus, s.number) for s in quoted)]


def _draw_sources(axes: Axes, figures: Figures) -> None:
    quoted = [source for source in figures.sources if source.number][:SOURCES]
    _bars(axes, [source.name for source in quoted], [source.number for source in quoted])


PICTURES = (
    Picture(
        "Questions",
        "Bars of the questions of each day: answered, refused, failed, and held to a limit",
        _draw_questions,
        _questions_table,
    ),
    Picture(
        "Votes",
        "Bars of the votes of each day: helpful upwards, not helpful downwards",
        _draw_votes,
        _votes_table,
    ),
    Picture(
        "Why the sources did not answer",
        "Bars of how many questions were refused for each reason",
        lambda axes, f: _bars(axes, list(f.reasons), list(f.reasons.values())),
        lambda f: [("reason", "questions"), *f.reasons.items()],
    ),
    Picture(
        "How long an answer took",
        "Histogram of the time from a question to its answer, in milliseconds",
        _draw_latencies,
        _latencies_table,
    ),
    Picture(
        "How it was asked",
        "Bars of how many questions came by each way of asking",
        lambda axes, f: _bars(axes, list(f.ways), list(f.ways.values())),
        lambda f: [("way", "questions"), *f.ways.items()],
    ),
    Picture(
        "Sources that were quoted most",
        "Bars of how many answers quoted each source",
        _draw_sources,
        _sources_table,
    ),
)
