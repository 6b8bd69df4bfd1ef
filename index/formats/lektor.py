"""Read a page of Lektor: fields between rules, of which the long ones are the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

BEGIN = re.compile(r"\A(?:[a-z_]\w*:[^\n]*\n+---[ \t]*\n)", re.ASCII)
RULE = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
FIELD = re.compile(r"\s*(?P<key>[a-z_]\w*):(?P<value>.*)\Z", re.ASCII | re.DOTALL)
TEXTS = frozenset(("body", "text", "description", "definition", "answer", "content"))
TITLES = ("title", "term", "question", "name")


class LektorPage(NamedTuple):
    """The fields of one line, and the text of the others."""

    fields: Mapping[str, str]
    text: str


def lektor_page(written: str) -> LektorPage | None:
    """Split a page of Lektor; None if it is none.

    A page whose model is named may have no text, as one that only leads to another.
    """
    if BEGIN.match(written) is None:
        return None
    found = [FIELD.match(part) for part in RULE.split(written) if part.strip()]
    fields: dict[str, str] = {}
    texts: list[str] = []
    for field in found:
        if field is None:
            return None
        value = field["value"].strip()
        if "\n" in field["value"].rstrip() or field["key"] in TEXTS:
            texts.append(value)
        else:
            fields[field["key"]] = value
    if not any(texts) and "_model" not in fields:
        return None
    title = next((fields[name] for name in TITLES if fields.get(name)), "")
    named = {"title": title} if title else {}
    return LektorPage(fields | named, "\n\n".join(filter(None, texts)) + "\n")
