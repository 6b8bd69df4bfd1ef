"""Say what became of all questions that were asked while things failed: see benchmarks.faults."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tests.support.posed import Crowd, Posed
from tests.support.postgres import ask

if TYPE_CHECKING:
    from tests.standin import Standin

# Whatever was ever kept, and which messages and commands were noted as waiting.
WITNESSES = (
    "CREATE TABLE public.kept_once (question text)",
    "CREATE TABLE public.waited (id bigint)",
    """CREATE FUNCTION public.witness_kept() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN INSERT INTO public.kept_once VALUES (NEW.question); RETURN NULL; END'""",
    """CREATE FUNCTION public.witness_waiting() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN INSERT INTO public.waited VALUES (NEW.id); RETURN NULL; END'""",
    """CREATE TRIGGER witness AFTER INSERT ON quoth.kept FOR EACH ROW
    EXECUTE FUNCTION public.witness_kept()""",
    """CREATE TRIGGER witness AFTER INSERT ON quoth.awaited FOR EACH ROW
    EXECUTE FUNCTION public.witness_waiting()""",
)
KEPT, KEPT_ONCE = "SELECT question FROM quoth.kept", "SELECT question FROM public.kept_once"
COUNTED = """SELECT coalesce(sum(number), 0)::int FROM quoth.asked
    WHERE outcome IN ('answered', 'near', 'refused')"""
COUNTED_AND_KEPT = f"{COUNTED} AND outcome <> 'answered'"
KILLED_BEFORE, KILLED_AFTER = 1.0, 5.0  # seconds around a question that nobody had noted yet
IN_MEMORY = 35.0  # seconds for which a count may wait for the database


def killed_in(killed: list[float], begin: float, end: float) -> bool:
    """Return whether a bot was killed between these moments."""
    return any(begin < moment < end for moment in killed)


def report(
    discord: Standin, crowd: Crowd, killed: list[float], seen: set[object], address: str
) -> bool:
    """Print what became of all questions; return whether all is as it must be.

    ``killed`` are the moments at which bots were. ``seen`` are the questions that somebody saw in
    the table of kept ones at ``address``.
    """
    waited = {int(id_) for (id_,) in ask(address, "SELECT id FROM public.waited")}  # type: ignore[call-overload]
    became = {posed: _became(discord, posed, killed, waited) for posed in crowd.posed}
    for how, number in sorted(Counter(became.values()).items()):
        print(f"{number:6} {how}")
    wrong = Counter(how for how in became.values() if how.startswith("!"))
    wrong += _counted_wrongly(became, address)
    wrong += _kept_wrongly(became, crowd, seen, killed, address)
    print(f"{crowd.forgets} times somebody was forgotten; problems: {discord.problems}")
    for how, number in wrong.items():
        print(f"WRONG {number:6} {how}")
    return not wrong and not discord.problems


def _became(discord: Standin, posed: Posed, killed: list[float], waited: set[int]) -> str:
    """Return what a question came to; what must not be begins with an exclamation mark."""
    told = posed.told(discord)
    if told in ("answered", "refused", "told to try again"):
        return told
    asked = posed.message or posed.interaction
    noted = asked is not None and int(asked.id) in waited
    if told != "unheard" or (noted and posed.message):  # Discord ends who is not acknowledged
        print(f"{posed!r}, noted: {noted}, {killed}")
        return f"! {posed.place}: {told}"
    if not posed.heard_by:
        return f"{posed.place}: no process had the shard"
    if killed_in(killed, posed.at - KILLED_BEFORE, posed.at + KILLED_AFTER):
        return f"{posed.place}: killed before it was noted"
    return f"! {posed.place}: unheard by a process that lived"


def _counted_wrongly(became: dict[Posed, str], address: str) -> Counter[str]:
    """Compare the counts with what was shown, and those to be kept with those that were.

    Both are written in one transaction, so that who is counted twice is kept twice. Not kept, and
    counted, are refusals in direct messages, and of people who were forgotten before they were
    written; what nobody was shown may be one of them.
    """
    ((counted,),) = ask(address, COUNTED)
    ((to_keep,),) = ask(address, COUNTED_AND_KEPT)
    once = [text for (text,) in ask(address, KEPT_ONCE)]
    assert isinstance(counted, int)
    assert isinstance(to_keep, int)
    shown = sum(how in ("answered", "refused") for how in became.values())
    print(f"{shown} shown, {counted} counted; {len(once)} were kept, of {to_keep} to keep")
    unkept = sum(
        how != "answered" and (posed.direct or posed.forgotten) and posed.text not in once
        for posed, how in became.items()
    )
    return +Counter({
        "kept twice": len(once) - len(set(once)),
        "counted twice": to_keep - len(once) - unkept,
        "counted, of all that were asked": counted - len(became),
    })  # fmt: skip


def _kept_wrongly(
    became: dict[Posed, str], crowd: Crowd, seen: set[object], killed: list[float], address: str
) -> Counter[str]:
    kept = {text for (text,) in ask(address, KEPT)}
    once = {text for (text,) in ask(address, KEPT_ONCE)}
    refused = [posed for posed, how in became.items() if how == "refused" and not posed.direct]
    unkept = [posed for posed in refused if posed.text not in once | crowd.deleted]
    in_memory = [p for p in unkept if killed_in(killed, p.ended_at - 1, p.ended_at + IN_MEMORY)]
    print(f"{len(in_memory)} refused and never kept: still in the memory of a killed process")
    return +Counter({
        "kept, and lost": len(seen - kept - crowd.deleted),
        "deleted, and back": len(kept & crowd.deleted),
        "never kept": len(unkept) - len(in_memory),
    })  # fmt: skip
