### Ce qui se dit autour d’une citation, et là où il n’y en a pas.

source = Source
open = Ouvrir
page = page { $number }
paragraph = paragraphe { $number }
shortened = coupé ici : la phrase continue dans la source
cut = … coupé, faute de place
still-so = Toujours d’actualité ?
as-of = La source la plus récente que j’ai trouvée avec une réponse date du { $date }.
sides = Je n’ai trouvé aucun passage qui dise la différence ; en voici un sur chacun.
unasked = Il n’y avait plus de place ici pour le reste. Demande-le séparément : { $questions }

## Des sources qui diffèrent. $count va de deux à cinq.

differ-newest-first = { $count ->
    [2] Deux sources diffèrent ; la plus récente d’abord.
    [3] Trois sources diffèrent ; la plus récente d’abord.
    [4] Quatre sources diffèrent ; la plus récente d’abord.
   *[other] Cinq sources diffèrent ; la plus récente d’abord.
    }
differ-undated-last = { $count ->
    [2] Deux sources diffèrent ; la plus récente d’abord, celles sans date à la fin.
    [3] Trois sources diffèrent ; la plus récente d’abord, celles sans date à la fin.
    [4] Quatre sources diffèrent ; la plus récente d’abord, celles sans date à la fin.
   *[other] Cinq sources diffèrent ; la plus récente d’abord, celles sans date à la fin.
    }
differ-undated = { $count ->
    [2] Deux sources diffèrent, et aucune n’est datée.
    [3] Trois sources diffèrent, et aucune n’est datée.
    [4] Quatre sources diffèrent, et aucune n’est datée.
   *[other] Cinq sources diffèrent, et aucune n’est datée.
    }

## Là où les sources ne répondent pas. Rien ici ne doit passer pour une réponse.

no-answer = Les sources ne répondent pas à cette question.
why-off-topic = Mes sources parlent d’autre chose.
why-not-in-sources = { "" }
why-false-premise = La question suppose peut-être une chose que mes sources ne disent pas.
# $words est une liste comme « régate », « port » ou 2 autres mots.
not-mentioned = { $count ->
    [one] Je n’ai pas trouvé ce mot : { $words }.
   *[other] Je n’ai pas trouvé ces mots : { $words }.
    }
word-quoted = « { $word } »
words-more = { $count ->
    [one] { $count } autre
   *[other] { $count } autres
    }
nearest = Ce que j’ai trouvé de plus proche – sans forcément répondre :
closest-found = Ce que j’ai trouvé de plus proche. Cela ne répond peut-être pas à ta question :
other-language = Mes sources semblent être en { $language }. Essaie de poser ta question en { $language }.
try-other-words = Essaie de reformuler. `/sources list` montre ce que je peux citer.

## Ce qui ne va pas dans une question

error-question-empty = Cette question est vide. Écris ta question.
error-question-long = Cette question compte { $length } caractères ; le maximum est { $most }. Demande une seule chose, en une phrase.
error-question-wordless = Cette question ne contient aucun mot. Écris ta question.

## Quand quelque chose échoue

too-slow = Cela prenait trop de temps, alors j’ai arrêté. Réessaie dans une minute.
failed = Il y a eu un problème de mon côté. Réessaie plus tard.
leaving = Je vais redémarrer. Réessaie dans une minute.
unknown-button = Ce bouton appartient à une autre version de moi. Pose de nouveau ta question.
automod = L’AutoMod de ce serveur a bloqué ma réponse. Pose de nouveau la question avec `private`, ou adresse-toi à la modération.
# La même référence figure dans le journal de l’opérateur.
reference = (référence { $code })
