"""Count the parts of an HTML tree that are never read, so that a build can name them."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from index.formats.html_tree import all_text_of, named, tag_of

# Buttons, fields and what is chosen in them are controls, and no text.
WITH_WORDS = {
    "figcaption": "captions of pictures",
    "nav": "menus",
    "form": "forms",
    "svg": "drawings with words",
    "object": "embedded files",
}
WITHOUT_WORDS = {
    "iframe": "embedded pages",
    "embed": "embedded files",
    "video": "videos",
    "audio": "recordings",
}
KINDS = WITH_WORDS | WITHOUT_WORDS


def parts_left_out(root: etree._Element) -> Counter[str]:
    """Count the captions, menus, forms and the like that are not written out."""
    found: Counter[str] = Counter()
    for element in named(root, *KINDS):
        tag = tag_of(element)
        if tag in WITHOUT_WORDS or all_text_of(element).strip():
            found[KINDS[tag]] += 1
    return found
