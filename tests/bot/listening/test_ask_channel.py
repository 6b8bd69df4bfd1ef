"""In a channel that is there for asking, all that is not plainly chat is a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.listening.ask_channel import asked_there, is_chat, post_asks
from bot.listening.is_question import MAX_QUESTION_CHARACTERS

ASKED = """\
When was the light automated?
whats the opening time of the tower
wheres the ferry timetable
does the ferry take bicycles
does quoth support python 3.13
did the keeper own a dog
is docker required
can the lens be replaced
trying to install it on windows but pip fails
help the build hangs at 40 percent
my login doesn't work since the update
not able to open the gate with my card
error 403 forbidden
login fails with 403
getting connection refused on port 5432
ModuleNotFoundError: No module named 'requests'
`ImportError: cannot import name 'x'`
Traceback (most recent call last): File "a.py", line 1, in <module> KeyError: 'lamp'
the docs say 3.11 but my server has 3.9
ferry timetable
opening hours
difference between list and tuple
best way to serve a react build
one slow endpoint blocks all other requests, why
i need the password policy
looking for the height of the tower
anyone here who has the lens manual
how to reset
name of the last keeper
we can't log in
I was there yesterday and the museum was closed
sorry for the noise but my container restarts every minute and the logs are empty
thanks, and the ferry, when does it leave
Passwort vergessen
die Fähre fährt heute nicht laut Aushang
Fehler beim Anmelden mit dem neuen Konto
ich suche die Öffnungszeiten vom Museum
impossible de me connecter depuis la mise à jour
horaires du bac
no puedo iniciar sesión
horario del transbordador
não consigo entrar na conta
horário da balsa
ログインできません
フェリーの時刻表が見つからない"""
CHAT = """\
thanks!
lol
That is fine.
thank you so much, that fixed it
thx works now
ok
ok thanks
okay got it
yes
no
same
same here
me too
nice
nice one!
cool, will try
haha that is so true
haha nice weather for a ferry
lmao the lens again
good morning everyone
see you tomorrow
you're welcome
np
never mind
nvm found it
brb
I think so too
makes sense
good point
I agree
let me check
what a day
what the hell
How nice
who cares
Have a good day
Do it
Will do
can confirm
Is fine
it works now
that worked, thank you
happy birthday!
congrats on the new job
wow
great idea
I love it
what a storm!
https://example.org/search?q=light
see https://example.org/?a=b
!?
???
🙂?
🙂🙂
Danke dir
vielen Dank, das hat geholfen
super, danke
alles klar
gute Nacht zusammen
Wie schön
genau
bis morgen
Merci beaucoup
d'accord
ça marche
bonne nuit
Quel dommage
muchas gracias
vale, entendido
buenas noches
Qué bonito
hasta mañana
Como combinado
obrigado pela ajuda
boa noite pessoal
até amanhã
ありがとうございます
いつもありがとう
なるほど、了解です
お疲れさまでした
はい"""


@pytest.mark.parametrize("text", ASKED.splitlines())
def test_this_message_of_an_ask_channel_is_asked(text: str) -> None:
    assert asked_there(text) == text.replace("`", "")


@pytest.mark.parametrize("text", CHAT.splitlines())
def test_this_message_of_an_ask_channel_is_chat(text: str) -> None:
    assert asked_there(text) == ""


def test_of_a_long_paste_the_last_error_is_asked() -> None:
    lines = "File main.py line 12 in start raise ValueError(x) during handling of it " * 9
    asked = asked_there(f"```py {lines} sqlite3.OperationalError: database is locked ```")
    assert asked == "sqlite3.OperationalError: database is locked"


def test_a_long_story_without_a_question_is_asked_as_it_begins() -> None:
    story = "My tower has no lamp since the storm took the roof. " * 20
    assert asked_there(story) == story[:MAX_QUESTION_CHARACTERS].strip()


def test_of_a_long_message_with_a_question_the_question_is_asked() -> None:
    story = "My tower has no lamp since the storm took the roof. " * 20
    assert asked_there(f"{story} When was it lit?") == "When was it lit?"


def test_a_post_asks_with_its_title_and_what_its_body_asks() -> None:
    assert post_asks("Light  automated", "in which year?") == "Light automated in which year?"
    story = "I went to the lighthouse with my aunt, and it rained all day long. " * 20
    assert post_asks("The light", f"{story}When was it automated?") == (
        "The light When was it automated?"
    )


def test_a_post_whose_long_text_asks_nothing_is_its_title_and_how_its_text_begins() -> None:
    story = "I went to the lighthouse with my aunt, and it rained all day long. " * 20
    assert post_asks("The light", story) == f"The light {story}"[:MAX_QUESTION_CHARACTERS].strip()
    pasted = f"It stops. {story} OSError: the lamp is wet"
    assert post_asks("The light", pasted) == "The light OSError: the lamp is wet"


@pytest.mark.parametrize("title", ["help", "Help please!!", "quick question", "URGENT", "Hilfe"])
def test_a_title_that_says_nothing_is_left_out(title: str) -> None:
    assert post_asks(title, "the lamp is wet since the storm") == "the lamp is wet since the storm"
    assert post_asks(title, "") == title


@given(st.text(max_size=1_500), st.text(max_size=400))
def test_nothing_breaks_it_and_nothing_gets_too_long(text: str, title: str) -> None:
    asked = asked_there(text)
    assert len(asked) <= MAX_QUESTION_CHARACTERS
    assert len(post_asks(title, text)) <= MAX_QUESTION_CHARACTERS
    assert not (asked and not any(map(str.isalnum, asked)))


@given(st.text(alphabet="!?.,;:()[]{}<>*_~|#-+=/\\ \n0123456789🙂", max_size=300))
def test_what_has_no_words_is_chat(text: str) -> None:
    assert is_chat(text) or any(map(str.isdigit, text))
