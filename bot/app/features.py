"""List the features of the bot. A new one is added here, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.admin.block import BlockPeople
from bot.admin.corpus import Corpus
from bot.admin.gaps import Gaps
from bot.admin.settings import Settings
from bot.admin.sources import Sources
from bot.features.answer_this import AnswerThis
from bot.features.ask import Ask
from bot.features.ask_a_human import AskAHuman
from bot.features.check_quote import CheckQuote
from bot.features.help import Help
from bot.features.in_context import InContext
from bot.features.more_passages import MorePassages
from bot.features.privacy import Privacy
from bot.features.share import ShareWithEveryone
from bot.features.still_so import StillSo
from bot.features.votes import Votes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.admin.desk import Desk
    from bot.features.feature import Feature, Host

FOR_EVERYBODY = (
    Ask,
    AnswerThis,
    Help,
    StillSo,
    CheckQuote,
    Privacy,
    InContext,
    MorePassages,
    ShareWithEveryone,
    AskAHuman,
    Votes,
)
WITH_DESK = (Sources, Corpus, Settings, Gaps, BlockPeople)


def features_of(host: Host, desk: Desk) -> Iterator[Feature]:
    """Make all features of a client. Each keeps what it remembers to itself."""
    yield from (make(host) for make in FOR_EVERYBODY)
    yield from (make(host, desk) for make in WITH_DESK)
