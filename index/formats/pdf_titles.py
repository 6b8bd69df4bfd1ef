"""Choose the title of a PDF: what the file says, unless a program wrote that, or its first page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from index.formats.decoding import one_line
from index.formats.pdf_lines import Line

LONGEST_TITLE = 200  # characters
LARGE = 1.15  # times the usual size
JUNK = re.compile(
    r"""
    \W* (?: anonymous | unspecified | unknown | untitled.* | (?:no\ )?title | titel | unbenannt.*
        | sans\ (?:titre|nom).* | sin\ t[íi]tulo.* | null | none | n/a | print | about:blank
        | (?:slide|folie|diapositive?|diapositiva|page|seite|sheet|tabelle|layout|drawing)\W*\d*
        | (?:document|dokument|doc|book|mappe|classeur|presentation|präsentation|présentation)\W*\d*
        | (?:power\s?point|microsoft).{0,20}pr[eäé]sentation | new\ (?:microsoft|document).*
        | microsoft\ (?:word|power\s?point|excel|publisher|visio|office).*
        | (?:scan|img|image|dsc)[\W_]?\d* | https?://\S+ | file://.* | [a-z]:\\.* | \d[\d\W]*
        | .*\.(?:docx?|dotx?|odt|rtf|pages|tex|dvi|e?ps|indd|qxd|p65|fm|pdf|html?|php|aspx?
            |pptx?|potx?|odp|key|xlsx?|ods|md|txt|pub|vsdx?|wpd|cdr|ai|svg) ) \W*
    | \W*
    """,
    re.IGNORECASE | re.VERBOSE,
)


def known_name(value: object) -> str | None:
    """Return a title or author that a person wrote into the file, or None."""
    text = one_line(value)
    return None if text is None or JUNK.fullmatch(text) else text


def first_large_line(lines: Sequence[Line], usual: float) -> str | None:
    """Return the largest line of the first page that has text, and those that go on with it."""
    some = [line for line in lines if any(map(str.isalpha, line.text)) and not line.cells]
    if not some:
        return None
    page = [line for line in some if line.page == some[0].page]
    largest = max(line.size for line in page)
    if largest < LARGE * usual:
        return _bold(page)
    at = next(at for at, line in enumerate(page) if line.size == largest)
    title = " ".join(line.text for line in takewhile(lambda x: x.size == largest, page[at:]))
    return title if len(title) <= LONGEST_TITLE else None


def _bold(page: Sequence[Line]) -> str | None:
    """Return the first line if it alone is bold."""
    first = page[0]
    alone = first.bold and not all(line.bold for line in page)
    return first.text if alone and len(first.text) <= LONGEST_TITLE // 2 else None
