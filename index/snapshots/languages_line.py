"""Say in one line which languages the sources have, and what that means for answers."""

from __future__ import annotations

from collections.abc import Mapping

from babel import Locale, UnknownLocaleError

from index.settings import DEFAULT_MODEL
from index.text.analysis import ENGLISH, PAIRED, SNOWBALL

MOST_NAMED = 5
MODELS = "the models know English: expect fewer sure answers, and ask in the language of the source"
READER = "the reader knows English: expect fewer sure answers"
REMEDY = "`quoth multilingual` makes a better encoder for them: see docs/how-to/other-languages.md"


def languages_line(counts: Mapping[str, int], encoder: str = DEFAULT_MODEL) -> str:
    """Return the line; ``counts`` are the documents by the code of their language.

    ``encoder`` is the name of the one that made the index. If it is the default one and most
    documents are not in English, the line recommends the multilingual one.
    """
    named = [f"{name_of(code)} ({count})" for code, count in counts.items()]
    more = len(named) - MOST_NAMED
    listed = ", ".join(named[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
    abroad = [code for code in counts if code not in (ENGLISH, "")]
    if not abroad:
        return f"{listed}: words are matched by the rules of English"
    plain = [name_of(code) for code in abroad if code not in SNOWBALL and code not in PAIRED]
    rules = "words are matched by the rules of each"
    if plain:
        rules += f", but in {', '.join(plain)} only as they are written"
    if encoder != DEFAULT_MODEL:
        return f"{listed}: {rules}; {READER}"
    most = 2 * sum(counts[code] for code in abroad) > sum(counts.values())
    return f"{listed}: {rules}; {MODELS}" + (f"; {REMEDY}" if most else "")


def name_of(code: str) -> str:
    """Return the English name of a language by its code."""
    if not code:
        return "unknown, read as English"
    try:
        return str(Locale.parse(code).get_language_name("en") or code)
    except (ValueError, UnknownLocaleError):
        return code
