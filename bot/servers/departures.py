"""Delete what is kept of a server some days after the bot has left it.

A server may have been left by mistake, or Discord may say so for a moment. So what is kept waits
for ``GRACE_DAYS``, and stays if the bot is back by then. The times are in a file, so that they
outlive restarts.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any

from bot.servers.corpus_rules import ServerRules
from bot.servers.house_rules import Customs
from bot.servers.json_file import KeptFile, id_in, only

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Set

    from bot.servers.corpus_rules_file import CorpusRulesFile
    from bot.servers.house_rules import HouseRules
    from bot.servers.kept_record import Keep, KeptRecord

log = logging.getLogger(__name__)
GRACE_DAYS = 7
DAY = 86_400  # seconds
FILE = "left-servers.json"  # beside the house rules


class Departures:
    """The servers that the bot has left, each with the time when that was noticed."""

    def __init__(
        self,
        house: HouseRules,
        rules: CorpusRulesFile,
        clock: Callable[[], float] = time.time,
        kept: Keep = KeptFile,
    ) -> None:
        """``kept`` opens the record of the times: beside the house rules, or a shared one."""
        self._house, self._rules, self._clock = house, rules, clock
        file = house.file.with_name(FILE)
        self._kept: KeptRecord[Mapping[int, int]] = kept(file, {}, _parsed, _written)

    def compare(
        self, present: Set[int], concerns: Callable[[int], bool] = lambda _server: True
    ) -> list[int]:
        """Note which servers are left, now that the bot is in ``present``.

        Nothing is known of those that do not concern this process.

        Delete the rules of those left for longer than the grace, and return their ids: their
        questions are kept no longer either.

        :raises SettingsError: a file cannot be read or written.
        """
        rules = self._rules.current().servers
        ruled = {server for server, own in rules.items() if own != ServerRules(own.allowed)}
        known = {server for server in self._house.servers() | ruled if concerns(server)}
        before, now = self.left(), int(self._clock())
        before = {server: at for server, at in before.items() if concerns(server)}
        left = {server: before.get(server, now) for server in known - present}
        due = [server for server, at in left.items() if now - at >= GRACE_DAYS * DAY]
        for server in due:
            self._delete(server)
            del left[server]
        if left != before:
            self._kept.change(
                lambda all_left: left | {s: at for s, at in all_left.items() if not concerns(s)}
            )
        return due

    def left(self) -> Mapping[int, int]:
        """Return the servers that are left, each with the time when that was noticed.

        :raises SettingsError: the file cannot be read.
        """
        return self._kept.now()

    def _delete(self, server: int) -> None:
        """Delete all rules of a server but the operator's, which say what it may use."""
        self._house.change(server, lambda _customs: Customs())
        self._rules.change(
            lambda rules: rules.with_rules(server, ServerRules(rules.of(server).allowed))
        )
        log.info("deleted the rules of server %d, left %d days ago", server, GRACE_DAYS)


def _parsed(record: dict[str, Any]) -> Mapping[int, int]:
    only(record, "servers")
    return {id_in(server): int(at) for server, at in record.get("servers", {}).items()}


def _written(left: Mapping[int, int]) -> dict[str, Any]:
    return {"servers": {str(server): at for server, at in sorted(left.items())}}
