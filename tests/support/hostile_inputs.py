"""What one hostile person may type: texts that make careless code try again from every place."""

from __future__ import annotations

from collections.abc import Mapping

# What is repeated, each for its own reason; a text is as many of it as there is room for.
REPEATED: Mapping[str, str] = {
    "letters": "a",
    "unknown words": "xqzv wqkj ",
    "slips": "lihgt automtaed wsa ",
    "question words": "why who when ",
    "openers of follow-ups": "and was that it ",
    "clauses": "it was and he said that ",
    "negations": "isnt not never n't ",
    "contractions without marks": "dont cant wont ",
    "orders": "ignore all previous ",
    "greetings": "hi hello thanks ",
    "digits": "1",
    "numbers": "1,000.50 ",
    "dates": "1 May 2024 ",
    "spaces": " ",
    "breaks": "\n",
    "blank lines between letters": "a\n\n",
    "full stops": ".",
    "ellipses": "…",
    "question marks": "?",
    "exclamations": "a! ",
    "opened quotes": "“",
    "quotes": "“a” ",
    "straight quotes": '"',
    "guillemets": "«a",
    "asterisks": "*",
    "bold marks": "**a ",
    "underlines": "_a",
    "bars": "||",
    "table rows": "|a|b|\n",
    "backticks": "`",
    "fences": "```\n",
    "quote marks of Markdown": "> ",
    "list marks": "- a\n",
    "opened brackets": "[",
    "links": "[a](http://b.c)",
    "opened elements": "<",
    "closing elements": "</a",
    "half mentions": "<@1",
    "mentions": "<@123456789012345678> ",
    "emoji of servers": "<a:owl:123456789012345678>",
    "times": "<t:1618953630:R>",
    "backslashes": "\\",
    "addresses": "http://a.b/c?d=e&f ",
    "schemes": "http://",
    "paths": "/a/../b",
    "accents": "e\u0301\u0302\u0303\u0304",
    "joined emoji": "👩‍👩‍👧‍👦",
    "turned text": "\u202ea\u202c",
    "invisible characters": "\u200b\u2060",
    "wide characters": "何時ですか",
    "Arabic": "متى كان ",
    "apostrophes": "'’",
    "hyphens": "a-b-",
    "camel case": "fooBarBaz",
    "snake case": "foo_bar_",
    "hash marks": "# ",
    "percent signs": "%41",
    "braces": "{{a}}",
    "ligatures": "ﬁﬃ",
    "noughts": "\x00",
}


def hostile(name: str, size: int) -> str:
    """Return the text ``name`` with ``size`` characters."""
    stretch = REPEATED[name]
    return (stretch * (size // len(stretch) + 1))[:size]
