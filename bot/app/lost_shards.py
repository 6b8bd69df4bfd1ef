"""Track which shards have lost their gateway, so that health pages can report it."""

from __future__ import annotations

import logging

from bot.health.metrics import GATEWAY

log = logging.getLogger(__name__)


class LostShards:
    """The shards without a gateway; each loss and each return is logged and counted once."""

    def __init__(self) -> None:
        self._lost: set[int] = set()

    def __bool__(self) -> bool:
        return bool(self._lost)

    def lose(self, shard: int) -> None:
        """Note that a gateway is lost; discord.py, which connects again, may say so repeatedly."""
        if shard in self._lost:
            return
        self._lost.add(shard)
        GATEWAY.labels("lost").inc()
        log.info("shard %d lost the gateway", shard)

    def forget(self, shard: int) -> None:
        """Note that another process has the shard now."""
        self._lost.discard(shard)

    def resume(self, shard: int) -> None:
        """Note that a session goes on; Discord has sent what was missed."""
        self._lost.discard(shard)
        GATEWAY.labels("resumed").inc()
        log.info("shard %d resumed", shard)

    def renew(self, shard: int) -> None:
        """Note that a session began; the first one of a shard replaces none, and is not logged."""
        if shard in self._lost:
            self._lost.discard(shard)
            GATEWAY.labels("anew").inc()
            log.info("shard %d began a new session", shard)
