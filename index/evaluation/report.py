"""Write one HTML page about a run and the questions that went wrong: ``--report``.

It needs no script and no network. The same run gives the same bytes, so it can be kept in a
repository and compared. Latency is left out, because it differs from run to run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from index.errors import SettingsError
from index.evaluation import report_charts
from index.evaluation.judgements import Outcome
from index.evaluation.metrics import BY_KIND, ONE_NUMBER, SHARES
from index.reports.page import PAGE
from index.types import Locator, Quote, Tier

MAX_LISTED_QUESTIONS = 300  # of each list; the rows have all


def make_folder(folder: Path) -> None:
    """Make the folder of a report before any question is asked.

    :raises SettingsError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot(folder, error) from None


def write_report(folder: Path, outcomes: Sequence[Outcome], record: Mapping[str, Any]) -> None:
    """Write ``report.html`` and ``report.png``; ``record`` is what ``--json`` prints.

    :raises SettingsError: they cannot be written.
    """
    verdicts = [outcome.verdict for outcome in outcomes]
    try:
        (folder / "report.png").write_bytes(report_charts.png(verdicts, record["threshold"]))
        (folder / "report.html").write_text(report(outcomes, record), "utf-8")
    except OSError as error:
        raise _cannot(folder, error) from None


def _cannot(folder: Path, error: OSError) -> SettingsError:
    return SettingsError(
        f"a report cannot be written to {folder} ({error.strerror})",
        hint="Choose a folder you can write to.",
    )


def report(outcomes: Sequence[Outcome], record: Mapping[str, Any]) -> str:
    """Write the page of a run; ``record`` is what ``--json`` prints."""
    verdicts = [outcome.verdict for outcome in outcomes]
    drawn = (report_charts.svg(p, verdicts, record["threshold"]) for p in report_charts.PICTURES)
    return PAGE.substitute(
        summary=f"{record['questions']:,} questions · snapshot {escape(record['snapshot'])} · "
        f"answered from a confidence of {record['threshold']:.2f} on",
        pictures="\n".join(f"<figure>{image}</figure>" for image in drawn),
        figures="\n".join(_rows(record)),
        lists="\n".join(_lists(outcomes)),
    )


def _rows(record: Mapping[str, Any]) -> Iterator[str]:
    for name, title in SHARES.items():
        yield _share(title, record[name])
    for name, title in ONE_NUMBER.items():
        yield _estimate(title, record[name])
    for name, title in BY_KIND.items():
        for kind, found in record[name].items():
            row = _share if "share" in found else _estimate
            yield row(title.format(kind), found)


def _share(title: str, found: Mapping[str, Any]) -> str:
    counts = f"{found['hits']:,} of {found['of']:,}"
    return _row(title, found["share"], counts, found["interval"])


def _estimate(title: str, found: Mapping[str, Any]) -> str:
    return _row(title, found["value"], "", found["interval"])


def _row(title: str, value: float | None, counts: str, interval: Sequence[float] | None) -> str:
    if value is None or interval is None:
        cells = ["–", "", "no such question"]
    else:
        cells = [f"{value:.3f}", counts, f"{interval[0]:.3f} to {interval[1]:.3f}"]
    number, of, between = cells
    data = f'<td>{number}</td><td class="of">{of}</td><td>{between}</td>'
    return f'<tr><th scope="row">{escape(title)}</th>{data}</tr>'


WRONG: dict[str, tuple[str, Callable[[Outcome], bool]]] = {
    "Wrongly quoted": (
        "The sources answer, and Quoth quoted something else first.",
        lambda o: o.answerable and not o.answer.abstained and not o.right(1),
    ),
    "Wrongly answered": (
        "The sources do not answer, and Quoth quoted something.",
        lambda o: not o.answerable and not o.answer.abstained,
    ),
    "Wrongly refused": (
        "The sources answer, and Quoth refused; this would have been its quote.",
        lambda o: o.answerable and o.answer.abstained,
    ),
}


def _lists(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """List what went wrong, the most confident first: those are the worst or the nearest misses."""
    for title, (says, went_wrong) in WRONG.items():
        found = [outcome for outcome in outcomes if went_wrong(outcome)]
        found.sort(key=lambda outcome: -outcome.answer.confidence)
        more = (
            f" The surest {MAX_LISTED_QUESTIONS} are listed; the rows have all."
            if found[MAX_LISTED_QUESTIONS:]
            else ""
        )
        items = "\n".join(map(_item, found[:MAX_LISTED_QUESTIONS]))
        yield (
            f"<details{' open' if found[:1] and not more else ''}><summary>{title} "
            f"<b>{len(found):,}</b></summary>\n<p>{says}{more}</p>\n<ol>{items}</ol></details>"
        )


def _item(outcome: Outcome) -> str:
    judgement, answer = outcome.judgement, outcome.answer
    shown = next(iter(answer.quotes or answer.candidates), None)
    about = f"{judgement.id} · {judgement.kind} · confidence {answer.confidence:.2f}"
    if answer.abstained and outcome.right(1):
        about += " · the quote is right"
    if answer.tier is Tier.NEAR:
        holding = "with" if outcome.verdict.shown_right else "without"
        about += f" · closest texts shown, {holding} the answer"
    return (
        f"<li><h3>{escape(judgement.question)}</h3><p class=about>{escape(about)}</p>"
        f"{_quote(shown) if shown else ''}{_wanted(judgement.answers)}</li>"
    )


def _quote(quote: Quote) -> str:
    place = escape(where(quote.locator))
    return f"<blockquote>{escape(quote.text)}<cite>{place}</cite></blockquote>"


def _wanted(answers: Iterable[str]) -> str:
    wanted = " · ".join(f"<q>{escape(answer)}</q>" for answer in dict.fromkeys(answers))
    return f"<p class=wanted>An answer: {wanted}</p>" if wanted else ""


def where(locator: Locator) -> str:
    """Return the source line of a quote: title, headings, page, paragraph."""
    page = [f"page {locator.page}"] if locator.page else []
    section = " › ".join((locator.title, *locator.section_names))
    return ", ".join([section, *page, f"paragraph {locator.paragraph}"])
