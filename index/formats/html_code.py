"""Read preformatted blocks of an HTML tree: their lines, and the language that the page names."""

from __future__ import annotations

import re

from lxml import etree

from index.formats.html_tree import LEFT_OUT, classes_of, inside, tag_of

LANGUAGE = re.compile(
    r"(?:language|lang|highlight-source|highlight|sourcecode|brush)[-:]([\w+#.-]+)"
)
# Classes that stand beside the language's name.
NO_LANGUAGE = frozenset(
    """
    default none text plain plaintext notranslate highlight sourcecode numberlines code hljs
    literal-block doctest-block literal block codeblock code-block programlisting screen
    prettyprint wp-block-code prism nohighlight no-highlight wrap source console-output
    """.split()  # noqa: SIM905 - it reads as a list of words
)
ANCESTORS = 3  # how far above a block its language is named: Sphinx has two elements between


def code_of(element: etree._Element) -> str:
    """Return the text of a preformatted block, with its line breaks."""
    parts: list[str] = []
    stack: list[etree._Element | str] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif tag_of(node) == "br":
            parts.append("\n")
        elif tag_of(node) and tag_of(node) not in LEFT_OUT:
            below = inside(node)
            # Some sites give each line of code an element, and no line break.
            if tag_of(node) in ("div", "p", "li") and not "".join(parts[-1:]).endswith("\n"):
                parts.append("\n" if parts else "")
            stack.extend(reversed(below))
    return "".join(parts)


def language_of(element: etree._Element) -> str:
    """Return the language of a preformatted block, or "" if the page names none."""
    near = [element, *element.iter("{*}code")]
    above = [node for node, _ in zip(element.iterancestors(), range(ANCESTORS), strict=False)]
    for node in (*near, *above):
        named = node.get("data-lang") or node.get("data-language")
        if named:
            return _plain(named)
        for name in classes_of(node):
            if (found := LANGUAGE.fullmatch(name)) and found[1] not in NO_LANGUAGE:
                return _plain(found[1])
    return next((name for node in near for name in classes_of(node) if _names(node, name)), "")


def _names(node: etree._Element, name: str) -> bool:
    """Return whether a class is a bare language, as pandoc writes it: ``sourceCode python``."""
    return "sourcecode" in classes_of(node) and name not in NO_LANGUAGE


def _plain(name: str) -> str:
    line = name.strip().lower()
    return line if re.fullmatch(r"[\w+#.-]{1,30}", line) and line not in NO_LANGUAGE else ""
