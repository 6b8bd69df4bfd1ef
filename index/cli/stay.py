"""Keep ``quoth build`` running with ``--watch``, ``--every`` or ``--listen``, despite errors."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

import click

from index.errors import QuothError, SettingsError

if TYPE_CHECKING:
    from types import FrameType

    from index.maintenance.rebuild import Rebuilder
    from index.maintenance.watch import Bell
    from index.settings import IndexSettings

log = logging.getLogger(__name__)


def stay(
    build: Callable[[], object],
    settings: IndexSettings,
    rebuilder: Rebuilder,
    watch: bool,
    every: str | None,
    listen: str | None,
) -> None:
    """Build now, and at each change, interval or call, until Ctrl-C or SIGTERM."""
    from index.maintenance.watch import Bell, keep_building, seconds_of

    seconds = seconds_of(every) if every else None
    bell = Bell()
    with _until_stopped(), ExitStack() as open_:
        if listen:
            _listen(listen, settings, bell, open_)
        keep_building(
            lambda: _try(build), bell, state=rebuilder.state if watch else None, every=seconds
        )


def _listen(address: str, settings: IndexSettings, bell: Bell, open_: ExitStack) -> None:
    from index.maintenance.webhook import PATH, address_of, listening

    host, port = open_.enter_context(listening(address_of(address), _secret(settings), bell))
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Listening at http://{shown}:{port}{PATH}.", err=True)


def _secret(settings: IndexSettings) -> str:
    from index.credentials import credential
    from index.settings import SHORTEST_SECRET

    webhook = settings.webhook
    found = credential("QUOTH_WEBHOOK__SECRET", webhook.secret, webhook.secret_file)
    if found is None or len(found.value) < SHORTEST_SECRET:
        raise SettingsError(
            "--listen needs a secret to check the signatures of calls with",
            hint="Set QUOTH_WEBHOOK__SECRET, e.g. to what `openssl rand -hex 32` prints.",
        )
    return found.value


def _try(build: Callable[[], object]) -> None:
    """Build, and print a failure; the next build may succeed."""
    click.echo(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} building", err=True)
    try:
        build()
    except QuothError as error:
        click.echo(f"error: {error.message}; hint: {error.hint}", err=True)
    except Exception:  # a bug must not end a process that runs for months; it is logged
        log.exception("this build failed; the next one goes on")


@contextmanager
def _until_stopped() -> Iterator[None]:
    """End quietly at Ctrl-C or SIGTERM."""

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
    finally:
        signal.signal(signal.SIGTERM, before)
