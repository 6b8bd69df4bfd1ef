"""Is this quote in the sources, word for word? ``check`` tells, and where, and what differs."""

from index.citations.check.check import best_of, check
from index.citations.check.result import Change, Checked, CheckVerdict, Typography

__all__ = ["Change", "CheckVerdict", "Checked", "Typography", "best_of", "check"]
