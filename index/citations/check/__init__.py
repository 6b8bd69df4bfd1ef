"""Is this quote in the sources, word for word? ``check`` tells, and where, and what differs."""

from index.citations.check.check import best_of, check
from index.citations.check.result import Change, Checked, Typography, Verdict

__all__ = ["Change", "Checked", "Typography", "Verdict", "best_of", "check"]
