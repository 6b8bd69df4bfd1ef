### Ce qui a été demandé sans réponse, pour les responsables d’un serveur.

gaps-heading = Questions restées ici sans réponse
gaps-summary = { $questions ->
    [one] { $questions } question
   *[other] { $questions } questions
    } { $days ->
    [one] du dernier jour
   *[other] des { $days } derniers jours
    } ; les questions semblables sont regroupées, les plus fréquentes d’abord.
gaps-refused = sans réponse { $count } fois
gaps-near = le plus proche montré { $count } fois
gaps-voted-down = mal notée { $count } fois
gaps-newest = en dernier le { $day }
gaps-missing = mots introuvables : { $words }
gaps-off-topic = hors sujet
gaps-not-in-sources = pas dans les sources
gaps-false-premise = suppose peut-être une chose fausse
gaps-none = Aucune question sans réponse n’est conservée.
gaps-file = Le fichier joint les contient comme brouillons, pour l’exploitant.
gaps-file-hint = `/gaps export` les joint dans un fichier.
gaps-left-out = Les questions posées à des sources que tu ne peux pas lire dans ce salon sont omises.

## Là où rien n’est conservé

gaps-nothing-kept = Ce serveur ne conserve aucune question ; je peux seulement dire combien il y en a eu.
gaps-opt-in = Pour voir les questions, utilise `/settings keep 30` : je conserve alors pendant 30 jours ce à quoi je ne sais pas répondre ou ce qui est mal noté. `/privacy` le dit à tout le monde, et avec `/forget-me` chacun supprime ses propres questions.
gaps-counts = Jusqu’ici, sur tous les serveurs qui ont les mêmes sources :
gaps-count-answered = { $count ->
    [one] { $count } question avec réponse
   *[other] { $count } questions avec réponse
    }
gaps-count-near = { $count ->
    [one] { $count } question pour laquelle je n’ai montré que le plus proche
   *[other] { $count } questions pour lesquelles je n’ai montré que le plus proche
    }
gaps-count-refused = { $count ->
    [one] { $count } question sans réponse
   *[other] { $count } questions sans réponse
    }
gaps-count-votes = votes : { $up } utile, { $down } pas utile
gaps-count-votes-near = sur le plus proche : { $up } utile, { $down } pas utile
