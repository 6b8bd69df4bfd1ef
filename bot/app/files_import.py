"""Import the files of an installation into the database that its processes share from now on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.admin.audit_import import import_acts
from bot.app.local_state import LocalState
from bot.app.shared_state import SharedState
from bot.app.wiring import corpus_rules_of, house_rules_of
from bot.ledger.ledger_import import import_ledger, ledger_in
from bot.postgres.imports import Imports
from bot.servers.blocklist import Blocklist
from bot.servers.departures import FILE, Departures
from bot.servers.record_import import import_record, record_in
from index.errors import SettingsError
from index.sources.opening import shared_tree_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.ledger.ledger_import import ImportedLedger
    from bot.servers.record_import import ImportedRecord
    from bot.settings import BotSettings
    from index.postgres import Session


@dataclass(frozen=True, slots=True)
class Imported:
    """Counts of what was imported: entries of rules by their kind, the ledger, and acts."""

    records: Mapping[str, ImportedRecord]
    ledger: ImportedLedger
    acts: int


def import_files(settings: BotSettings, state: SharedState, machine: str) -> Imported:
    """Import all or nothing; ``machine`` tells the files of several machines apart.

    The files are read and stay as they are.

    :raises QuothError: a file cannot be read, or the database cannot be used.
    """
    check_rules(settings)
    records = {kind: record_in(file) for kind, file in record_files(settings).items()}
    ledger = ledger_in(settings.discord.ledger)
    acts = list(LocalState(settings).audit().acts())

    def work(session: Session) -> Imported:
        imports = Imports(session, machine, state.names.imported)
        return Imported(
            {kind: import_record(session, kind, it, imports) for kind, it in records.items()},
            import_ledger(session, ledger, state.names, imports),
            import_acts(session, acts, state.names, imports),
        )

    return state.database().do(work)


def share_sources(settings: BotSettings) -> int | None:
    """Share the sources of this machine, and count their files; None if they are shared already.

    :raises QuothError: the index is not shared, a file cannot be read, or the database cannot be
        used.
    """
    tree = shared_tree_of(settings)
    if tree is None:
        raise SettingsError(
            "QUOTH_LIBRARY__URL is not set: sources are shared where the index is",
            hint="See docs/how-to/several-processes.md#share-the-sources.",
        )
    return tree.share()


def record_files(settings: BotSettings) -> dict[str, Path]:
    """Return the files of rules by the kind of what is in them."""
    discord = settings.discord
    return {
        "customs": discord.customs,
        "corpora": discord.corpora,
        "blocked": discord.blocked,
        "left": discord.customs.with_name(FILE),
    }


def check_rules(settings: BotSettings) -> None:
    """Read all files of rules.

    :raises SettingsError: one cannot be understood.
    """
    state = LocalState(settings)
    house, rules = house_rules_of(settings, state), corpus_rules_of(settings, state)
    house.servers()
    rules.current()
    Blocklist(settings.discord.blocked).everything()
    Departures(house, rules).left()
