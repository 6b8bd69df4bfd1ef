"""What is counted of questions, answers and votes, and what a server asked to be kept.

By default numbers alone: how many questions of a day were answered, refused, failed or limited,
by which way of asking, how fast, how they were voted on, and which sources were quoted. Neither
a question nor an id of Discord's is among them.
"""

from bot.ledger.entries import Asked, AskOutcome, Vote, Voted
from bot.ledger.ledger import Ledger
from bot.ledger.queries import Counts, Kept, counts_in

__all__ = ["AskOutcome", "Asked", "Counts", "Kept", "Ledger", "Vote", "Voted", "counts_in"]
