"""Read robots.txt with Protego. Only this module imports it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from protego import Protego

MAX_ROBOTS_BYTES = 500 * 1024  # RFC 9309: crawlers must read at least this much


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """The rules of one origin. ``delay`` is in seconds.

    ``why`` is the reason for a refusal, and ``hint`` its remedy.
    """

    parsed: Any = None
    otherwise: bool = True
    delay: float = 0.0
    why: str = "its robots.txt asks that it be left alone"
    hint: str = "Ask the site's owner to allow the agent Quoth in robots.txt."

    def allows(self, url: str, agent: str) -> bool:
        """Return whether ``agent`` may fetch ``url``."""
        if self.parsed is None:
            return self.otherwise
        return bool(self.parsed.can_fetch(url, agent))


ALL_ALLOWED = RobotsRules()
NONE_ALLOWED = RobotsRules(otherwise=False)


def rules_of(body: bytes, agent: str) -> RobotsRules:
    """Read a robots.txt for ``agent``; invalid lines and bytes are ignored."""
    parsed = Protego.parse(body[:MAX_ROBOTS_BYTES].decode("utf-8-sig", "replace"))
    delay = parsed.crawl_delay(agent)
    return RobotsRules(parsed, delay=max(0.0, float(delay or 0.0)))
