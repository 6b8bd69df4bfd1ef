"""`/gaps`: questions that a server asked and that were not answered, for its maintainers."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.admin.acts import Done
from bot.admin.maintainer_feature import MaintainerFeature
from bot.ground.costs import Cost, costs
from bot.ground.place import Place, place_of, server_of
from bot.ledger.gaps import drafts, gaps_of
from bot.render.gaps import render_counts, render_gaps

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from bot.features.feature import Command
    from bot.features.services import Service

GAPS_TIMEOUT_SECONDS = 60.0  # seconds for the ledger, and for the model to read what was asked


class Gaps(MaintainerFeature):
    """Show the questions that were refused or voted down."""

    def commands(self) -> Sequence[Command]:
        """Make `/gaps`."""

        @app_commands.command(
            name="gaps",
            description="Questions I couldn't answer here",
            extras=costs(Cost.FREE),
        )
        @app_commands.describe(export="Also as a file of draft questions")
        async def gaps(interaction: discord.Interaction, export: bool = False) -> None:
            loop = asyncio.get_running_loop()
            work = partial(_found, self.service, interaction, export, loop)
            await self.act(interaction, "gaps export" if export else "gaps", work)

        self.desk.keep_for_maintainers(gaps)
        return [gaps]


def _found(
    service: Service,
    interaction: discord.Interaction,
    export: bool,
    loop: asyncio.AbstractEventLoop,
) -> Done:
    """Find the gaps, in a thread of its own; ``loop`` encodes the questions."""
    server = server_of(interaction)
    counts = service.ledger.read(server).result(GAPS_TIMEOUT_SECONDS)
    days = service.house.customs(server).keep_days
    if not days:
        scope = service.asker.scope(Place(server))
        return Done(render_counts(counts, "+".join(sorted(scope.corpora))), "shown: counts alone")

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        asked = asyncio.run_coroutine_threadsafe(service.asker.vectors(texts), loop)
        return asked.result(GAPS_TIMEOUT_SECONDS)

    # What this person may read here, by the rules that hold for a private answer to them.
    scope = service.asker.scope(place_of(interaction, private=True))
    readable = [kept for kept in counts.kept if kept.may_be_read_in(scope)]
    gaps = gaps_of(readable, encode)
    attached = drafts(gaps).encode("utf-8") if export and gaps else None
    rendered = render_gaps(gaps, days, attached, partly=len(readable) < len(counts.kept))
    return Done(rendered, f"shown: {len(gaps)} gaps")
