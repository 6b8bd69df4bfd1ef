"""Find the question where people come to ask: in ask channels, and in the posts of forums.

In an ask channel, all that is not plainly chat asks something. A post is its title and its text.

People come with a problem, and many do not put it as a question: "login fails with 403",
"does X support Y", a pasted error. Silence is worse for them than a refusal for the others. In a
thread among people, ``bot.listening.is_question`` alone decides.
"""

from __future__ import annotations

import re

from bot.listening.chat_words import TITLES, empty_words
from bot.listening.is_question import (
    ADDRESS,
    MAX_QUESTION_CHARACTERS,
    asked_in,
    asking_sentences,
    joined_up_to_limit,
)

FENCE = re.compile(r"```(?:\w+\s)?|`")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
SHORTEST_JAPANESE = 7  # characters
LONGEST_THANKS = 6  # words
LONGEST_CRY = 5  # words before an exclamation mark
# What says, in a long paste, what went wrong; the last of them says it best.
ERROR = re.compile(r"(?:[Ee]rror|[Ee]xception|Fehler|Erreur)\b")
THANKS = re.compile(
    r"(?:many |big )?(?:thanks?|thx|ty|tysm|cheers|haha\w*|lo+l|lmao|nice|cool|great|awesome|wow"
    r"|congrats|congratulations|welcome|you['’]?re welcome|np|no problem|nvm|never ?mind|brb|gg"
    r"|sorry|danke|dankesch[öo]n|vielen dank|super|merci|gracias|obrigad[oa]|valeu|ありがと)\b",
    re.I,
)
JAPANESE_CHAT = re.compile(
    "ありがと|なるほど|了解|お?つかれ|お疲れ|よろしく|すごい|おめでとう|笑|草$|なんて|誰か|いつも|また(?:明日|ね)"
)


def asked_there(text: str) -> str:
    """Return the question of a message in an ask channel; "" if it is plainly chat."""
    if asked := asked_in(text):
        return asked
    whole = _plain(text)
    if is_chat(whole):
        return ""
    return whole if len(whole) <= MAX_QUESTION_CHARACTERS else _telling(whole)


def post_asks(title: str, body: str) -> str:
    """Return the question of a forum post: its title and its text, or what a long text asks.

    A title needs no question mark. One that says nothing ("help please") is left out.
    """
    heading, whole = " ".join(title.split()), " ".join(body.split())
    if whole and not set(_words(heading)) - empty_words() - TITLES:
        heading = ""
    if len(heading) + len(whole) < MAX_QUESTION_CHARACTERS:
        return f"{heading} {whole}".strip()
    asking = asking_sentences(body)
    room = MAX_QUESTION_CHARACTERS - len(heading) - 1
    rest = asking or [_telling(_plain(body))[: max(0, room)]]
    return joined_up_to_limit(filter(None, [heading, *rest]))


def is_chat(text: str) -> bool:
    """Return whether ``text`` says nothing that a source could answer."""
    text = ADDRESS.sub(" ", text).strip()
    if JAPANESE.search(text):
        return len(text) < SHORTEST_JAPANESE or JAPANESE_CHAT.search(text) is not None
    words = _words(text)
    if len(words) < 2 or not set(words) - empty_words():
        return True
    if THANKS.match(text) and len(words) <= LONGEST_THANKS:
        return True
    return text.endswith(("!", "！")) and len(words) <= LONGEST_CRY


def _plain(text: str) -> str:
    return " ".join(FENCE.sub(" ", text).split())


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in WORD.findall(text)]


def _telling(text: str) -> str:
    """Return what tells most of a long text: from its last error on, or how it begins."""
    end = max((error.end() for error in ERROR.finditer(text)), default=0)
    start = text.rfind(" ", 0, end) + 1 if end else 0
    return text[start : start + MAX_QUESTION_CHARACTERS].strip()
