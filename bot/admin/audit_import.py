"""Import the audit log in files of one machine into the database that several processes share."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.admin.audit import named_in, without
from bot.admin.shared_audit import append_acts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from bot.admin.audit import Act
    from bot.ledger.pseudonym import Pseudonyms
    from bot.postgres.imports import Imports
    from index.postgres import Session


def import_acts(session: Session, acts: Iterable[Act], names: Pseudonyms, imports: Imports) -> int:
    """Write down the acts that were not imported yet, nameless where somebody was forgotten.

    An act that was made nameless since is the same act.
    """
    by_line = [(_nameless(act).line, act) for act in acts]
    new = Counter(imports.new("acts", Counter(line for line, _ in by_line)))
    fresh = []
    for line, act in reversed(by_line):  # of equal ones, the last were added since
        if new[line] > 0:
            new[line] -= 1
            fresh.append(act)
    rows = session.execute("SELECT who FROM quoth.forgotten").fetchall()
    forgotten = {bytes(who) for (who,) in rows}
    known = [_as_known(act, names, forgotten) for act in reversed(fresh)]
    append_acts(session, {uuid4(): act for act in known})
    return len(fresh)


def _nameless(act: Act) -> Act:
    for person in named_in(act):
        act = without(person, act)
    return act


def _as_known(act: Act, names: Pseudonyms, forgotten: Collection[bytes]) -> Act:
    for person in named_in(act):
        if names.tombstone(person) in forgotten:
            act = without(person, act)
    return act
