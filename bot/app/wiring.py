"""Make the objects of a bot from its settings, and hand each the others that it needs.

``quoth run``, ``quoth preview`` and the tests all build them here, so that what is tested is what
runs. A test replaces a part by ``dataclasses.replace``.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.admin.desk import Desk, Upkeep
from bot.app.client import QuothClient
from bot.app.local_state import LocalState
from bot.app.missed_events import MissedEvents
from bot.app.shard_keeper import ShardKeeper
from bot.app.shared_state import SharedState
from bot.app.state import SEE_SHARDS, shared, state_of
from bot.asking.admission import Admission
from bot.asking.asker import Asker
from bot.asking.blocks import AutomaticBlocks, Blocks, strikes_of
from bot.asking.rate_limits import call_paces, question_paces
from bot.asking.recording import ledger_of
from bot.features.services import Service
from bot.servers.blocklist import Blocklist
from bot.servers.corpus_rules_file import CorpusRulesFile
from bot.servers.departures import Departures
from bot.servers.house_rules import HouseRules
from index.snapshots.opening import library_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from bot.admin.audit import AuditTrail
    from bot.app.command_sync import ToldCommands
    from bot.asking.oracle import Oracle
    from bot.asking.worker_client import WorkerClient
    from bot.ledger import Ledger
    from bot.settings import BotSettings

WAITING_AT_ONCE = 64  # questions of this process that workers are asked
WAY = 0.5  # seconds of the deadline that are left for drawing and sending


@dataclass(frozen=True, slots=True)
class Wiring:
    """The objects that every client of a process shares; call ``close`` at the end."""

    settings: BotSettings
    service: Service
    desk: Desk
    state: LocalState | SharedState
    told: ToldCommands
    keeper: ShardKeeper | None
    missed: MissedEvents

    def client(self, **options: Any) -> QuothClient:
        """Make a client: a new one is needed when a connection to Discord is lost for good.

        ``options`` are those of ``discord.AutoShardedClient``.
        """
        discord = self.settings.discord
        options = {"shard_count": discord.shard_count} | options
        return QuothClient(
            self.service,
            self.told,
            desk=self.desk,
            gateway_url=discord.gateway_url,
            missed=self.missed,
            keeper=self.keeper,
            identify_turn=self.state.identify_turn(),
            rest_turn=self.state.rest_turn(),
            **options,
        )

    async def close(self) -> None:
        """Close the threads, and write what the ledger still holds."""
        self.service.asker.close()
        await asyncio.to_thread(self.service.ledger.close)
        await asyncio.to_thread(self.state.close)


def wire(settings: BotSettings, oracle: Callable[[], Oracle] | None = None) -> Wiring:
    """Make all that a bot needs. ``oracle`` opens what answers, if not the index of ``settings``.

    Nothing is loaded yet: await ``wiring.service.asker.open()``.

    :raises SettingsError: a file of rules cannot be read.
    :raises QuothError: there is a shared database, and it cannot be used.
    """
    state = state_of(settings)
    rules = corpus_rules_of(settings, state)
    asker = _asker(settings, state, rules, oracle)
    house = house_rules_of(settings, state)
    ledger = ledger_of(state.ledger(), rules, house)
    blocks = blocks_of(settings, state)
    blocks.listed.everything()  # else a file that cannot be read would let everybody in
    departures = Departures(house, rules, kept=state.kept("left"))
    service = Service(
        asker,
        house,
        ledger,
        admission_of(settings, state, ledger, blocks),
        departures,
        state.ballot(),
        state.notes(),
        state.awaited(),
        direct=settings.discord.direct,
    )
    state.listen(partial(_forget, service))
    desk = desk_of(settings, rules, state.audit())
    missed = MissedEvents(state.sessions(), settings.discord.gateway_url)
    keeper = keeper_of(settings, state)
    return Wiring(settings, service, desk, state, state.told(), keeper, missed)


def keeper_of(settings: BotSettings, state: LocalState | SharedState) -> ShardKeeper | None:
    """Make the keeper of the shards of this process; None if it keeps all.

    :raises SettingsError: it is one of several processes, and they share no database.
    """
    discord = settings.discord
    if discord.own_shards is None or discord.shard_count is None:
        return None
    leases = shared(state, SEE_SHARDS).shards(
        discord.own_shards, discord.shard_count, discord.shard_lease
    )
    return ShardKeeper(leases, discord.shard_lease)


def _asker(
    settings: BotSettings,
    state: LocalState | SharedState,
    rules: CorpusRulesFile,
    oracle: Callable[[], Oracle] | None,
) -> Asker:
    """Make the asker: it asks ``oracle``, or workers, or a model of this process."""
    if oracle is None and settings.workers.answer:
        workers = shared(state).workers(max(settings.discord.deadline - WAY, WAY))
        asked = partial(open_remote, settings, workers, rules.current().corpora())
        return Asker(asked, settings.discord.deadline, rules, WAITING_AT_ONCE)
    if oracle is None:
        oracle = partial(open_oracle, settings, rules.current().corpora())
    return asker_of(settings, rules, oracle)


def blocks_of(settings: BotSettings, state: LocalState | SharedState) -> Blocks:
    """Make the blocks, those of the operator and those that the bot makes by itself."""
    listed = Blocklist(settings.discord.blocked, kept=state.kept("blocked"))
    strikes = state.limits("strikes", strikes_of(settings.limits))
    automatic = AutomaticBlocks(strikes, state.blocked())
    return Blocks(listed, settings.limits, settings.discord.operator_ids, automatic=automatic)


def admission_of(
    settings: BotSettings, state: LocalState | SharedState, ledger: Ledger, blocks: Blocks
) -> Admission:
    """Make the admission, with its limits on questions and on calls for a human."""
    limits = state.limits("questions", question_paces(settings.limits))
    calls = state.limits("calls", call_paces(settings.limits))
    return Admission(limits, calls, ledger, blocks)


def _forget(service: Service, is_them: Callable[[int], bool]) -> None:
    """Forget in memory a person whom another process has forgotten."""

    def forget() -> None:
        service.asker.forget()
        service.recent.forget_where(is_them)

    service.asker.soon(forget)


def corpus_rules_of(settings: BotSettings, state: LocalState | SharedState) -> CorpusRulesFile:
    """Open the rules that say which corpora answer where."""
    kept = state.kept("corpora")
    return CorpusRulesFile(settings.discord.corpora, settings.library.corpus, kept)


def house_rules_of(settings: BotSettings, state: LocalState | SharedState) -> HouseRules:
    """Open the rules of each server."""
    return HouseRules(settings.discord.customs, kept=state.kept("customs"))


def asker_of(
    settings: BotSettings,
    rules: CorpusRulesFile,
    oracle: Callable[[], Oracle],
    *,
    deadline: float | None = None,
) -> Asker:
    """Make an asker of ``oracle`` with ``rules``; ``deadline`` replaces that of the settings."""
    return Asker(oracle, deadline or settings.discord.deadline, rules)


def desk_of(settings: BotSettings, rules: CorpusRulesFile, audit: AuditTrail) -> Desk:
    """Make the objects that the commands of maintainers need."""
    library = library_of(settings.library)
    return Desk(
        rules,
        audit,
        known=lambda name: name in library.corpora(),
        damaged=lambda name: name in library.corpora() and library.fault(name) is not None,
        roles=settings.discord.maintaining_roles,
        upkeep=Upkeep(settings, settings.discord.upkeep_servers, settings.discord.api_base),
    )


def open_oracle(settings: BotSettings, corpora: Sequence[str] = ()) -> Oracle:
    """Load the index and the model; ``corpora`` are further ones that will be asked.

    :raises QuothError: the index or the model cannot be used.
    """
    # Imported in a thread, with models behind it: signals must be heard meanwhile.
    from bot.asking.librarian import open_librarian

    return open_librarian(settings, corpora)


def open_remote(settings: BotSettings, workers: WorkerClient, corpora: Sequence[str]) -> Oracle:
    """Load the index without a model; the ``workers`` have it.

    :raises QuothError: the index cannot be used.
    """
    from bot.asking.remote_librarian import open_remote_librarian

    return open_remote_librarian(settings, workers, corpora)
