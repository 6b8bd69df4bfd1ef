"""Extract the links of a page with lxml, without building a tree, so no nesting is too deep."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from index.sources.web.urls import joined


@dataclass(frozen=True, slots=True)
class Links:
    """The distinct links of a page, in order, and whether it asks robots not to index it."""

    urls: tuple[str, ...]
    noindex: bool = False


@dataclass
class _Collector:
    """A parser target that collects links; lxml calls ``start`` and ``close``."""

    base: str
    found: dict[str, None] = field(default_factory=dict)
    noindex: bool = False
    nofollow: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Note the link, the base address or the rules for robots that an element gives."""
        if tag == "base" and attributes.get("href"):
            self.base = joined(self.base, attributes["href"]) or self.base
        elif tag == "meta" and attributes.get("name", "").lower() in ("robots", "quoth"):
            asked = attributes.get("content", "").lower()
            self.noindex |= "noindex" in asked or "none" in asked
            self.nofollow |= "nofollow" in asked or "none" in asked
        elif tag == "a" and "nofollow" not in attributes.get("rel", "").lower():
            url = joined(self.base, attributes.get("href", ""))
            if url.startswith(("http://", "https://")):
                self.found.setdefault(url)

    def close(self) -> Links:
        """Return the links found so far."""
        return Links(() if self.nofollow else tuple(self.found), self.noindex)


def links_of(body: bytes, url: str) -> Links:
    """Return the links of the HTML page at ``url``; anything else has no links."""
    collector = _Collector(url)
    parser = etree.HTMLParser(target=collector, recover=True, no_network=True)
    try:
        parser.feed(body)
        parser.close()
    except (etree.LxmlError, ValueError, AssertionError):
        pass  # the links found until then are still valid
    return collector.close()
