"""Recognise the parts of a web page that belong to its site: menus, sharing, comments, feet."""

from __future__ import annotations

import re

from lxml import etree

from index.formats.html_tree import HEADINGS, classes_of, tag_of

FURNITURE_TAGS = frozenset(("nav", "footer", "aside", "menu"))
FURNITURE_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary"))
FURNITURE = re.compile(
    r"(?:^|[-_\s])(?:advert\w*|ads?|ad-?slot|breadcrumbs?|comments?|comment-?list|respond|cookies?"
    r"|consent|disqus\w*|feedback|footer|hat-?note|masthead|menu|mw-jump-link|nav|navbar|navbox"
    r"|navigation|newsletter|outbrain|pager|pagination|pagenav|popular|popup|print-?only|promo"
    r"|recommend\w*|related\w*|rss|share|sharing|shar(?:e|ing)[-_]?\w*|shoutbox|sidebar|sidenav"
    r"|site-?header|skip-?link|social\w*|sponsor\w*|subscribe\w*|subscription|taboola|tags?|tag-?list"
    r"|teaser|toc|table-?of-?contents|toolbar|trending|vertical-?navbox|widget|most-?read|read-?more"
    r"|more-?stories|signup|sign-?up|login|catlinks|printfooter|authorbox|author-?box|byline|meta)"
    r"(?:$|[-_\s])",
    re.IGNORECASE,
)


def is_furniture_part(part: etree._Element) -> bool:
    """Return whether an element is a part of the site, by its name, its role or its classes."""
    named = " ".join(classes_of(part))
    if not _is_section(part):  # whose id is made of its heading, such as "comments"
        named += f" {part.get('id') or ''}"
    if re.search(r"admonition|aside|callout|infobox|(?<!hat)note|warning|tip\b", named):
        return False
    if tag_of(part) in FURNITURE_TAGS or part.get("role") in FURNITURE_ROLES:
        return True
    return FURNITURE.search(named) is not None


def _is_section(part: etree._Element) -> bool:
    """Return whether a part is a section of a manual, which begins with its heading."""
    first = next(filter(tag_of, part), None)
    return tag_of(part) == "section" or (first is not None and tag_of(first) in HEADINGS)
