"""What is a question, among people who mostly do not ask: by its mark, or by how it begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.listening.is_question import MAX_QUESTION_CHARACTERS, asked_in, asks
from tests.support.work import work_of

ASKED = """\
When was the light automated?
when was the light automated
Hi! When was the light automated?
ok, so who kept it
And when was that?
Where does the ferry land
how many steps are there
Is the harbour open
does anyone know when it opens
Did they ever repair it
tell me about the storm
Can I visit the tower
I wonder why nobody was hurt
“Was anybody hurt?”
The light, was it automated in 1983?
The light was automated??
Wann wurde das Leuchtfeuer automatisiert
und wer war der letzte Wärter
wo liegt der Hafen
Gibt es eine Fähre
weiß jemand wann sie fährt
Wie viele Stufen hat der Turm
Was ist eine Fresnel-Linse
Quand le phare a-t-il été automatisé
où se trouve le phare
Est-ce que le phare est ouvert
Qu'est-ce que le colza
combien de marches y a-t-il
pourquoi la lampe brûlait
¿Cuándo se automatizó el faro?
¿cuándo se automatizó el faro
cuándo abre el museo
quién fue el último farero
por qué se rompió la lente
alguien sabe cuando abre
Quando o farol foi automatizado
quem foi o último faroleiro
onde fica o farol
como funciona a lâmpada
o que é colza
灯台はいつ自動化されましたか
いつ自動化された
誰が最後の灯台守でしたか。
灯台について教えてください
灯台は自動化された？"""
CHATTER = """\
thanks!
lol
That is fine.
I was there yesterday.
When I was there it rained.
Where I live there is no ferry.
What a day
what the hell
How nice
Which is why I left.
who cares
Have a good day
Do it
Will do
can confirm
Is fine
https://example.org/search?q=light
see https://example.org/?a=b and tell Ana
`is this a question?`
> When was the light automated?
What!
!?
???
🙂?
Wo ich wohne, gibt es keine Fähre.
Wie schön
Was für ein Tag!
Danke dir
Was ich meine, ist das da.
Quand je serai grand
Quel dommage
Merci beaucoup
Qué bonito
Como combinado
Quando eu era pequeno
Quem sabe
ありがとうございます
いつもありがとう
なんて美しい
誰かがいた
was für ein Sturm
the light was automated in 1983"""


@pytest.mark.parametrize("text", ASKED.splitlines())
def test_this_message_asks_something(text: str) -> None:
    assert asks(text)
    assert asked_in(text) == text


@pytest.mark.parametrize("text", CHATTER.splitlines())
def test_this_message_asks_nothing(text: str) -> None:
    assert not asks(text)
    assert asked_in(text) == ""


def test_of_a_long_message_what_asks_is_taken() -> None:
    story = "I went to the lighthouse with my aunt, and it rained all day long. " * 20
    assert (
        asked_in(f"{story}When was it automated? We had tea. {story}") == "When was it automated?"
    )
    assert asked_in(story) == ""


@given(st.text(max_size=1_500))
def test_nothing_breaks_it_and_nothing_gets_too_long(text: str) -> None:
    assert len(asked_in(text)) <= MAX_QUESTION_CHARACTERS
    assert bool(asked_in(text)) <= asks(text)


@pytest.mark.parametrize("piece", ["?", "¿", "a.", "what ", "> ", "`", "。", "!", "https://"])
def test_the_work_of_judging_a_message_grows_no_faster_than_its_length(piece: str) -> None:
    short, long = (piece * (length // len(piece)) + "a" for length in (1_000, 4_000))
    assert work_of(lambda: asks(long)) <= 5 * work_of(lambda: asks(short))
