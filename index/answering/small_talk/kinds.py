"""Recognise what no source can answer: greetings, insults, "tl;dr", "source?".

Each kind gets a fixed reply, and never a quote. The whole message must be small talk: "hi, when was
the deal concluded?" is a question.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from index.answering.small_talk import other_languages, replies


class SmallTalk(StrEnum):
    """The kinds of messages that ask nothing of the sources."""

    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    INSULT = "insult"
    ORDER = "order"
    ABOUT_ME = "about-me"
    SUMMARY = "summary"
    SOURCE = "source"
    SURE = "sure"
    MORE = "more"
    EXPLAIN = "explain"
    TRANSLATE = "translate"
    CURRENT = "current"
    NOTED = "noted"
    COMPLAINT = "complaint"


WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
DRAWN_OUT = re.compile(r"([a-z])\1{2,}")  # "hellooo"; no English word has a letter three times
ADDRESSED = frozenset(
    """there everyone all everybody bot quoth you u friend again to so very much a lot the dear guys
    man bro mate dude buddy folks""".split()  # noqa: SIM905
)
CORES = {
    SmallTalk.GREETING: """hi hello hey heyy hiya howdy heya yo gm greetings morning evening
        afternoon sup wassup hru hallo moin servus bonjour salut coucou hola buenas olá oi
        こんにちは おはよう こんばんは""",
    SmallTalk.THANKS: """thanks thank thx thnx thanx thnks tnx ty tysm tyvm cheers
        danke merci gracias obrigado obrigada
        ありがとう ありがとうございます""",
    SmallTalk.FAREWELL: """bye goodbye cya farewell night gn gtg tschüss ciao adieu adiós tchau
        さようなら""",
    SmallTalk.NOTED: """ok okay k kk cool nice great perfect awesome alright gotcha understood noted
        neat lol lmao rofl haha hahaha nvm nevermind yes yep yeah yup no nope nah ah oh oops""",
}
ALSO_ALLOWED = {  # words that may accompany the core ones
    SmallTalk.GREETING: "good nice meet see how are r is it going doing what's up day",
    SmallTalk.THANKS: "for your help helping answer many appreciated appreciate it great that was"
    " really helpful good job ok okay cool nice perfect awesome lol nvm ah oh yes got worked helped"
    " works now solved fixed sorted did trick fix problem issue all 3",  # "3": a heart
    SmallTalk.FAREWELL: "good see ya later soon tomorrow for now have nice day",
    SmallTalk.NOTED: "i see got it that makes sense never mind found figured out good one know",
}
# For each kind: words of which a message must have one, and all words that it may have.
WORDS = {
    kind: (set(core.split()), {*core.split(), *ADDRESSED, *ALSO_ALLOWED[kind].split()})
    for kind, core in CORES.items()
}
HOW_ARE_YOU = re.compile(
    r"what(?:'s|s| is) up(?: bot| quoth)?|how's it going"
    r"|how(?: are|r) (?:you|u)(?: doing)?(?: today)?"
)
INSULT = re.compile(
    r"(?:(?:you(?:'re| are| r)|ur|this (?:bot )?is|what a|such a) )?(?:(?:so|such|a|an|really|very|"
    r"completely|the) )*(?:stupid|dumb|useless|worthless|idiotic|idiot|moron|trash|garbage|crap|"
    r"bad|worst|terrible|shit|shitty|rubbish|pathetic)"
    r"(?: (?:bot|robot|thing|ai|piece of \w+|ever))*"
    r"|(?:you |bot )?(?:suck|sucks)|(?:fuck|screw) (?:you|off)(?: bot)?|shut up(?: bot)?|i hate you"
    r"|(?:you(?:'re| are) )?(?:an? )?(?:asshole|bastard)"
)
ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b(?: (?:all|any|of|the|your|my|these|those))*"
    r" (?:previous|prior|above|earlier|preceding|system|original)"
    r"(?: \w+)? (?:instructions?|prompts?|rules?|messages?|directions?)\b"
    r"|^(?:please )?(?:reveal|print|show|repeat|output|tell me|give me)"
    r"(?: me)? your (?:\w+ )?(?:prompt|instructions)\b"
    r"|^(?:what is|what's|what are) your (?:\w+ )?(?:prompt|instructions)$"
    r"|^(?:please )?(?:pretend|act|behave|roleplay|role-play)"
    r" (?:to be|that you|you are|you're|as if|as|like) "
    r"|^(?:from now on,? )?you are now (?:a|an|in|the|my|dan)\b|^(?:enable|enter) developer mode\b"
)
ABOUT_ME = re.compile(
    r"(?:who|what)(?: exactly)? (?:are|r) (?:you|u)|(?:what's|what is) your name"
    r"|are (?:you|u) (?:a |an )?(?:real |human|bot|robot|ai|person|machine|chatgpt|gpt|llm|"
    r"language model|alive)+(?:person|human)?"
    r"|what (?:can|do) you do|what can (?:i|we) ask(?: you)?|how (?:do|can) (?:i|we) use you"
    r"|how do you work|(?:who|what) (?:made|built|created|wrote) you|(?:can|could) you help(?: me)?"
    r"|(?:(?:please|pls|plz) )?(?:help|halp)(?: me)?(?: out)?(?: (?:please|pls|plz))?"
    r"|(?:who's|whos|who is) your (?:creator|owner|maker|developer|dev)"
    r"|how (?:do|can) (?:i|we) use (?:this|the) bot|how does (?:this|the) bot work"
)
# Said before the question: whoever reads it may ask.
ANNOUNCEMENT = re.compile(
    r"(?:(?:hi|hey|hello|yo|so|ok|guys|all|there|everyone|bot|sorry) )*+"
    r"(?:(?:can|could|may) (?:i|we) ask (?:you )?(?:a |some |one )?(?:quick |stupid |dumb )?"
    r"(?:something|questions?)"
    r"|(?:i(?:'ve| have)? )?(?:got |have )?(?:a |one )?(?:quick |stupid |dumb |small )?question"
    r"|i(?: really)? need (?:some |your )?help|(?:can|could) (?:some|any)(?:one|body) "
    r"(?:please |pls )?help(?: me)?(?: out)?"
    r"|(?:are )?(?:you|u) (?:there|here|awake|alive|online)"
    r"|(?:is )?any(?:one|body) (?:here|there|around|home))(?: (?:please|pls|plz))?"
)

# They match messages as ``bare`` returns them.
PATTERNS = {
    SmallTalk.GREETING: other_languages.GREETING,
    SmallTalk.THANKS: other_languages.THANKS,
    SmallTalk.FAREWELL: other_languages.FAREWELL,
    SmallTalk.INSULT: other_languages.INSULT,
    SmallTalk.ABOUT_ME: other_languages.ABOUT_ME,
    SmallTalk.SUMMARY: replies.SUMMARY,
    SmallTalk.SOURCE: replies.SOURCE,
    SmallTalk.SURE: replies.SURE,
    SmallTalk.MORE: replies.MORE,
    SmallTalk.EXPLAIN: replies.EXPLAIN,
    SmallTalk.TRANSLATE: replies.TRANSLATE,
    SmallTalk.CURRENT: replies.CURRENT,
    SmallTalk.NOTED: replies.NOTED,
    SmallTalk.COMPLAINT: replies.COMPLAINT,
}


def small_talk_in(message: str) -> SmallTalk | None:
    """Return the kind of small talk that all of ``message`` is; None if it may be a question."""
    plain = _plain(message)
    if HOW_ARE_YOU.fullmatch(plain) or ANNOUNCEMENT.fullmatch(plain):
        return SmallTalk.GREETING
    if INSULT.fullmatch(plain):
        return SmallTalk.INSULT
    if ORDER.search(plain):
        return SmallTalk.ORDER
    if ABOUT_ME.fullmatch(plain):
        return SmallTalk.ABOUT_ME
    return _made_of(set(plain.split())) or _patterned(other_languages.bare(plain))


def _patterned(bare: str) -> SmallTalk | None:
    if other_languages.ORDER.search(bare):
        return SmallTalk.ORDER
    return next((kind for kind, pattern in PATTERNS.items() if pattern.fullmatch(bare)), None)


def _plain(message: str) -> str:
    """Return the words in lower case, without marks, emoji and drawn-out letters."""
    text = unicodedata.normalize("NFC", message).casefold().replace("’", "'")
    return DRAWN_OUT.sub(r"\1", " ".join(WORD.findall(text)))


def _made_of(words: set[str]) -> SmallTalk | None:
    for kind, (core, allowed) in WORDS.items():
        if words & core and words <= allowed:
            return kind
    return None
