"""Words that say nothing of what a question is about: to name one as missing helps nobody.

Function words of the six languages that Quoth speaks, the words of chats, and the most common
verbs, nouns and adjectives of English, which any question may have. Accents are left out.
"""

from __future__ import annotations

import unicodedata

from index.text.words import QUESTION_WORDS, unaccented

CHAT = """
    aka asap btw bc bro brb bot cuz dm dont doesnt didnt cant wont isnt arent wasnt couldnt
    wouldnt shouldnt dr dude eli5 faq ffs fwiw fyi gg gimme gonna gotta guys haha hello hey hi hmm
    hola idk ikr im imho imo irl ive jk just kinda lmao lmk lol nah nope np nvm oh ok okay omg
    oops pls plz plss ppl pm qq rn rofl rip smh so sorry sry tbh thank thanks thats thx tl tldr ty
    u uh ur wanna wdym whats wheres whos wtf wut ya yall yea yeah yep yo yup
"""
ENGLISH = """
    able across actual actually after again against ago all almost alone along already also
    although always among another anybody anyone anything anyway anywhere around asap ask asked
    asking away back bad become becomes before behind below between big bit both bring came change
    come comes coming common correct couldn currently day days deal describe didn difference
    different doesn don done down during each early easily easy either else end enough especially
    even every everybody everyone everything exactly example examples fact far few find fine first
    found full further general getting given gives go goes going gone good got great guess happen
    happened happening happens hard hasn haven having hear help here high hold however idea
    important including info information instead isn keep kind kinds last late later least left
    less let lets list little ll long longer look looking looks lot lots low made main make makes
    making matter maybe mean meaning means mention mentioned mine mostly need needed needs never
    new next nice nobody none normal nothing now number occur occurred off often old once one ones
    only onto opposite order other others otherwise over own part people perhaps person place
    possible probably problem provide purpose put question questions quite rather re really reason
    reasons recent recently regarding right same saw says second see seem seems seen set several
    shall short since small somebody somehow someone something sometimes somewhere soon sort
    specific start started still stop sure take taken takes talk telling term themselves thing
    things think thought three through time times today together told tomorrow too took toward
    trying try turn two type types unless upon usually ve very via want wanted wants wasn ways
    week went weren whatever whenever wherever whether whichever whoever whole without won word
    words work working works world wouldn wrong year years yesterday yet yours yourself
"""
GERMAN = """
    aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei beim
    bin bis bist bitte da dabei dafur damit danach dann daran darauf daruber darum das dass dein
    deine dem den denn der deren des dessen dich die dies diese diesem diesen dieser dieses dir
    doch dort du durch durfen darf ein eine einem einen einer eines er es etwa etwas euch euer fur
    gab ganz gegen geht gehen genau gerade gibt haben habe hast hatte hatten hier hin hinter ich
    ihm ihn ihnen ihr ihre ihren im immer in ins ist ja jede jedem jeden jeder jedes jemand jetzt
    kann kannst kein keine keinen konnen konnte konnten machen macht man mehr mein meine meist
    mich mir mit muss mussen musste nach neben nein nicht nichts noch nur ob oder ohne schon sehr
    sei seid sein seine seinem seinen seiner seit sich sie sind so soll sollen sollte sollten uber
    um und uns unser unter viel viele vom von vor wahrend wann waren warum was weil welche welchem
    welchen welcher welches wem wen wenn wer werde werden weshalb wessen wie wieder wieso wieviel
    wieviele will wir wird wo woher wohin wollen wurde wurden wozu zu zum zur zwischen
"""
FRENCH = """
    a afin ai ainsi alors apres as assez au aucun aucune aujourd aussi autre autres aux avaient
    avait avant avec avez avoir avons beaucoup bien bon c ca car ce ceci cela celle celles celui
    ces cet cette ceux chaque chez combien comme comment contre d dans de depuis des deux devant
    dois doit donc dont du elle elles en encore entre es est et etaient etait ete etes etre eu eux
    faire fait fais faut font hui ici il ils j je jusqu jusque l la laquelle le lequel les
    lesquels leur leurs lors lui m ma mais me meme memes mes moi moins mon n ne ni non nos notre
    nous on ont ou par parce pas pendant peu peut peuvent peux plus plusieurs pourquoi puis
    puisque qu quand que quel quelle quelles quels quelque quelques qui quoi s sa sans se sera ses
    si sien soit son sont sous suis sur t ta tant te tes toi ton toujours tous tout toute toutes
    tres tu un une va vers voici voila vos votre vous y
"""
SPANISH = """
    a al algo algun alguna alguno algunos alla alli ante antes aqui asi aun aunque bajo bien cada
    casi como con contra cual cuales cuando cuanta cuantas cuanto cuantos de debe debo del desde
    donde dos e el ella ellas ellos en entre era eran eres es esa esas ese eso esos esta estaba
    estado estan estar estas este esto estos estoy fue fueron ha haber habia hace hacer hacia hago
    han hasta hay he la las le les lo los mas me mi mientras mis misma mismo mucha mucho muchos
    muy nada ni no nos nosotros nuestra nuestro nunca o os otra otras otro otros para pero poco
    por porque pude puede pueden puedo pues que quien quienes se segun ser si sido siempre sin
    sobre solo soy su sus tal tambien tampoco tan tanto te tenemos tener tengo ti tiene tienen
    toda todas todo todos tras tu tus un una unas uno unos usted ustedes va vez y ya yo
"""
PORTUGUESE = """
    a agora ai ainda algo algum alguma alguns ali ante antes ao aos apos aquela aquele aquilo as
    assim ate bem cada com como contra da das de dela dele deles depois desde deve devo disso do
    dos e ela elas ele eles em entre era eram essa essas esse esses esta estao estar estas estava
    este estes estou eu faco faz fazer foi foram ha isso isto ja la lhe mais mas me mesma mesmo
    meu meus mim minha minhas muita muito muitos na nao nas nem nenhum no nos nossa nosso num numa
    nunca o onde os ou outra outras outro outros para pela pelas pelo pelos pode podem poder por
    porque posso pouco qual quais qualquer quando quanta quantas quanto quantos que quem se sei
    seja sem sempre ser seu seus sob sobre somos sao sou sua suas tambem tao te tem temos tenho
    ter teu teve ti toda todas todo todos tu tua tudo um uma umas uns vai voce voces vos
"""
EVERYDAY = QUESTION_WORDS | frozenset(
    " ".join((CHAT, ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE)).split()
)
# Scripts that put no space between words: what stands between two spaces is no word there.
UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HALFWIDTH KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")


def is_content(word: str) -> bool:
    """Whether ``word`` says what a question is about, so that its absence is worth naming."""
    plain = unaccented(word)
    spaced = not any(unicodedata.name(letter, "").startswith(UNSPACED) for letter in word)
    return len(plain) > 1 and spaced and plain not in EVERYDAY
