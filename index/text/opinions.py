"""Recognise questions for a judgement, and sentences that give one in the source's own voice.

"Who is right?" has no answer in a source that only says what each side thinks. A quote of one side
would look as if the sources took it. Advice is different: documentation mostly says what one
should do, so a question for advice is answered unless its sentence only reports others.
"""

from __future__ import annotations

import re

IN_DISPUTE = re.compile(
    r"\bwho(?:['’]?s|\s+is|\s+was|\s+are|\s+were)?\s+(?:really\s+|actually\s+)?(?:right|wrong"
    r"|to\s+blame|at\s+fault|lying|the\s+(?:bad|good)\s+(?:guys?|ones?))\b"
    r"|\b(?:which|whose)\s+side\s+(?:is|was|are|do|does|did|should|would)\b"
    r"|\bwho\s+(?:should|do|would)\s+(?:i|we|you)\s+(?:believe|trust|support|side\s+with"
    r"|vote\s+for)\b"
    r"|\b(?:what|how)\s+do\s+you\s+(?:think|feel)\b|\bwhat(?:['’]?s|\s+is)\s+your\s+(?:opinion|view)"
    r"|(?:^|[,;.!?])\s*(?:and\s+|but\s+|so\s+)?(?:is|was|are|were)\s+\w+(?:\s+\w+){0,5}?\s+"
    r"(?:right\s+or\s+wrong|good\s+or\s+(?:bad|evil)|justified)\b",
    re.I,
)
FOR_THE_BEST = re.compile(
    r"\b(?:what['’]?s|who['’]?s|(?:which|what|who)(?:\s+\w+){0,4}?\s+(?:is|are|has|have))\s+"
    r"(?:the\s+)?(?:best|better|worst|nicest|coolest|smartest)\b"
    r"(?!\s+(?:way|practi[cs]e|time|to\b|before|if\b|known))"
    r"|(?:^|[,;.!?])\s*(?:is|are)\s+\w+(?:\s+\w+){0,3}?\s+(?:any\s+good|better\s+than|worth\s+it"
    r"|overrated|(?:really\s+)?(?:good|bad)(?=\s*[?!.]*\s*$))(?!\w)",
    re.I,
)
FOR_ADVICE = re.compile(
    r"(?:^|[,;.!?]\s*|\b(?:and|but|so|or)\s+)(?:should|shall|ought)\s+(?:i|we|one|you|u|people)\b",
    re.I,
)
JUDGES = re.compile(
    r"\b(?:right|wrong|correct|incorrect|mistaken|at\s+fault|to\s+blame|guilty|liable|unfair|fair"
    r"|justified|unjustified)\b",
    re.I,
)
RATES = re.compile(
    r"\b(?:recommend\w*|suggest\w*|advis\w+|prefer\w*|favou?r\w*|best|better|worst|worse|ideal\w*"
    r"|good|great|excellent|poor|bad|safe\w*|fast\w*|easi\w+|simpl\w+|reliab\w+|should|must|avoid"
    r"|instead|worth\w*|popular|most|superior|inferior|suited|suitable|choose|use)\b",
    re.I,
)
REPORTS = re.compile(
    r"\b(?:said|says|argue[sd]?|argues|claim(?:s|ed)|insist(?:s|ed)|denie[sd]|accus(?:es|ed)"
    r"|blam(?:es|ed)|critici[sz](?:es|ed)|condemn(?:s|ed)|complain(?:s|ed)|told|wrote|tweeted"
    r"|(?:he|she|they|critics|opponents|supporters|officials|experts|analysts|some(?:\s+people)?"
    r"|many(?:\s+people)?|others)\s+(?:\w+\s+)?(?:say|think|believe|feel|argue|claim|insist|warn))\b"
    r"|\b(?:according\s+to|in\s+(?:his|her|their)\s+(?:view|opinion|words))\b",
    re.I,
)
OWN_REPORT = re.compile(r"\b(?:error|message|it|log|output|prompt|button|page)\s+says\b", re.I)


def asks_for_verdict(question: str) -> bool:
    """Return whether ``question`` asks who is right, or what is best."""
    return bool(IN_DISPUTE.search(question) or FOR_THE_BEST.search(question))


def takes_a_side(question: str, text: str) -> bool:
    """Return whether ``text`` as an answer would pass for a verdict that the source does not give.

    It gives one if it judges, or rates, without reporting what others say.
    """
    if IN_DISPUTE.search(question):
        return not JUDGES.search(text) or reports(text)
    if FOR_THE_BEST.search(question):
        return not RATES.search(text) or reports(text)
    return bool(FOR_ADVICE.search(question)) and reports(text)


def reports(text: str) -> bool:
    """Return whether ``text`` says what somebody said; "the message says" is no such report."""
    return REPORTS.search(OWN_REPORT.sub("", text)) is not None
