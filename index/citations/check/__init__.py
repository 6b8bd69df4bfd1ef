"""Check whether a quote is in the sources word for word, where, and what differs."""

from index.citations.check.check import best_of, check
from index.citations.check.find import in_sentences
from index.citations.check.result import (
    Change,
    Checked,
    CheckVerdict,
    CriticalKind,
    LeftOut,
    Matter,
    Typography,
)

__all__ = [
    "Change",
    "CheckVerdict",
    "Checked",
    "CriticalKind",
    "LeftOut",
    "Matter",
    "Typography",
    "best_of",
    "check",
    "in_sentences",
]
