"""Whether a question is in a language that the sources near it are not in.

Both are told by py3langid, among the languages below. A question is short, so only what is plain
counts: of 3,000 English questions, none was taken for one in another language.
"""

from __future__ import annotations

from collections.abc import Sequence

LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish",
    "pt": "Portuguese", "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
    "zh": "Chinese",
}  # fmt: skip
SURE = 12.0  # log odds over the second; "how do i center a div" is Italian by 6
SAMPLE = 2_000  # characters of a passage


def other_language(question: str, texts: Sequence[str]) -> str:
    """The code of the language that all ``texts`` are in, if the question is plainly in another.

    "" if it is in the same one, or if that cannot be told. Slow at its first call: seconds.
    """
    asked = _language(question)
    if not asked or not texts:
        return ""
    found = {_language(text[:SAMPLE]) for text in texts} - {""}
    return found.pop() if len(found) == 1 and asked not in found else ""


def _language(text: str) -> str:
    """The language that ``text`` is surely in; "" if there is none."""
    from py3langid import rank

    scores = dict(rank(text))  # log odds, up to a constant
    ranked = sorted(((scores[code], code) for code in LANGUAGES), reverse=True)
    (best, language), (second, _) = ranked[:2]
    return language if best - second > SURE else ""
