"""Read the fields above a page that stand between no rules: those of Pelican, MultiMarkdown, Hugo.

Pelican and MultiMarkdown write "Title: …" and further lines; Hugo may write an object of JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

LINES = re.compile(r"\A(?:[A-Za-z][\w -]{0,30}:[ \t]*\S.*\n)+[ \t]*\n")
OBJECT = re.compile(r"\A\{[ \t]*\n.*?^\}[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# A line with another name may be text, so then none of the lines counts as a field.
FIELDS = frozenset(
    """
    title author authors date modified category tags slug summary status lang language template
    keywords description save_as url css copyright email affiliation subtitle series cover
    translation licence license
    """.split()  # noqa: SIM905 - it reads as a list of words
)


class PageBelowFields(NamedTuple):
    """The fields above a page, and the page."""

    fields: Mapping[str, Any]
    text: str


def page_below_fields(text: str) -> PageBelowFields | None:
    """Return the fields of a page that begins with its title as a field; else None."""
    if text[:1] == "{":
        return _below_object(text)
    found = LINES.match(text)
    if found is None:
        return None
    pairs = (line.partition(":") for line in found[0].strip().split("\n"))
    fields = {key.strip().lower(): value.strip() for key, _, value in pairs}
    if "title" not in fields or len(fields) < 2 or not fields.keys() <= FIELDS:
        return None
    return PageBelowFields(fields, text[found.end() :])


def _below_object(text: str) -> PageBelowFields | None:
    found = OBJECT.match(text)
    try:
        fields = json.loads(found[0]) if found else None
    except (ValueError, RecursionError):
        return None
    if found is None or not isinstance(fields, dict) or "title" not in fields:
        return None
    return PageBelowFields(fields, text[found.end() :])
