"""Log each event as one readable line on stderr, without secrets."""

from __future__ import annotations

import logging
import re
import sys
import traceback

# The token after an interaction's or a webhook's id in a URL lets anybody answer in our name.
CREDENTIAL = re.compile(r"(/(?:webhooks|interactions)/\d+/)[^/\s]+")


class OneLine(logging.Formatter):
    """Write an event as a line, with a traceback only for our own failures, and no ``secret``."""

    def __init__(self, secret: str) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S")
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        """Format a record, and remove the credentials in it."""
        line = _without_traceback(record) if record.name.startswith("discord") else record
        text = CREDENTIAL.sub(r"\1[redacted]", super().format(line))
        return text.replace(self._secret, "[token]") if self._secret else text


def _without_traceback(record: logging.LogRecord) -> logging.LogRecord:
    """Keep only the last line of a traceback: discord.py logs one for each lost connection."""
    short = logging.makeLogRecord(record.__dict__)
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        cause = " ".join(traceback.format_exception_only(error)).strip()
        short.msg, short.args = f"{record.getMessage()} ({cause})", ()
    short.exc_info = short.exc_text = None
    return short


def start_logging(secret: str) -> None:
    """Send our lines (INFO) and discord.py's (WARNING) to stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine(secret))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(logging.INFO)
