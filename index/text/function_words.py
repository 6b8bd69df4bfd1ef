"""The function words of each language, in one list each, for all that tells words apart by them.

They are written with their accents; ``unaccented`` makes of them what people type in haste. Of
the languages that Quoth does not speak, only those are here by which a text is told apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import cache

from index.text.words import QUESTION_WORDS, unaccented

GERMAN = """
    aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei beim
    bin bis bist bitte da dabei dafür damit danach dann daran darauf darf darüber darum das dass
    dein deine dem den denn der deren des dessen dich die dies diese diesem diesen dieser dieses
    dir doch dort du durch dürfen ein eine einem einen einer eines er es etwa etwas euch euer
    für gab ganz gegen gehen geht genau gerade gibt habe haben hast hat hatte hatten hier hin
    hinter ich ihm ihn ihnen ihr ihre ihren im immer in ins ist ja jede jedem jeden jeder jedes
    jemand jetzt kann kannst kein keine keinen können konnte könnte konnten machen macht man
    mehr mein meine meinen meist mich mir mit muss müssen musste nach neben nein nicht nichts
    noch nur ob oder ohne schon sehr sei seid sein seine seinem seinen seiner seit sich sie sind
    so soll sollen sollte sollten über um und uns unser unter viel viele vom von vor während
    wann waren warum was weil welche welchem welchen welcher welches wem wen wenn wer werde
    werden weshalb wessen wie wieder wieso wieviel wieviele will wir wird wo wofür woher wohin
    wollen wozu wurde wurden zu zum zur zwischen
"""
FRENCH = """
    a à afin ai ainsi alors après as assez au aucun aucune aujourd aussi autre autres aux
    avaient avait avant avec avez avoir avons beaucoup bien bon c ça car ce ceci cela celle
    celles celui ces cet cette ceux chaque chez combien comme comment contre d dans de depuis
    des deux devant dois doit donc dont du elle elles en encore entre es est et étaient était
    été êtes être eu eux faire fais fait faut font hui ici il ils j je jusqu jusque l la
    laquelle le lequel les lesquels leur leurs lors lui m ma mais me même mêmes mes moi moins
    mon n ne ni non nos notre nous on ont ou où par parce pas pendant peu peut peuvent peux plus
    plusieurs pour pourquoi puis puisque qu quand que quel quelle quelles quelque quelques quels
    qui quoi s sa sans se sera ses si sien soit son sont sous suis sur t ta tant te tes toi ton
    toujours tous tout toute toutes très tu un une va vers voici voilà vos votre vous y
"""
SPANISH = """
    a al algo algún alguna alguno algunos allá allí ante antes aquí así aun aún aunque bajo bien
    cada casi como cómo con contra cual cuál cuales cuáles cuando cuándo cuanta cuánta cuantas
    cuántas cuanto cuánto cuantos cuántos de debe debo del desde donde dónde dos e el él ella
    ellas ellos en entre era eran eres es esa esas ese eso esos esta está estaba estado están
    estar estas estás este esto estos estoy fue fueron ha haber había hace hacer hacia hacía
    hago han hasta hay he la las le les lo los mas más me mi mientras mis misma mismo mucha
    mucho muchos muy nada ni no nos nosotros nuestra nuestro nunca o os otra otras otro otros
    para pero poco poder por porque pude puede pueden puedo pues que qué quien quién quienes
    quiénes se según ser si sí sido siempre sin sobre solo son soy su sus tal también tampoco
    tan tanto te tenemos tener tengo ti tiene tienen toda todas todo todos tras tu tú tus un una
    unas uno unos usted ustedes va vez y ya yo
"""
PORTUGUESE = """
    a à agora ai ainda algo algum alguma alguns ali ante antes ao aos após aquela aquele aquilo
    as às assim até bem cada com como contra da das de dela dele deles depois desde deve devo
    disso do dos e é ela elas ele eles em entre era eram essa essas esse esses esta está estão
    estar estas estava este estes estou eu faço faz fazer foi foram ha há isso isto já la lá lhe
    mais mas me mesma mesmo meu meus mim minha minhas muita muito muitos na não nas nem nenhum
    no nos nossa nosso num numa nunca o onde os ou outra outras outro outros para pela pelas
    pelo pelos pode podem poder por porque posso pouco quais qual qualquer quando quanta quantas
    quanto quantos que quem são se sei seja sem sempre ser seu seus só sob sobre somos sou sua
    suas também tão te tem têm temos tenho ter teu teve ti toda todas todo todos tu tua tudo um
    uma umas uns vai você vocês vos
"""
ITALIAN = """
    che chi ci come con cosa da dal dalla degli dei del della delle di dove è gli i il io la le
    lo ma mi nel nella non per perché più posso può quale quali quando quanto quello questo sono
    su una uno
"""
DUTCH = """
    aan bij dat de deze die dit een en er geen had heb heeft hem het hij hoe hoeveel ik is je
    kan maar met mijn moet naar niet nog of om onder ook op over te tot uit van voor waar waarom
    wat welke wie wordt zijn zou
"""
POLISH = """
    aby albo ale był była było być czy czyli czym dla dlaczego do gdy gdzie go ich ile jak jaka
    jakie jaki jako jest jestem już kiedy kto który która które lub ma mam mnie mogę może można
    mój moja na nad nie o od oraz po pod przed przez przy się są ta tak także ten to tylko tym w we
    więc wszystkie z za ze że żeby
"""
SWEDISH = """
    alla andra att av blev bli blir de den det där efter eller ett finns från för får ha hade han
    har hon hur här i inte jag kan man med men mot måste ni när och om på sedan ska skulle som så
    till under upp ut utan vad var varför varit vem vi vid vilka vilken vilket vill är än även
"""
TURKISH = """
    ama bana ben bir biz bu bunu çok da daha de değil diye en gibi hangi hem her ile için ise
    kaç kadar kim mı mi mu mü nasıl ne neden nerede olan olarak oldu olduğu ise sonra şu ve veya
    var ya yok zaman
"""
# What English has too, or its texts mention: a question is not of another language for them.
ALSO_ENGLISH = frozenset(
    """
    a agora ai ali allen als also am an ante antes ate avoir bon c ca car chez com contra d dele
    dies dort e encore esa eso estes font fur haber hast he hin hinter hui in j l m meme memes
    mim moi n nada nem ni num on ont pendant poco quanta s sao seiner sera si so sob solo sou
    soy t tal tan tanto tao ter ti tout tres uber va vers voila was will yo
    """.split()  # noqa: SIM905 - it reads as a list of words
)
# As common in another language as in English, so they count for neither.
SHARED = frozenset(("as", "do", "had", "i", "im", "is", "me", "no", "of"))
SPOKEN = {"de": GERMAN, "fr": FRENCH, "es": SPANISH, "pt": PORTUGUESE}
OTHERS = {"it": ITALIAN, "nl": DUTCH}
FARTHER = {"pl": POLISH, "sv": SWEDISH, "tr": TURKISH}


def typed_words(text: str) -> frozenset[str]:
    """Return the words of a list, each with its accents and without."""
    return frozenset(form for word in text.split() for form in (word, unaccented(word)))


@cache
def foreign_words() -> Set[str]:
    """Return the words that mark a question as not English, because English has no use for them."""
    lists = {**SPOKEN, **OTHERS}.values()
    return frozenset().union(*map(typed_words, lists)) - ALSO_ENGLISH - QUESTION_WORDS


@cache
def languages_of() -> Mapping[str, Set[str]]:
    """Map each function word to the codes of the languages that have it."""
    found: dict[str, set[str]] = {word: {"en"} for word in QUESTION_WORDS}
    for language, text in {**SPOKEN, **OTHERS, **FARTHER}.items():
        for word in typed_words(text):
            found.setdefault(word, {"en"} if word in ALSO_ENGLISH else set()).add(language)
    return found
