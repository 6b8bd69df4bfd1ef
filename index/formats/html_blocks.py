"""Write the blocks of an HTML or XHTML tree, such as a chapter of an EPUB, into a text."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from index.formats.canonical_text import Composition

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LEFT_OUT = frozenset(
    """
    script style template noscript head nav form button select textarea iframe
    object svg math audio video canvas figcaption caption rp rt
    """.split()  # noqa: SIM905 - it reads as a list of words
)
BLOCKS = frozenset(
    """
    p div section article main body blockquote pre ul ol dl dt dd li table tr td
    th thead tbody tfoot figure aside header footer hr address details summary
    h1 h2 h3 h4 h5 h6
    """.split()  # noqa: SIM905 - it reads as a list of words
)


def tag_of(element: etree._Element) -> str:
    """Return an element's name without its namespace, or "" for a comment and the like."""
    # Not lxml's QName, which refuses names such as `b"` that its own HTML parser gives.
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _left_out(element: etree._Element) -> bool:
    """Return whether the element is not text of the work, such as a link back from a footnote."""
    return tag_of(element) in LEFT_OUT or element.get("role") == "doc-backlink"


def compose(body: etree._Element, into: Composition) -> None:
    """Write all visible text below ``body``, without recursion, so that no nesting is too deep."""
    loose: list[str] = []

    def flush() -> None:
        into.paragraph("".join(loose))
        loose.clear()

    stack: list[etree._Element | str] = [body]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            loose.append(node)
        elif node is FLUSH:
            flush()
        elif (tag := tag_of(node)) in WHOLE:
            flush()
            WHOLE[tag](node, into)
        elif tag and not _left_out(node):
            block = tag in BLOCKS
            if block:
                flush()
                stack.append(FLUSH)
            elif tag == "br":
                loose.append(" ")
            stack.extend(reversed(list(_inside(node))))
    flush()


FLUSH = etree.Element("flush")


def _inside(node: etree._Element) -> Iterator[etree._Element | str]:
    if node.text:
        yield node.text
    for child in node:
        yield child
        if child.tail:
            yield child.tail


def text_of(element: etree._Element) -> str:
    """Return all visible text of ``element`` as one run."""
    parts: list[str] = []
    stack: list[etree._Element | str] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif (tag := tag_of(node)) and not _left_out(node):
            space = tag == "br" or tag in BLOCKS
            inside: list[etree._Element | str] = list(_inside(node))
            stack.extend(reversed([" ", *inside, " "] if space else inside))
    return "".join(parts)


def _heading(element: etree._Element, into: Composition) -> None:
    into.heading(text_of(element), HEADINGS[tag_of(element)])


def _preformatted(element: etree._Element, into: Composition) -> None:
    into.verbatim("".join(str(part) for part in element.itertext()))


def _list(element: etree._Element, into: Composition) -> None:
    into.items(_items(element))


def _items(top: etree._Element) -> Iterator[tuple[int, str, str]]:
    """Yield each item's depth, marker and own text, followed by the items of lists within it."""
    stack: list[tuple[int, str, etree._Element]] = [(0, "", top)]
    while stack:
        depth, mark, node = stack.pop()
        if mark:
            yield depth, mark, _own_text(node)
        below = [node] if not mark else [inner for inner in node.iter() if _is_list(inner)]
        nested: list[tuple[int, str, etree._Element]] = []
        for lists in below:
            if mark and not _directly(lists, node):
                continue
            items = [child for child in lists if tag_of(child) == "li"]
            ordered = tag_of(lists) == "ol"
            nested += [
                (depth + 1 if mark else 0, f"{number}." if ordered else "-", item)
                for number, item in enumerate(items, 1)
            ]
        stack.extend(reversed(nested))


def _is_list(element: etree._Element) -> bool:
    return tag_of(element) in ("ul", "ol")


def _directly(lists: etree._Element, item: etree._Element) -> bool:
    """Return whether no other list is between ``item`` and ``lists``."""
    above = lists.getparent()
    while above is not None and above is not item:
        if _is_list(above):
            return False
        above = above.getparent()
    return True


def _own_text(item: etree._Element) -> str:
    parts: list[str] = []
    stack: list[etree._Element | str] = list(reversed(list(_inside(item))))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif (tag := tag_of(node)) and not _left_out(node) and not _is_list(node):
            space = tag == "br" or tag in BLOCKS
            inside: list[etree._Element | str] = list(_inside(node))
            stack.extend(reversed([" ", *inside, " "] if space else inside))
    return "".join(parts)


def _table(element: etree._Element, into: Composition) -> None:
    rows = [row for row in element.iter() if tag_of(row) == "tr"]
    into.rows([text_of(cell) for cell in row if tag_of(cell) in ("td", "th")] for row in rows)


WHOLE = dict.fromkeys(HEADINGS, _heading) | {
    "pre": _preformatted,
    "ul": _list,
    "ol": _list,
    "table": _table,
}
