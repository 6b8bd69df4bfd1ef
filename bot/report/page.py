"""Make the report page: one file without script or network; equal ledgers give equal bytes."""

from __future__ import annotations

from html import escape
from string import Template
from typing import TYPE_CHECKING

from bot.ledger import AskOutcome, Vote
from bot.report.figures import Figures, QuotedSource, figures_of
from bot.report.pictures import PICTURES, Picture
from index.errors import SettingsError
from index.reports.page import STYLE
from index.types import Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from bot.ledger import Counts
    from bot.ledger.gaps import Gap

MAX_LISTED_ITEMS = 200  # gaps, or sources that were never quoted
VOTED_ON = {
    Tier.SURE: "on answers",
    Tier.NEAR: "on closest texts",
    Tier.NONE: "on refusals",
}
NONE_KEPT = (
    "No server keeps questions, so only their number is known. "
    "<code>/settings keep</code> opts a server in."
)
PAGE = Template(
    """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Quoth: what was asked</title>
<style>
"""
    + STYLE
    + """figcaption details { border: 0; margin: 0; padding: 0; color: var(--faint) }
figcaption summary { font-weight: normal; font-size: .875rem }
dl { display: grid; gap: .75rem 2rem; margin: 1.5rem 0 0;
  grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)) }
dt { color: var(--faint); font-size: .875rem } dd { margin: 0; font-size: 1.5rem }
ul { padding-left: 1.1rem; max-width: 48rem } code { font-size: .9em }
</style>
<body>
<main>
<h1>What was asked, and what came of it</h1>
<p class="note">$summary</p>
<dl>
$tiles
</dl>
<div class="pictures">
$pictures
</div>
<h2>What is missing</h2>
$gaps
<h2>Sources that were never quoted</h2>
$never
</main>
</body>
</html>
"""
)


def write_file(file: Path, text: str) -> None:
    """Write ``text`` to ``file``, and make its folder if necessary.

    :raises SettingsError: the file cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    except OSError as error:
        raise SettingsError(
            f"{file}: cannot be written ({error.strerror})", hint="Choose a file you can write to."
        ) from None


def page(counts: Counts, gaps: Sequence[Gap], sources: Sequence[QuotedSource]) -> str:
    """Return the report page as HTML.

    ``gaps`` are those of the kept questions, ``sources`` those of the index in use.
    """
    figures = figures_of(counts, sources)
    return PAGE.substitute(
        summary=_summary(figures),
        tiles="\n".join(_tiles(figures)),
        pictures="\n".join(_figure(picture, figures) for picture in PICTURES),
        gaps=_gaps(gaps, figures, kept=bool(counts.kept)),
        never="\n".join(_never(figures)),
    )


def _summary(figures: Figures) -> str:
    if not figures.periods:
        return "Nothing was asked yet."
    first, last = figures.periods[0], figures.periods[-1]
    step = "by week, " if figures.weekly else ""
    return f"{step}{first} to {last} (UTC); questions are shown only where a server keeps them"


def _tiles(figures: Figures) -> Iterator[str]:
    total = figures.total
    handled = sum(total.values()) - total[AskOutcome.LIMITED]
    answered, up = total[AskOutcome.ANSWERED], sum(figures.votes.get(Vote.UP, ()))
    votes = up + sum(figures.votes.get(Vote.DOWN, ()))
    yield _tile("questions", f"{handled:,}")
    yield _tile("answered", _share(answered, handled))
    yield _tile("closest texts shown", _share(total[AskOutcome.NEAR], handled))
    yield _tile("refused", _share(total[AskOutcome.REFUSED], handled))
    yield _tile("failed", _share(total[AskOutcome.FAILED], handled))
    yield _tile("helpful, of the votes", _share(up, votes))
    yield from _by_tier(figures)
    yield _tile("half were answered within", _within(figures, 0.5, handled))
    yield _tile("95 % within", _within(figures, 0.95, handled))


def _by_tier(figures: Figures) -> Iterator[str]:
    """List the votes on closest texts and on refusals apart from those on answers, if any."""
    for tier, name in VOTED_ON.items():
        votes = figures.votes_by_tier.get(tier, {})
        if any(votes.values()):
            yield _tile(
                f"helpful, of the votes {name}", _share(votes[Vote.UP], sum(votes.values()))
            )


def _tile(name: str, value: str) -> str:
    return f"<div><dt>{name}</dt><dd>{value}</dd></div>"


def _share(part: int, whole: int) -> str:
    return f"{part:,} <small>({part / whole:.0%})</small>" if whole else "0"


def _within(figures: Figures, share: float, handled: int) -> str:
    if not handled:
        return "–"
    bound = figures.quantile(share)
    return f"{bound:,} ms" if bound is not None else "longer than all bounds"


def _figure(picture: Picture, figures: Figures) -> str:
    head, *rows = picture.table(figures)
    if not rows:
        return f"<figure><h3>{picture.title}</h3><p class=note>Nothing yet.</p></figure>"
    cells = "\n".join(_row(row) for row in rows)
    heads = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in head)
    return (
        f"<figure>{picture.svg(figures)}<figcaption><details><summary>{picture.title}, as a table"
        f"</summary>\n<table><thead><tr>{heads}</tr></thead>\n<tbody>\n{cells}\n</tbody></table>"
        "</details></figcaption></figure>"
    )


def _row(row: Sequence[str | int]) -> str:
    first, *rest = row
    cells = "".join(f"<td>{escape(f'{c:,}' if isinstance(c, int) else c)}</td>" for c in rest)
    return f'<tr><th scope="row">{escape(str(first))}</th>{cells}</tr>'


def _gaps(gaps: Sequence[Gap], figures: Figures, *, kept: bool) -> str:
    if not kept:
        refused, near = figures.total[AskOutcome.REFUSED], figures.total[AskOutcome.NEAR]
        so_far = [f"<p>Refused so far: {refused:,}.</p>"] if refused else []
        so_far += [f"<p>Closest texts shown so far: {near:,}.</p>"] if near else []
        return "".join([f"<p>{NONE_KEPT}</p>", *so_far])
    more = (
        f"<p class=note>and {len(gaps) - MAX_LISTED_ITEMS:,} more</p>"
        if gaps[MAX_LISTED_ITEMS:]
        else ""
    )
    return "<ol>\n" + "\n".join(map(_gap, gaps[:MAX_LISTED_ITEMS])) + f"\n</ol>{more}"


def _gap(gap: Gap) -> str:
    about = [f"refused {gap.refused:,}"] if gap.refused else []
    about += [f"closest texts shown {gap.near:,}"] if gap.near else []
    about += [f"voted down {gap.voted_down:,}"] if gap.voted_down else []
    about += [f"last {gap.newest.date().isoformat()}", *(reason for reason, _ in gap.reasons)]
    about += [f"not found: {', '.join(gap.missing)}"] if gap.missing else []
    others = [question for question in gap.questions if question != gap.question]
    also = f"<p class=wanted>Also asked: {_quoted(others)}</p>" if others else ""
    details = f"<p class=about>{escape(' · '.join(about))}</p>"
    return f"<li><h3>{escape(gap.question)}</h3>{details}{also}</li>"


def _quoted(questions: Iterable[str]) -> str:
    return " · ".join(f"<q>{escape(question)}</q>" for question in questions)


def _never(figures: Figures) -> Iterator[str]:
    never = [source for source in figures.sources if not source.number]
    if not never:
        yield "<p>None.</p>"
        return
    yield f"<p>{len(never):,} of the current sources.</p>\n<ul>"
    for source in never[:MAX_LISTED_ITEMS]:
        yield f"<li>{escape(source.name)} <small>({escape(source.corpus)})</small></li>"
    yield "</ul>"
    if never[MAX_LISTED_ITEMS:]:
        yield f"<p class=note>and {len(never) - MAX_LISTED_ITEMS:,} more</p>"
