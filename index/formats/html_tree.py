"""Walk an HTML or XHTML tree: the names of elements, their visible text, and taking some away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

HEADINGS = {f"h{level}": level for level in range(1, 8)}  # h7: a question, the deepest level
QUESTION = "h7"
LISTS = ("ul", "ol", "menu")
PARAGRAPH_END = "\N{PARAGRAPH SEPARATOR}"  # ends a paragraph within a text without elements
RESUME = "resume"  # where the section around some tabs or answers goes on
LEFT_OUT = frozenset(
    """
    script style template noscript head nav form button select textarea iframe
    object svg audio video canvas figcaption rp rt datalist
    """.split()  # noqa: SIM905 - it reads as a list of words
)
BLOCKS = frozenset(
    """
    p div section article main body blockquote pre ul ol dl dt dd li table tr td
    th thead tbody tfoot figure aside header footer hr address details summary form
    caption fieldset legend center h1 h2 h3 h4 h5 h6 h7
    """.split()  # noqa: SIM905 - it reads as a list of words
)

MOST_NAMES = 1_000  # that are kept
INLINE = "a abbr b cite dfn em font i kbd mark q samp small span strong tt u var wbr".split()  # noqa: SIM905
MERGED = frozenset((*INLINE, "code"))
WHOLE_TEXT = etree.XPath("string()", smart_strings=False)
CLASSES = etree.XPath("descendant-or-self::*/@class", smart_strings=False)
WITH_CLASS = etree.XPath("descendant-or-self::*[@class]")
UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tag_of(element: etree._Element) -> str:
    """Return an element's name without its namespace, or "" for a comment and the like."""
    return _NAMES[element.tag]


class _Names(dict[object, str]):
    """The names of elements by their tags; this is asked more often than anything else."""

    def __missing__(self, tag: object) -> str:
        if len(self) > MOST_NAMES:
            self.clear()
        # Not lxml's QName, which refuses names such as `b"` that its own HTML parser gives.
        name = tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
        self[tag] = name
        return name


_NAMES = _Names()


def classes_of(element: etree._Element) -> list[str]:
    """Return the classes of an element, in lower case."""
    return (element.get("class") or "").lower().split()


def is_left_out(element: etree._Element) -> bool:
    """Return whether the element is not text of the work, such as a link back from a footnote."""
    return tag_of(element) in LEFT_OUT or is_backlink(element)


def is_backlink(element: etree._Element) -> bool:
    """Return whether an element leads back from a note; a heading may be a link to the contents."""
    if element.get("role") != "doc-backlink":
        return False
    above = element.getparent()
    return above is None or tag_of(above) not in HEADINGS


def inside(node: etree._Element) -> list[etree._Element | str]:
    """Return the text and the elements directly within ``node``, in order."""
    parts: list[etree._Element | str] = [text] if (text := node.text) else []
    for child in node:
        parts.append(child)
        if tail := child.tail:
            parts.append(tail)
    return parts


def text_of(element: etree._Element) -> str:
    """Return all visible text of ``element`` as one run."""
    if not len(element):  # most elements hold nothing but text
        tag, text = tag_of(element), element.text or ""
        if not tag or is_left_out(element):
            return ""
        return f" {text} " if tag == "br" or tag in BLOCKS else text
    parts: list[str] = []
    stack: list[etree._Element | str] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif (tag := tag_of(node)) and not is_left_out(node):
            space = tag == "br" or tag in BLOCKS
            below = inside(node)
            stack.extend(reversed([" ", *below, " "] if space else below))
    return "".join(parts)


def all_text_of(element: etree._Element) -> str:
    """Return all text of ``element`` as the file has it, also what is not visible."""
    return str(WHOLE_TEXT(element)) if len(element) else element.text or ""


def line_of(element: etree._Element) -> str:
    """Return the visible text of ``element`` on one line."""
    return " ".join(text_of(element).split())


def elements(root: etree._Element) -> list[etree._Element]:
    """Return all elements of a tree in order, so that the tree can be changed on the way."""
    return list(root.iter("*"))


def named(root: etree._Element, *tags: str) -> list[etree._Element]:
    """Return the elements with one of these names, in order; faster than asking each element."""
    return list(root.iter(*(f"{{*}}{tag}" for tag in tags)))


class Attributes(NamedTuple):
    """The attributes of the elements of a tree, to see at once whether any is of interest."""

    names: set[str]
    classes: set[str]
    roles: set[str]


def attributes_in(root: etree._Element) -> Attributes:
    """Return the names of all attributes in a tree, and the values of ``class`` and ``role``."""
    names: set[str] = set()
    classes: set[str] = set()
    roles: set[str] = set()
    for element in root.iter("*"):
        if keys := element.keys():
            names.update(keys)
            if "class" in keys:
                classes.add(element.get("class", ""))
            if "role" in keys:
                roles.add(element.get("role", ""))
    return Attributes(names, classes, roles)


def all_classes(root: etree._Element) -> str:
    """Return all classes of a tree, in lower case, to see at once whether any is of interest."""
    return " ".join(classes_in(root)).lower()


def classes_in(root: etree._Element) -> set[str]:
    """Return the values that the attribute ``class`` has in a tree."""
    return set(CLASSES(root))


def with_class(root: etree._Element) -> list[etree._Element]:
    """Return the elements of a tree that have a class, in order."""
    return list(WITH_CLASS(root))


def merge_inline(root: etree._Element) -> None:
    """Merge the text of inline elements with that around them, so that fewer are to be walked.

    Code stays an element within a block of code, where it can name its language, and so does what
    stands in a list without being an item.
    """
    for listing in named(root, "ul", "ol", "menu", "dl"):
        for child in _parts_of_list(listing):
            if tag_of(child) in MERGED:
                child.tag = "part"
    kept = {code for block in named(root, "pre") for code in block.iter("{*}code")}
    for code in named(root, "code"):
        if code not in kept:
            code.tag = "span"
    etree.strip_tags(root, *(f"{{*}}{tag}" for tag in INLINE))


def _parts_of_list(listing: etree._Element) -> Iterator[etree._Element]:
    """Yield the children of a list, and those of the ``div`` around the pairs of one of terms."""
    for child in listing:
        yield child
        if tag_of(listing) == "dl" and tag_of(child) == "div":
            yield from child


def is_block(node: etree._Element) -> bool:
    """Return whether ``node`` begins a line of its own."""
    return tag_of(node) in BLOCKS


def holds_blocks(element: etree._Element) -> bool:
    """Return whether ``element`` holds another block."""
    return len(element) > 0 and any(is_block(node) for node in element.iterdescendants("*"))


def writable(text: str | None) -> str:
    """Return ``text`` without the characters that a tree can hold but lxml does not write."""
    return UNWRITABLE.sub("", text or "")


def drop(element: etree._Element, instead: str = "") -> None:
    """Take ``element`` out of its tree, with ``instead`` in its place; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    kept = writable(instead + (element.tail or ""))
    before = element.getprevious()
    if before is None:
        parent.text = writable(parent.text) + kept
    else:
        before.tail = writable(before.tail) + kept
    parent.remove(element)


def text_before(element: etree._Element) -> str:
    """Return the text right before ``element`` within its parent."""
    before = element.getprevious()
    if before is not None:
        return (before.tail or "") or (text_of(before) if tag_of(before) else "")
    parent = element.getparent()
    if parent is None:
        return ""
    return (parent.text or "") or ("" if is_block(parent) else text_before(parent))
