"""Words that do not say what a question is about, so a refusal never lists them as missing.

They are the function words of the six languages that Quoth speaks, words used in chats, and the
most common verbs, nouns and adjectives of English. They are written without accents.
"""

from __future__ import annotations

import unicodedata

from index.text.function_words import SPOKEN
from index.text.words import QUESTION_WORDS, unaccented

CHAT = """
    aka asap btw bc bro brb bot cuz dm dont doesnt didnt cant wont isnt arent wasnt couldnt
    wouldnt shouldnt dr dude eli5 faq ffs fwiw fyi gg gimme gonna gotta guys haha halp hello hey hi
    hmm hola idk ikr im imho imo irl ive jk just kinda lmao lmk lol nah nope np nvm oh ok okay omg
    oops pls plz plss ppl pm qq rn rofl rip smh so sorry sry tbh thank thanks thats thru thx til
    till tl tldr ty u uh ur wanna wat wats wdym whats wheres whos wtf wut vs ya yall yea yeah yep
    yo yup
"""
ENGLISH = """
    able across actual actually after again against ago all almost alone along already also
    although always among another anybody anyone anything anyway anywhere around asap ask asked
    asking away back bad become becomes before behind below between big bit both bring came change
    come comes coming common correct couldn currently day days deal describe didn difference
    different doesn don done down during each early easily easy either else end enough especially
    even every everybody everyone everything exactly example examples fact far few find fine first
    found full further general getting given gives go goes going gone good got great guess happen
    happened happening happens hard hasn haven having hear help here high hold however idea
    important including info information instead isn keep kind kinds last late later least left
    less let lets list little ll long longer look looking looks lot lots low made main make makes
    making matter maybe mean meaning means mention mentioned mine mostly need needed needs never
    new next nice nobody none normal nothing now number occur occurred off often old once one ones
    only onto opposite order other others otherwise over own part people perhaps person place
    possible probably problem provide purpose put question questions quite rather re really reason
    reasons recent recently regarding right same saw says second see seem seems seen set several
    shall short since small somebody somehow someone something sometimes somewhere soon sort
    specific start started still stop sure take taken takes talk telling term themselves thing
    things think thought three through time times today together told tomorrow too took toward
    trying try turn two type types unless upon usually ve very via want wanted wants wasn ways
    week went weren whatever whenever wherever whether whichever whoever whole without won word
    words work working works world wouldn wrong year years yesterday yet yours yourself
"""
# Function words of other languages that in English say what a question is about.
NAMED = frozenset(("hat", "pour"))
SPOKEN_WORDS = frozenset(unaccented(word) for text in SPOKEN.values() for word in text.split())
EVERYDAY = QUESTION_WORDS | frozenset(f"{CHAT} {ENGLISH}".split()) | (SPOKEN_WORDS - NAMED)
# Scripts that put no space between words: the text between two spaces is no word there.
UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HALFWIDTH KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")


def is_content(word: str) -> bool:
    """Return whether ``word`` says what a question is about, so that it is worth naming."""
    plain = unaccented(word)
    spaced = not any(unicodedata.name(letter, "").startswith(UNSPACED) for letter in word)
    return len(plain) > 1 and spaced and plain not in EVERYDAY
