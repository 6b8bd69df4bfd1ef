"""What is said of a question that the sources do not answer: the same on every front.

Nothing here says what a source says. Of the passages that come nearest, only the place is told,
so that none of them can be taken for an answer; their words are shown to whoever asks for them.
"""

from __future__ import annotations

from index.types import Answer, Passage, Reason, Refusal

NO_ANSWER = "The sources do not answer this."
NO_ANSWER_WITHIN = "That source does not answer this."
WHY = {
    Reason.OFF_TOPIC: "They treat other things.",
    Reason.NOT_IN_SOURCES: "",
    # Suspected, never asserted: to know it would take a reader that understands.
    Reason.FALSE_PREMISE: "They may not bear out what the question takes for granted.",
}
NEAREST = "Nearest in the sources, though it does not answer:"
PLACES = 3


def refusal_of(answer: Answer) -> Refusal:
    """Why ``answer`` abstained; where that is not known, that the sources do not answer."""
    return answer.refusal or Refusal(Reason.NOT_IN_SOURCES)


def nearest_places(refusal: Refusal) -> list[Passage]:
    """The nearest passages whose places are told, best first, one of each paragraph."""
    found: dict[tuple[str, str, int], Passage] = {}
    for passage in refusal.nearest:
        source = passage.document  # of two corpora, two may have one id
        found.setdefault((source.id, source.sha256, passage.locator.paragraph), passage)
    return list(found.values())[:PLACES]
