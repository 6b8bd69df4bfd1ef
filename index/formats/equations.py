"""Write equations of MathML and of Word as one line of text, or as a hole if that cannot be.

E = mc², a/b and √(x+1) can be read as lines; a matrix cannot. A hole is U+FFFD: the paragraph that
has it is in the text, but is never quoted.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from index.formats.html_tree import tag_of
from index.formats.left_out import HOLE
from index.formats.raised_text import RAISED_LETTERS, SIGNS, lowered, raised

RELATIONS = frozenset("=<>≤≥≈≠≡→⇒⇔∈∝∼≅")
SIMPLE = re.compile(r"[\w.,′∞]*")
OPERATORS = frozenset("∑∏∫⋃⋂∐∮")
GROUPS = frozenset(
    """
    math mrow mstyle mpadded semantics merror omath omathpara e num den sup sub deg fname lim
    box borderbox r mfenced
    """.split()  # noqa: SIM905 - it reads as a list of words
)
SILENT = frozenset("annotation annotation-xml mphantom none rpr ctrlpr".split())  # noqa: SIM905
TOKENS = frozenset("mi mn mo mtext ms t".split())  # noqa: SIM905


def equation_text(element: etree._Element) -> str:
    """Return an equation, or a part of one, as text."""
    tag = tag_of(element)
    if tag in TOKENS:
        return _token(element)
    if tag in SILENT or tag.endswith("pr") or not tag:
        return ""
    if tag == "mspace":
        return " "
    if tag in GROUPS:
        return "".join(map(equation_text, element))
    write = WRITERS.get(tag)
    parts = _parts(element)
    if write is None or not write[0] <= len(parts) <= write[1]:
        return HOLE
    return write[2](element, *map(equation_text, parts))


def _token(element: etree._Element) -> str:
    text = " ".join("".join(map(str, element.itertext())).split())
    return f" {text} " if text in RELATIONS else text.replace("\N{INVISIBLE TIMES}", "")


def _parts(element: etree._Element) -> list[etree._Element]:
    return [child for child in element if tag_of(child) and not tag_of(child).endswith("pr")]


def _group(text: str) -> str:
    return text if SIMPLE.fullmatch(text) else f"({text})"


def _power(_: etree._Element, base: str, power: str) -> str:
    if SIGNS.fullmatch(power) or RAISED_LETTERS.fullmatch(power):
        return f"{_group(base)}{raised(power)}"
    return f"{_group(base)}^{_group(power)}"


def _index(_: etree._Element, base: str, index: str) -> str:
    small = lowered(index)
    return f"{base}{small}" if small != index else f"{base}_{_group(index)}"


def _both(element: etree._Element, base: str, index: str, power: str) -> str:
    return f"{_index(element, base, index)}{_power(element, '', power)}"


def _fraction(_: etree._Element, top: str, bottom: str) -> str:
    return f"{_group(top)}/{_group(bottom)}"


def _root(element: etree._Element, *parts: str) -> str:
    if tag_of(element) == "msqrt":
        return f"√{_group(''.join(parts))}"
    degree, base = parts if tag_of(element) == "rad" else (parts[1], parts[0])
    return f"{raised(degree) if degree and degree != '2' else ''}√{_group(base)}"


def _delimited(element: etree._Element, *parts: str) -> str:
    begin, end, between = (_property(element, name) for name in ("begChr", "endChr", "sepChr"))
    joined = (between if between is not None else "|").join(parts)
    return f"{'(' if begin is None else begin}{joined}{')' if end is None else end}"


def _nary(element: etree._Element, low: str, high: str, of: str) -> str:
    sign = _property(element, "chr") or "∫"
    return f"{_limits(sign, low, high)} {of}"


def _limits(sign: str, low: str, high: str) -> str:
    return sign + (f"_{_group(low)}" if low else "") + (f"^{_group(high)}" if high else "")


def _under(_: etree._Element, base: str, low: str) -> str:
    return _limits(base, low, "") + " " if base in OPERATORS or base.startswith("lim") else HOLE


def _under_over(_: etree._Element, base: str, low: str, high: str) -> str:
    return _limits(base, low, high) + " " if base in OPERATORS else HOLE


def _function(_: etree._Element, name: str, of: str) -> str:
    return f"{name} {of}"


def _property(element: etree._Element, name: str) -> str | None:
    """Return a property of a part of Word's equations, such as the sign of a sum."""
    found = next((node for node in element.iterdescendants("{*}" + name)), None)
    return None if found is None else next(iter(found.attrib.values()), "")


# For each name, the least and the most parts that it can have, and what writes them.
WRITERS: dict[str, tuple[int, int, Callable[..., str]]] = {
    "msup": (2, 2, _power),
    "ssup": (2, 2, _power),
    "msub": (2, 2, _index),
    "ssub": (2, 2, _index),
    "msubsup": (3, 3, _both),
    "ssubsup": (3, 3, _both),
    "mfrac": (2, 2, _fraction),
    "f": (2, 2, _fraction),
    "msqrt": (0, 1_000, _root),
    "mroot": (2, 2, _root),
    "rad": (2, 2, _root),
    "d": (1, 1_000, _delimited),
    "nary": (3, 3, _nary),
    "munder": (2, 2, _under),
    "limlow": (2, 2, _under),
    "munderover": (3, 3, _under_over),
    "func": (2, 2, _function),
}
