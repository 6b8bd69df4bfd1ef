"""The abbreviations of each language, and the words with which its sentences begin.

An abbreviation is written without its last stop: "p" and "ex" for "p. ex.".
"""

from __future__ import annotations

from typing import NamedTuple

from index.text.analysis import ENGLISH


class SentenceWords(NamedTuple):
    """The words of one language that decide where its sentences end.

    ``starters`` begin a sentence far more often than they follow an abbreviation or a number.
    ``before_a_name`` and ``before_a_number`` are abbreviations that stand there. ``inside`` are
    abbreviations that end no sentence, whatever follows. ``ordinals``: a number with a stop is an
    ordinal, unless a starter follows.
    """

    starters: frozenset[str]
    before_a_name: frozenset[str]
    before_a_number: frozenset[str]
    inside: frozenset[str] = frozenset()
    ordinals: bool = False


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


IN_ENGLISH = SentenceWords(
    _words(
        "A After All Also Although An And As At Because But By During Each For From He Her His "
        "How However If In It Its Many Most My No Nobody On Other Our She Since So Some Such That "
        "The Their Then There These They This Those Though Thus To Under We What When Where Which "
        "While Who Why With Yet You Your"
    ),
    _words(
        "ald atty brig capt cmdr col cpl dr ft gen gov hon lt maj messrs mme mlle mr mrs ms mt mx "
        "prof rep rev rt sen sens sgt sra srta st ste supt"
    ),
    _words(
        "abs approx art arts bd ca ch chap cl col def eq eqs fig figs no nos nr op para paras pp "
        "prop ref refs sec secs ss tab thm vol vols"
    ),
)
IN_GERMAN = SentenceWords(
    _words(
        "Aber Alle Alles Als Am An Auch Auf Aus Bei Beide Bis Bitte Da Damit Danach Dann Das Dazu "
        "Dein Den Denn Der Des Die Dies Diese Dieser Dieses Doch Dort Du Durch Ein Eine Einen "
        "Einer Er Es Falls Für Gegen Hier Ich Ihr Ihre Im In Ist Jede Jeder Jedes Jetzt Kein "
        "Keine Man Mit Nach Nicht Noch Nun Nur Ob Oder Ohne Sein Seine Seit Sie Sind So Sobald Um "
        "Und Uns Unser Unsere Unter Viele Vom Von Vor Wann Warum Was Weil Welche Wenn Wer Wie Wir "
        "Wird Wo Zu Zum Zur Zwar Zwischen"
    ),
    _words("dipl dr fa fam fr frl hl hr hrn ing mag med phil prof st"),
    _words(
        "abb abs abschn anh anl art aufl bd bl buchst fn hs jg kap lfd lit nr pos rn rz tab tel"
    ),
    _words(
        "bzgl bzw ca d dgl einschl evtl exkl ggf gem hrsg inkl insb max mind min o od rd s sog u "
        "v vgl z zzgl"
    ),
    ordinals=True,
)
IN_FRENCH = SentenceWords(
    _words(
        "À Alors Au Aucun Aussi Avec C Ce Cela Ces Cet Cette Chaque Comme D Dans De Des Donc Du "
        "Elle Elles En Enfin Ensuite Et Il Ils J Je L La Le Les Leur Lorsque Mais Ne Nos Notre "
        "Nous On Or Ou Où Par Personne Plus Pour Puis Quand Que Quel Qui S Sans Ses Si Son Sous "
        "Sur Tous Tout Toute Toutes Tu Un Une Vos Votre Vous"
    ),
    _words("dr ing m me mgr mlle mlles mm mme mmes pr st ste"),
    _words(
        "al ann art chap env éd fasc fig hab liv n nᵒ no p par pl pp réf sect tab tél tome vers vol"
    ),
    _words("av c cf d ex éd env j p resp st"),
)
IN_SPANISH = SentenceWords(
    _words(
        "A Además Al Algunos Aquí Así Aunque Cada Como Con Cuando De Del Desde Después Dos El "
        "Ella Ellos En Entonces Es Esa Ese Eso Esta Estas Este Esto Estos Hay La Las Le Lo Los "
        "Más Mi Nadie No Nos Nuestro O Otra Otro Para Pero Por Porque Puede Que Quien Se Según Si "
        "Sin Sobre Son Su Sus También Tambien Te Todo Todos Tu Tus Un Una Uno Y Ya Yo"
    ),
    _words(
        "av avda d dr dra dña dres excmo fr gral ilmo ing lic mons prof profa prov pte sr sra "
        "sres srta sta sto ud uds vd vds"
    ),
    _words(
        "art arts apdo aprox c cap cía fig figs n nro núm núms p pág págs párr pp t tel tels vol"
    ),
    _words("aprox cf ee ej p pág v vid"),
)
IN_PORTUGUESE = SentenceWords(
    _words(
        "A Ainda Além Algumas Alguns Ao Aos Aqui As Às Assim Até Cada Caso Com Como Da Das De "
        "Depois Do Dos E É Ela Elas Ele Eles Em Então Entre Essa Esse Esta Este Eu Foi Há Isso "
        "Isto Já Mas Na Nas Nem Ninguém No Nos Nossa Nosso Não O Onde Os Ou Outra Outro Para Pela "
        "Pelo Pode Por Porque Quando Que Quem Se Sem Seu Sua São Também Toda Todas Todo Todos Um "
        "Uma Você"
    ),
    _words(
        "av d dr dra dras drs eng engª exma exmo gen ilma ilmo prof profa profs pres r rev sr sra "
        "sras srs sta sto trav"
    ),
    _words(
        "art arts aprox cap caps fig figs fl fls inc n nº num núm p pág págs pp séc sécs tel tels "
        "vol vols"
    ),
    _words("aprox cf ex obs p pág séc v"),
)
IN_ITALIAN = SentenceWords(
    _words(
        "A Al Alcuni Anche Che Chi Ci Come Con Così Da Dal Dalla Del Della Di Dopo Dove È E Ecco "
        "Gli Ha I Il In La Le Lo Ma Nel Nella Non Ogni Per Perché Poi Quando Questa Questo Se Si "
        "Sono Su Tutti Un Una Uno"
    ),
    _words("arch avv cav col dott egr geom gent ing on prof rag rev sig sigg s v"),
    _words("art artt cap capp ca cfr fig lett n nn num p pag pagg par pp tab tel vol"),
    _words("ad c cd cfr es p v"),
)
BY_LANGUAGE = {
    ENGLISH: IN_ENGLISH,
    "de": IN_GERMAN,
    "fr": IN_FRENCH,
    "es": IN_SPANISH,
    "pt": IN_PORTUGUESE,
    "it": IN_ITALIAN,
}


def words_in(language: str | None) -> SentenceWords:
    """Return the words of a language; the English ones if there are none of it."""
    return BY_LANGUAGE.get(language or ENGLISH, IN_ENGLISH)
