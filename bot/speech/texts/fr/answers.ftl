### Ce qui se dit autour d'une citation, et là où il n'y en a pas.

source = Source
open = Ouvrir
page = page { $number }
paragraph = paragraphe { $number }
shortened = abrégé ici : la phrase continue dans la source
cut = et d'autres choses, qui ne tiennent pas ici
still-so = Toujours d'actualité ?

## Des sources qui diffèrent. $count va de deux à cinq.

differ-newest-first = { $count ->
    [2] Deux sources diffèrent ; la plus récente d'abord.
    [3] Trois sources diffèrent ; la plus récente d'abord.
    [4] Quatre sources diffèrent ; la plus récente d'abord.
   *[other] Cinq sources diffèrent ; la plus récente d'abord.
    }
differ-undated-last = { $count ->
    [2] Deux sources diffèrent ; la plus récente d'abord, celles sans date à la fin.
    [3] Trois sources diffèrent ; la plus récente d'abord, celles sans date à la fin.
    [4] Quatre sources diffèrent ; la plus récente d'abord, celles sans date à la fin.
   *[other] Cinq sources diffèrent ; la plus récente d'abord, celles sans date à la fin.
    }
differ-undated = { $count ->
    [2] Deux sources diffèrent, et aucune n'est datée.
    [3] Trois sources diffèrent, et aucune n'est datée.
    [4] Quatre sources diffèrent, et aucune n'est datée.
   *[other] Cinq sources diffèrent, et aucune n'est datée.
    }

## Là où les sources ne répondent pas. Rien ici ne doit passer pour une réponse.

no-answer = Les sources ne répondent pas à cette question.
why-off-topic = Elles traitent d'autre chose.
why-not-in-sources = { "" }
why-false-premise = Il se peut qu'elles ne confirment pas ce que la question tient pour acquis.
# $words est une liste comme « régate », « port » ou 2 autres mots.
not-mentioned = Aucune d'elles ne mentionne { $words }.
word-quoted = « { $word } »
words-more = { $count ->
    [one] { $count } autre mot
   *[other] { $count } autres mots
    }
nearest = Ce qui s'en approche le plus dans les sources, sans répondre à la question :
try-other-words = D'autres mots aideront peut-être. `/sources list` montre ce que je peux citer.

## Ce qui ne va pas dans une question

error-question-empty = Cette question est vide. Posez-la en quelques mots.
error-question-long = Cette question compte { $length } caractères ; le maximum est { $most }. Demandez une seule chose, en une phrase.
error-question-wordless = Cette question ne contient aucun mot. Posez-la en quelques mots.

## Quand quelque chose échoue

too-slow = Cela prenait trop de temps, alors j'ai arrêté. Reposez la question dans une minute, s'il vous plaît.
failed = Un problème est survenu de mon côté, pas dans votre question. Reposez-la plus tard, s'il vous plaît.
leaving = Je vais redémarrer. Reposez la question dans une minute, s'il vous plaît.
# La même référence figure dans le journal de l'opérateur.
reference = (référence { $code })
