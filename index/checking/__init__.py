"""Is this quote in the sources, word for word? ``check`` tells, and where, and what differs."""

from index.checking.checked import Change, Checked, Typography, Verdict
from index.checking.checker import best_of, check

__all__ = ["Change", "Checked", "Typography", "Verdict", "best_of", "check"]
