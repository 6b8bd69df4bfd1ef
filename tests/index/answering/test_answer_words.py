"""Only words of the kind that is asked for are marked as the answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answering.answer_words import fitting, only_repeats
from index.text.answer_kinds import kind_asked


def marked(question: str, text: str, found: str, end: int | None = None) -> str | None:
    start = text.index(found)
    stretch = fitting(
        question, kind_asked(question), text, (start, start + len(found)), (0, end or len(text))
    )
    return text[slice(*stretch)] if stretch else None


@pytest.mark.parametrize(
    ("question", "text", "found", "expected"),
    [
        ("how many people may join", "Up to 40 people may join.", "40", "40 people"),
        ("how much does it cost", "It costs $15 a month.", "15", "$15"),
        ("how big can a file be", "A file has 25 MB at most.", "25", "25 MB"),
        ("which version is needed", "Python 3.10 or higher.", "3", "3.10"),
        ("which version is needed", "Version 12.0.4, or 1 of 2.", "0", "12.0.4"),
        ("how many people came", "About 12,000 people came.", "000", "12,000 people"),
        ("which file is it", "Edit `/etc/lamp/oil.conf`.", "lamp/oil", "/etc/lamp/oil.conf"),
        ("where is it kept", "It is in ~/.config/lamp.", "config", "~/.config/lamp"),
        ("which fuel is it", "Use oil/gas lamps.", "oil", "oil"),
        ("what is the site", "See https://lamp.org/oil.", "lamp.org", "lamp.org"),
        ("how many rooms are there", "It has 3. 10 are old.", "3", "3"),
        ("how long is the trial", "The trial lasts 14 days.", "14 days", "14 days"),
        ("how many may join", "Ask Maria who may join.", "Maria", None),
        ("how often is it backed up", "It is backed up every night.", "every night", "every night"),
        ("when does it open", "It opens at the blue door.", "the blue door", None),
        ("when does it open", "It opens on 3 May.", "on 3 May", "on 3 May"),
        ("when is it sent", "It is sent after payment.", "after payment", "after payment"),
        ("when was he elected", "He won 41 of 58 votes.", "41", None),
        ("when does it open", "It opens at 9:30.", "9:30", "9:30"),
        ("when does it open", "It opens at 7 pm.", "7 pm", "7 pm"),
        ("when are we paid", "On the 25th of each month.", "25th", "25th"),
        ("who founded it", "It was founded as an LLC.", "LLC", None),
        ("who do i write to", "Hello, I am ill today.", "Hello", None),
        ("who publishes it", "It is published by NASA.", "NASA", "NASA"),
        ("who decides", "The moderators decide.", "The moderators", "The moderators"),
        ("who decides", "It is decided at 10 o'clock.", "at 10 o'clock", None),
        ("who moderates it", "It is said by moderators.", "moderators", None),
        ("who owns it", "It is Ida's lamp.", "Ida", None),
        ("whose lamp is it", "It is Ida's lamp.", "Ida", "Ida's"),
        ("who do i report", "Report the posts of their users.", "posts of their users", None),
        ("who runs it", "A team of two runs it.", "A team of two", "A team of two"),
        ("who runs it", "A server runs it.", "A server", None),
        ("who gets it", "Ida, who is the keeper", "Ida, who is the keeper", None),
        ("who may enter", "It is open to everyone.", "everyone", "everyone"),
        ("who gets it", "The phone gets it.", "The phone", None),
        ("how much does it cost", "It costs:\n- 15 dollars\n- 20 euros", "15 dollars\n- 20", None),
        ("how much does it cost", "It is open for 30 days.", "30 days", None),
        ("how much does it cost", "It was built in 1983.", "in 1983", None),
        ("how much does it cost", "Entry is free.", "free", "free"),
        ("how many came", "They came on Tuesday at 7 pm.", "7 pm", None),
        ("how many does it keep", "`keep` is how many files to keep.", "many", None),
        ("how many does it keep", "It keeps many files.", "many", "many"),
        ("how many learned it", "This is how 40 people learned it.", "40", "40 people"),
        ("how long is the trial", "The trial costs $30.", "$30", None),
        ("how much memory does it have", "It is built for amd64.", "amd64", None),
        ("when do we pay", "We pay $1500.", "$1500", None),
        ("it crashes when i start it", "It crashes in 2019.", "2019", "2019"),
        ("it crashes when i start it", "It crashes on Tuesday.", "Tuesday", None),
        ("where is the list", "Members can view the list.", "view", None),
        ("where is the list", "It is in the hall.", "in the hall", "in the hall"),
        ("why is it slow", "It is slow in the rain.", "in the rain", "in the rain"),
        ("how do i reset it", "Press the red button.", "the red button", None),
        ("what is it called", "It is called a wick.", "a wick", "a wick"),
        ("which button is it", "It is the red button.", "the red button", "the red button"),
        ("whats the limit", "The limit is high.", "high", "high"),
        # No few words say yes or no, what to do, or what differs.
        ("can it crash", "A skilled pilot can avoid it.", "A skilled pilot", None),
        ("is it safe to delete", "It is never safe, e.g. by removing it.", "removing", None),
        ("my lamp is broken", "Select a new wick.", "Select", None),
        ("it broke, what do i do", "Select a new wick.", "Select", None),
        ("what should i take", "Select a new wick.", "Select", None),
        ("what is the difference between lamp and lens", "A lens is smaller.", "smaller", None),
        ("is the limit 25 MB?", "The limit is 50 MB.", "50 MB", "50 MB"),
        # Words are marked whole.
        ("what is it", "It isn't a lamp.", "t a lamp", "isn't a lamp"),
        ("what is it", "It isn't a lamp.", "'t a lamp", "isn't a lamp"),
        ("what is it", "It isn't a lamp.", "a la", "a lamp"),
        ("what is it", "It is the keeper's.", "the keeper", "the keeper's"),
    ],
)  # fmt: skip
def test_what_is_marked_is_what_was_asked_for(
    question: str, text: str, found: str, expected: str | None
) -> None:
    assert marked(question, text, found) == expected


def test_a_unit_beyond_the_end_of_the_quote_is_not_marked() -> None:
    assert marked("how big is it", "It has 25 MB.", "25", end=9) == "25"


@given(st.text(max_size=60), st.data())
def test_marked_words_hold_what_was_found_and_stay_within_the_quote(
    text: str, data: st.DataObject
) -> None:
    question = data.draw(st.sampled_from(["how many", "who", "when", "why", "what is it"]))
    end = data.draw(st.integers(1, len(text) or 1))
    start = data.draw(st.integers(0, end - 1))
    first = data.draw(st.integers(start, end - 1))
    if end <= len(text):
        found = first, data.draw(st.integers(first + 1, end))
        kept = fitting(question, kind_asked(question), text, found, (start, end))
        assert kept is None or (start <= kept[0] <= found[0] < found[1] <= kept[1] <= end)


@pytest.mark.parametrize(
    ("question", "words", "repeats"),
    [
        ("which port does it use", "port", True),
        ("which port does it use", "port 80", False),
        ("where are the lamps stored", "The lamps", True),
        ("why does the lamp smoke", "the lamp", True),
        ("what is lit first, a lamp or a fire", "A fire", False),
        ("what does it print", "**", False),
        ("who is Ida", "Ida", False),
        ("how long are the 5 days", "5 days", False),
    ],
)
def test_words_of_the_question_answer_only_a_choice(
    question: str, words: str, repeats: bool
) -> None:
    assert only_repeats(question, kind_asked(question), words) is repeats
