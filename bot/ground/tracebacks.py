"""Write out what failed for the log, without the words that a person has typed."""

from __future__ import annotations

import sqlite3
import traceback

import discord

from index.errors import QuestionError, QuothError

# Errors with messages that are made of names and numbers; those of others may repeat a question.
SAFE_TO_QUOTE = (OSError, sqlite3.Error, discord.HTTPException, discord.ClientException, QuothError)


def cause_of(error: BaseException) -> str:
    """Name an error, with its message if that cannot repeat what a person has typed."""
    if isinstance(error, SAFE_TO_QUOTE) and not isinstance(error, QuestionError):
        return " ".join(traceback.format_exception_only(error)).strip()
    return type(error).__name__


def traced(error: BaseException) -> str:
    """Write the traceback of ``error``, below that of the error that it came of."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    head = [f"{traced(before)}\nand then:"] if before is not None else []
    frames = "".join(traceback.format_tb(error.__traceback__))
    return "\n".join([*head, f"Traceback (most recent call last):\n{frames}{cause_of(error)}"])
