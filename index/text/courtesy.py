"""Take off what people say around a question: "hey guys, sorry if this was asked before, … thanks".

It says nothing of what is asked, and yet moves a short question far from the text that answers it.
Only English is known. "Thanks, and on Windows?" keeps its beginning, which shows that it refers to
the question before.
"""

from __future__ import annotations

import re

from index.text.words import words

MOST = 8  # courtesies to take off at each end
FEWEST_WORDS = 2  # of what is left
LOOKED_BACK = 60  # characters of the end
SMALL = r"(?:quick|dumb|stupid|silly|noob|newbie|beginner|simple|small|random)"
SOMEBODY = r"(?:some(?:one|body)|any(?:one|body)|you|u)"
ASKING = (
    r"(?=(?:what|whats|when|where|wheres|which|who|whos|why|how|hows|can|could|does|do|did|is|are"
    r"|will|should)\b)"
)
AHEAD = re.compile(
    r"(?:hi+|he+y+|hello+|hiya|heya|howdy|yo+|greetings|good (?:morning|afternoon|evening))"
    r"(?: (?:there|all|guys|every(?:one|body)|folks|bot|quoth|team|people|again|y['’]?all))*+\b"
    r"|(?:guys|folks|please|pls|plz|umm?|uhh?|anyways?)\b|(?:bot|quoth)(?=[,:])"
    r"|(?:are )?(?:you|u) there\b"
    rf"|(?:(?:i(?:['’]ve| have)? )?(?:got )?(?:just )?an? )?(?:really )?{SMALL} (?:q|questions?)\b"
    r"(?: (?:but|here|about this))?"
    r"|(?:i['’]?m |i am )?(?:so )?sorry (?:if|for|to) [^.,;:!?]{0,50}?\b(?:asked|answered|obvious"
    r"|(?:dumb|stupid|noob)(?: question)?|question|place|channel|bother|ping)\b"
    r"(?: (?:you|a lot|lots|before|already|here|many times|guys|all))*+(?: but\b)?"
    r"|(?:i['’]?m |i am )?(?:a bit |kinda |really |very |pretty |quite |totally |still )?new"
    r" (?:here|to (?:all )?(?:of )?(?:this|that|here))\b(?: (?:but|and|so)\b)?"
    rf"|(?:i (?:was|am)|i['’]?m|was|been) (?:just |also )?wondering {ASKING}"
    rf"|(?:can|could|would) {SOMEBODY} (?:please |pls |plz )?(?:tell|explain to|explain|show)"
    rf" (?:me )?(?:please |pls )?{ASKING}"
    rf"|(?:does|do) {SOMEBODY}(?: (?:here|guys))? (?:happen to )?know {ASKING}"
    rf"|any idea {ASKING}",
    re.I,
)
BEHIND = re.compile(
    r"\b(?:thank (?:you|u)|thanks|thx|ty|tysm|tyvm|cheers)"
    r"(?: (?:guys|all|everyone|in advance|so much|very much|a lot|again|bro|man|mate))*+"
    r"|\b(?:any )?help (?:is |would be )?(?:much |greatly )?appreciated"
    r"|\b(?:please|pls|plz|lol+|lmao|haha\w*)|(?<=[,.?!;] )(?:anyone|any (?:ideas?|help))"
    r"|(?<!\S)(?:[:;]['’]?-?[)(DPp/]+|<3)",
    re.I,
)
BETWEEN = " \t,;:.!…–—-"
AFTER = " \t,;:!…–—-"


def without_courtesy(question: str) -> str:
    """Return ``question`` without what is said around it; all of it if little would be left."""
    left = question = _calm(question)
    for _ in range(MOST):
        if (ahead := AHEAD.match(left)) is None:
            break
        left = left[ahead.end() :].lstrip(f"{BETWEEN}?")
    for _ in range(MOST):
        if (shorter := _without_end(left)) == left:
            break
        left = shorter
    return left if len(words(left)) >= FEWEST_WORDS else question


def _calm(question: str) -> str:
    """Return ``question`` with one mark at its end: "where is it???" asks "where is it?"."""
    return question[: len(question.rstrip("?!")) + 1]


def _without_end(text: str) -> str:
    """Return ``text`` without the courtesy at its end; a question mark before that stays."""
    bare = text.rstrip(f"{AFTER}.?")
    for behind in BEHIND.finditer(bare, max(0, len(bare) - LOOKED_BACK)):
        if behind.end() == len(bare):
            return bare[: behind.start()].rstrip(AFTER)
    return text
