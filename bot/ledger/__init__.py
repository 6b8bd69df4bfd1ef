"""Count questions, answers and votes, and keep questions for servers that want it.

By default the ledger holds only numbers per day: how many questions were answered, refused, failed
or limited, by which way of asking, how fast, how they were voted on, and which sources were quoted.
It then holds neither questions nor Discord ids.
"""

from bot.ledger.counts import Counts, Kept
from bot.ledger.entries import Asked, AskOutcome, Vote, Voted
from bot.ledger.ledger import Ledger
from bot.ledger.queries import counts_in
from bot.ledger.sqlite_ledger import SqliteLedger

__all__ = [
    "AskOutcome",
    "Asked",
    "Counts",
    "Kept",
    "Ledger",
    "SqliteLedger",
    "Vote",
    "Voted",
    "counts_in",
]
