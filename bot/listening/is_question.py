"""Tell questions from the rest of a conversation, in the six languages that the bot speaks.

Used in channels where every question is answered, and in threads. A false "yes" there is noise for
everyone; a false "no" costs one person a question mark or a mention. So a message counts as a
question only if it ends in a question mark or begins as only questions begin. If in doubt, it is
not a question.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_QUESTION_CHARACTERS = 300  # also of `/ask`
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
QUOTED_LINE = re.compile(r"^[^\S\n]*>.*$", re.MULTILINE)
# A run of marks ends one sentence if a space or a closing mark follows; elsewhere each of its marks
# ends one. The pattern tests this once, where the run begins: testing it at every mark takes a
# second for a run of four thousand, and blocks the bot meanwhile.
SENTENCE = re.compile(
    r"[^.!?…。！？\n]*+(?:(?<![.!?…。！？])[.!?…。！？]++(?=[\s\"'”’»」)\]]|$)|[.!?…。！？]|\n|$)"
)
MARK = re.compile(r"\w[^\w?？]*[?？][\s!?？.…\"'”’»」)\]*_~|]*$")
OPENING = re.compile(
    r"^[\W_]*(?:(?:and|but|so|ok(?:ay)?|well|hi|hello|hey|please|und|aber|also|hallo|bitte|et|mais"
    r"|alors|bonjour|salut|y|pero|hola|oye|e|mas|então|oi|olá)\b[\s,:!]+)*",
    re.I,
)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I)


# The openings of a question without a mark. STATED excludes those that may also open a subordinate
# clause or an exclamation ("when I was there", "wo ich wohne", "what a day").
BEGINS = _any(
    # English
    r"(?:who|whom|whose|what|when|where|why|which|how)(?:['’]?(?:s|re|d|ll))?\b",
    r"(?:is|are|was|were|does|did|has|can|could|will|would|should)(?:n['’]t)?"
    r" (?:the|an?|there|it|this|that|these|those|he|she|they|we|i|you|any\w*|some\w*)\b",
    r"(?:do|have)(?:n['’]t)? (?:we|i|you|they|any\w*|some\w*)\b",
    r"(?:tell me|explain|i(?:['’]d| would) like to know|i (?:want|need) to know)\b",
    r"(?:i wonder|any idea)\b",
    # German
    r"(?:wer|wen|wem|wessen|was|wann|wo|wohin|woher|warum|wieso|weshalb|welche[rnsm]?|wie|wieviele?"
    r"|womit|wofür|wozu|wodurch)\b",
    r"(?:ist|sind|war|waren|hat|haben|kann|gibt|gab|weiß)"
    r" (?:der|die|das|ein\w*|es|er|sie|jemand)\b",
    r"(?:erklär\w*|sag mir|ich (?:möchte|will|würde gern) wissen|weiß (?:hier )?(?:wer|einer))\b",
    # French
    r"(?:qui|quand|où|pourquoi|comment|combien|quel(?:le)?s?|lequel|laquelle)\b",
    r"(?:qu['’]est-ce|est-ce|qu['’]|que (?:faut|fait|signifie|veut|dit|sait)|y a-t-il)",
    r"(?:expliqu\w+|dis[- ]moi|dites[- ]moi|je voudrais savoir|quelqu['’]un sait)\b",
    # Spanish
    r"(?:qué|quién(?:es)?|cuándo|dónde|por ?qué|cómo|cuál(?:es)?|cuánt[oa]s?)\b",
    r"(?:quien(?:es)?|cual(?:es)?|cuant[oa]s|por que)\b",
    r"(?:explíca\w*|dime|quisiera saber|quiero saber|alguien sabe)\b",
    # Portuguese
    r"(?:quem|o que|qual|quais|quando|onde|por ?qu[eê]|quant[oa]s?|cadê)\b",
    r"como (?:é|foi|são|está|funciona|se|faço|posso|fica)\b",
    r"(?:explique|me (?:diga|explica)|gostaria de saber|quero saber|alguém sabe)\b",
    # Japanese
    r"(?:誰|だれ|何|なに|なん|いつ|どこ|なぜ|どうして|どうやって|どの|どれ|どちら|いくら|いくつ)",
)
PRONOUN = (
    r"(?:i|we|he|she|they|you|it|my|our|ich|wir|du|er|sie|es|man|je|tu|ils?|elles?|on|nous|vous"
    r"|eu|nós|ele|ela|você|yo|nosotros)"
)
STATED = _any(
    r"(?:what|how) an?\b|what the\b|which (?:is|was|means|are|were|makes)\b|who (?:cares|knows)\b",
    r"how (?:nice|lovely|cool|sweet|funny|cute|dare|true|sad|great|wonderful|interesting)\b",
    rf"(?:what|when|where|who|how|whatever|was|wann|wo|wer|wie) {PRONOUN}\b(?!['’]s)",
    rf"(?:quand|où|comment|qui|quando|onde|como|cuando|donde) (?:{PRONOUN}\b|j['’])",
    r"when (?:the|an?|this|that|my|our|your|people)\b|where (?:the|an?|my|our)\b",
    r"(?:was|wie) (?:für|schön|toll|schade|gut|auch|immer|gesagt|üblich)\b|quem sabe\b",
    r"quel(?:le)? (?:dommage|horreur|plaisir|chance|bonheur)\b|qui sait\b|quien sabe\b",
    r"qué (?:bonit[oa]|pena|bien|bueno|lástima|guay|chulo|risa|asco|rico)\b|como (?:combinado)\b",
    r"(?:なん|何)(?:て|か|と|も|でも|だか)|いつ(?:も|か|でも)|どこ(?:も|か|でも)|だれ(?:か|も)|誰(?:か|も)",
)
# A Japanese question often has no mark; its ending shows that it is one.
ENDS = re.compile(
    r"(?:(?:です|ます|でした|ました|ません|でしょう|だろう)か|教えて(?:ください|下さい|ほしい)?)[ねな。．\s]*$"
)


def asks(text: str) -> bool:
    """Return whether ``text`` contains a question, judging by its form alone."""
    return any(map(_is_question, _sentences(text)))


def asked_in(text: str) -> str:
    """Return the question in ``text``: all of it, or only the sentences that ask if it is long.

    "" if nothing is asked.
    """
    if not asks(text):
        return ""
    whole = " ".join(text.split())
    return (
        whole
        if len(whole) <= MAX_QUESTION_CHARACTERS
        else joined_up_to_limit(asking_sentences(text))
    )


def joined_up_to_limit(sentences: Iterable[str]) -> str:
    """Join sentences up to the length limit; cut the first one if it is longer by itself."""
    joined = ""
    for sentence in sentences:
        longer = f"{joined} {sentence}".strip()
        if joined and len(longer) > MAX_QUESTION_CHARACTERS:
            break
        joined = longer
    return joined[:MAX_QUESTION_CHARACTERS].strip()


def asking_sentences(text: str) -> list[str]:
    """List the sentences of ``text`` that ask something."""
    return list(filter(_is_question, _sentences(text)))


def _sentences(text: str) -> list[str]:
    for aside in (CODE, QUOTED_LINE, ADDRESS):
        text = aside.sub(" ", text)
    found = (" ".join(match[0].split()) for match in SENTENCE.finditer(text))
    return [sentence for sentence in found if any(map(str.isalpha, sentence))]


def _is_question(sentence: str) -> bool:
    if MARK.search(sentence) or ENDS.search(sentence):
        return True
    if sentence.endswith(("!", "！")):
        return False
    if sentence.startswith("¿"):
        return True
    clause = OPENING.sub("", sentence, count=1)
    return bool(BEGINS.match(clause)) and not STATED.match(clause)
