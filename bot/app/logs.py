"""Log each event on stderr, as a readable line or as JSON; no secret, and no word of a question."""

from __future__ import annotations

import json
import logging
import platform
import re
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from bot.ground.tracebacks import cause_of, traced
from index.release import release

if TYPE_CHECKING:
    from bot.settings import BotSettings, LogSettings

log = logging.getLogger(__name__)
# The token after an interaction's or a webhook's id in a URL lets anybody answer in our name.
CREDENTIAL = re.compile(r"(/(?:webhooks|interactions)/\d+/)[^/\s]+")
FACTS = "facts"  # the attribute of a record that has what its text says, by name


class Redacted(logging.Formatter):
    """Make texts of an event, with a traceback only for our own failures, and no ``secret``."""

    def __init__(self, secret: str) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S")
        self._secret = secret

    def clean(self, text: str) -> str:
        """Remove the credentials from ``text``."""
        text = CREDENTIAL.sub(r"\1[redacted]", text)
        return text.replace(self._secret, "[token]") if self._secret else text

    def formatException(self, ei: object) -> str:  # noqa: N802 - the name that logging calls
        """Write a traceback out, without the messages of errors that may repeat a question."""
        error = ei[1] if isinstance(ei, tuple) else None
        return traced(error) if isinstance(error, BaseException) else ""


class OneLine(Redacted):
    """Write an event as a line for people; a traceback is below it."""

    def format(self, record: logging.LogRecord) -> str:
        """Format a record, and remove the credentials in it."""
        return self.clean(super().format(_short(record)))


class JsonLine(Redacted):
    """Write an event as one JSON object on a line, for machines."""

    def format(self, record: logging.LogRecord) -> str:
        """Format a record as ``at``, ``level``, ``logger``, ``message``, ``trace`` and facts."""
        short = _short(record)
        event = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": self.clean(short.getMessage()),
        }
        if short.exc_info:
            event["trace"] = self.clean(self.formatException(short.exc_info))
        return json.dumps(event | getattr(record, FACTS, {}))


def _short(record: logging.LogRecord) -> logging.LogRecord:
    """Put the cause into the text, without a traceback, if discord.py logged it.

    It logs one for each lost connection. The copy keeps no text that another handler has formatted.
    """
    short = logging.makeLogRecord(record.__dict__)
    short.exc_text = None
    error = record.exc_info[1] if record.exc_info else None
    if error is not None and record.name.startswith("discord"):
        short.msg, short.args = f"{record.getMessage()} ({cause_of(error)})", ()
        short.exc_info = None
    return short


def start_logging(secret: str, settings: LogSettings) -> None:
    """Send our events from the level of ``settings`` on, and others' warnings, to stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLine(secret) if settings.format == "json" else OneLine(secret))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for ours in ("bot", "index"):
        logging.getLogger(ours).setLevel(settings.level.upper())


def log_start(settings: BotSettings, token_origin: str) -> None:
    """Log what starts: the versions, the models, and where the token was found."""
    facts = {
        "quoth": release(),
        "python": platform.python_version(),
        "discord.py": version("discord.py"),
        "encoder": settings.encoder.model,
        "reader": settings.reader.model,
        "token in": token_origin,
    }
    told = ", ".join(f"{name} {value}" for name, value in facts.items())
    log.info("starting: %s", told, extra={FACTS: facts})
