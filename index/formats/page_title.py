"""Find the title of a web page: that of the page itself, not that of its site."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from index.formats.html_tree import classes_of, line_of, tag_of

PARTS = re.compile(r"\s+[|·•»«›—–:-]+\s+|\s*[|»›·]\s*|:\s+(?=\S+\Z)")
SITE = re.compile(
    r"(?:site-?(?:title|name|logo|branding)|logo|brand(?:ing)?|navbar-brand|masthead)"
)
LONGEST_TITLE = 250


def page_title(root: etree._Element, content: etree._Element, found: str | None) -> str | None:
    """Return the title of the page; ``found`` is the best guess of others."""
    whole, site = _head_title(root), _site_name(root)
    heads = [line for line in _first_headings(root, content) if line and not _same(line, site)]
    for line in heads:
        if not whole or _agree(line, whole):
            return line
    if found and _agree(found, whole) and not _same(found, site):
        return _without_site(found, site)
    if whole:
        return _without_site(whole, site)
    return heads[0] if heads else found


def _first_headings(root: etree._Element, content: etree._Element) -> Iterator[str]:
    """Yield the headings that can be the page's title: those of the content come first."""
    for tree in (content, root):
        for level in ("h1", "h2") if tree is content else ("h1",):
            first = next((node for node in tree.iter(level) if not _names_site(node)), None)
            if first is not None and len(line := line_of(first).strip("¶# ")) <= LONGEST_TITLE:
                yield line


def _names_site(heading: etree._Element) -> bool:
    """Return whether a heading is the site's name, such as a logo in the head of the page."""
    around = [heading, *heading.iterancestors(), *heading.iterdescendants()]
    return any(SITE.fullmatch(name) for node in around if tag_of(node) for name in classes_of(node))


def _head_title(root: etree._Element) -> str:
    head = root.find(".//head/title")
    return " ".join("".join(map(str, head.itertext())).split()) if head is not None else ""


def _site_name(root: etree._Element) -> str:
    for meta in root.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() in (
            "og:site_name",
            "application-name",
        ):
            return " ".join((meta.get("content") or "").split())
    return ""


def _without_site(title: str, site: str) -> str:
    """Return a title like "Tags | Manual" without the part that is the site's."""
    parts = [part for part in PARTS.split(title) if part.strip()]
    if len(parts) < 2 or not site:
        return title
    left = [part for part in parts if not _same(part, site)]
    if len(left) == len(parts) or not left:
        return title
    at = title.find(left[0])
    return title[at : title.rfind(left[-1]) + len(left[-1])].strip()


def _same(one: str, other: str) -> bool:
    return bool(one) and _key(one) == _key(other)


def _agree(line: str, whole: str) -> bool:
    """Return whether a heading and the title in the head of the page speak of one thing."""
    one, other = _key(line), _key(whole)
    if not one or not other:
        return not other
    if one in other or other in one:
        return True
    words, others = set(one.split()), set(other.split())
    return len(words & others) * 2 >= len(words)


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
