"""Recognise what asks nothing of the sources, before it is looked up."""

from index.answering.small_talk.kinds import SmallTalk, small_talk_in

__all__ = ["SmallTalk", "small_talk_in"]
