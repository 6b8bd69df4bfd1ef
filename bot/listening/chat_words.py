"""List the words that say nothing which a source could answer, in the bot's six languages."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from index.text.function_words import languages_of, typed_words

if TYPE_CHECKING:
    from collections.abc import Set

# Words by which the title of a post says only that somebody asks.
TITLES = frozenset(
    """
    aide ajuda assistance ayuda beginner bug error errors frage hilfe issue needed new newbie
    noob pergunta pls plz pregunta problema problems problème question questions quick simple
    small stuck support urgent
    """.split()  # noqa: SIM905 - it reads as a list of words
)
# What people say to each other, beside what they ask.
CHAT = """
    abend accord ach admit afternoon again ago agree agreed aha ahh alles alright amanhã amigo
    amigos anyone anytime anyway appreciate até aussi awesome bad beleza best better bien
    birthday bis bitte boa bom bonheur bonito bonjour bonne bonsoir bot bravo brb brilliant bro
    bruh btw buenas bueno buenos bye cares celebrate chance check cheers chico claro combinado
    come coming compris confirm congrats cool coucou crazy cute d'accord damn dang danke day
    days dir dommage done dort dude días easy enjoy entendido epic euch evening ever everybody
    everyone exactly excellent facts fair finally fine first fixed folks forget found friend
    friends fun funny geht genau gente gerne give glad gleich gn go goes going gonna good
    goodbye goodnight got gotcha gracias great guay guess gut gute guten guy guys ha haha hahaha
    hallo happy hasta heh hell hello help helped helps hey hi hmm hola hold holy hope horreur
    idea idk imo indeed interesting j'arrive jajaja joke jour journée just k kannst kidding kind
    kk kkkk klar klasse know later leave left legal let let's lets leute like likely listo lmao
    lo lol lolol long look looks lot lots love lovely luck lucky luego lustig lástima mad
    magnifique make makes man marche mate maybe mañana merci mind minute moi moment morgen
    morning muchas my nacht nah neat nee neither never nevermind nice night noches noite nope
    nothing now np nuit obrigada obrigado oh oi ok okay olá omg one only oof ops ouch parfait
    pena people perfect perfeito perfekt perfekto perhaps pessoal plaisir plan please point
    pretty prima probably problem quel quite rain rained rainy really regards right risa rock
    rofl sad salut same saw say says schade schlaf schön schönen schöner see seems seen sense
    sent shame show sick sleep slept so soon sorry sounds still stimmt story strange stuff such
    super sure sweet tag tak take talk tarde tardes tchau tell terrible thank thanks thing
    things think thought thx time today toll tomorrow tonight too totally tranquilo trick tried
    true try trying ty understood vale valeu verstanden vielen voilà wait waiting want wdym week
    weekend weird welcome well went whoa won wonderful word work worked works world worries
    worse wow wtf wünsche xd ya yay yeah year yep yes yesterday yet yup zusammen ça été
"""
# The function words of English, as people type them; of the others, index.text has them.
ENGLISH = """
    a about after all also always am an and any are as at back be because been before being both
    but by can can't cannot could did didn't do does doesn't doing don't dont down each else
    even few for from get gets getting gimme gotta had has have haven't having he he's her here
    here's him his how i i'd i'll i'm i've if im in into is isn't it it'd it'll it's its ive
    kinda lemme less me more most much must my need needs no not of off on once or other our out
    over own per put r same she should so some someone something than that that's thats the
    their them then there there's these they they're this those though through to too u up ur us
    use very wanna was wasn't way we we'll we're we've were what what's when where which while
    who why will with would yes you you'd you'll you're you've your
"""


@cache
def empty_words() -> Set[str]:
    """Return all words that say nothing which a source could answer."""
    return typed_words(CHAT) | typed_words(ENGLISH) | languages_of().keys()
