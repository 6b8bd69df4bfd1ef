"""The links of a page, read by lxml without building a tree, so that no nesting is too deep."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from index.sources.web.urls import joined


@dataclass(frozen=True, slots=True)
class Links:
    """Where a page leads, in order, each once; and what it asks of those who collect pages."""

    urls: tuple[str, ...]
    noindex: bool = False


@dataclass
class _Collector:
    base: str
    found: dict[str, None] = field(default_factory=dict)
    noindex: bool = False
    nofollow: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
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
        return Links(() if self.nofollow else tuple(self.found), self.noindex)


def links_of(body: bytes, url: str) -> Links:
    """The links of the HTML page at ``url``; of what is none, none."""
    collector = _Collector(url)
    parser = etree.HTMLParser(target=collector, recover=True, no_network=True)
    try:
        parser.feed(body)
        parser.close()
    except (etree.LxmlError, ValueError, AssertionError):
        pass  # what was found until then is as good
    return collector.close()
