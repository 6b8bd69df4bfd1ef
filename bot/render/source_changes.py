"""Render the results of maintainers' changes to the sources, line by line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from bot.render.button_kinds import SOURCES
from bot.render.layout import bold, render_lines, small
from bot.render.markdown import label
from bot.speech.say import say
from index.sources.web.refresh import FETCHED, PageOutcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.render.layout import Rendered
    from index.building.build import BuildReport
    from index.building.plan import BuildPlan
    from index.errors import GateError
    from index.sources.register.edit import Listing
    from index.sources.register.entry import Entry
    from index.sources.web.refresh import Refreshed

FORCE, REMOVE = f"{SOURCES.prefix}force", f"{SOURCES.prefix}remove"
MAX_LISTED = 8  # pages, files or questions to list by name
LINE = 400  # units of markup
# The verbs of the command line that are also commands on Discord.
ALSO_HERE = re.compile(r"`quoth sources (add|list|refresh|remove)\b")


class Letter(Protocol):
    """A message and a hint: an error, or a file that could not be read."""

    @property
    def message(self) -> str: ...
    @property
    def hint(self) -> str: ...


def built_lines(report: BuildReport, notes: Sequence[str]) -> list[str]:
    """Write the result of a build: what serves now, the unreadable files, and the gate's notes."""
    words = "upkeep-unchanged" if report.plan.up_to_date else "upkeep-serves"
    head = say(words, documents=report.documents, encoded=report.encoded)
    return [head, *fault_lines(report.plan), *_listed(notes)]


def fault_lines(plan: BuildPlan) -> list[str]:
    """Write one line for each file that could not be read."""
    return _listed([say("upkeep-not-read", why=letter(fault)) for fault in plan.faults])


def kept_back(lines: Sequence[str], error: GateError) -> Rendered:
    """Render the gate's refusal, the questions that changed, and a button to publish anyway."""
    head = [*lines, bold(say("upkeep-gate")), label(error.message, LINE)]
    force = SOURCES.danger(say("upkeep-force-button"), FORCE)
    return render_lines([*head, *_listed(error.lines)], force)


def asked_whether(entry: Entry, *, delete: bool) -> Rendered:
    """Ask whether to remove a source; the button's custom id holds all that removing it needs."""
    deletes = entry.file is not None and delete
    words = "upkeep-really-delete" if deletes else "upkeep-really"
    question = say(words, name=label(entry.name, LINE))
    name = f"{REMOVE}:{int(delete)}:{entry.name}"
    where = label(entry.web or entry.file or "", LINE)
    return render_lines([question, where], SOURCES.danger(say("upkeep-remove-button"), name))


def fetched_lines(done: Refreshed) -> list[str]:
    """Write how many pages were fetched, and one line for each that failed or is gone."""
    name = label(done.name, LINE)
    lines = [say("upkeep-fetched", name=name, count=done.count(*FETCHED))]
    if done.problem:
        lines += _listed([done.problem])
    wrong = [page for page in done.pages if page.outcome in (PageOutcome.FAILED, PageOutcome.GONE)]
    return [*lines, *_listed([page.line for page in wrong])]


def listing_line(listing: Listing) -> str:
    """Write one source of the register: its name, its address or file, and its state."""
    entry = listing.entry
    notes = [say("upkeep-files", count=listing.files)]
    if listing.fetched:
        notes.append(say("upkeep-fetched-at", at=f"{listing.fetched:%Y-%m-%d %H:%M} UTC"))
    notes += [say("upkeep-hidden")] if entry.hidden else []
    notes += [say("upkeep-paused")] if entry.paused else []
    where = label(entry.web or entry.file or "", LINE)
    return f"- {bold(label(entry.name, LINE))} {where} · {' · '.join(notes)}"


def plan_lines(plan: BuildPlan) -> list[str]:
    """Write how many documents a build would add, change and remove."""
    if plan.up_to_date:
        return [say("upkeep-no-change"), *fault_lines(plan)]
    counts = {"added": plan.added, "changed": plan.changed, "removed": plan.removed}
    head = say("upkeep-would-change", **{name: len(ids) for name, ids in counts.items()})
    return [head, *fault_lines(plan)]


def letter(error: Letter) -> str:
    """Write an error and its remedy, with the commands of Discord instead of the terminal."""
    return f"{error.message.rstrip('.')}. {on_discord(error.hint)}".strip()


def on_discord(hint: str) -> str:
    """Rewrite a hint for the command line to name the commands of Discord."""
    return ALSO_HERE.sub(r"`/sources \1", hint).replace("another --name", "another `name`")


def _listed(lines: Sequence[str]) -> list[str]:
    shown = [f"- {label(line, LINE)}" for line in lines[:MAX_LISTED]]
    rest = len(lines) - MAX_LISTED
    return [*shown, small(say("upkeep-more", count=rest))] if rest > 0 else shown
