### Ce qui a été demandé sans réponse, pour les responsables d’un serveur.

gaps-heading = Ce qui a été demandé ici sans réponse
gaps-summary = { $questions ->
    [one] { $questions } question
   *[other] { $questions } questions
    } { $days ->
    [one] du dernier jour
   *[other] des { $days } derniers jours
    } ; celles qui disent presque la même chose sont réunies, les plus fréquentes d’abord.
gaps-refused = sans réponse { $count } fois
gaps-voted-down = mal notée { $count } fois
gaps-newest = en dernier le { $day }
gaps-missing = aucune source ne mentionne { $words }
gaps-off-topic = hors sujet
gaps-not-in-sources = pas dans les sources
gaps-false-premise = suppose peut-être une chose fausse
gaps-none = Rien de ce qui est conservé n’est resté sans réponse.
gaps-left-out = Les questions posées à des sources que vous ne pouvez pas lire dans ce salon sont omises.
gaps-file = Le fichier les contient comme questions à vérifier : écrivez dans chacune ce qui y répond, ou laissez vide, et `quoth eval` s’en sert pour mesurer.
gaps-file-hint = `/gaps export` les joint dans un fichier de questions à vérifier.

## Là où rien n’est conservé

gaps-nothing-kept = Ce serveur ne conserve aucune question ; je peux seulement dire combien il y en a eu.
gaps-opt-in = Pour voir lesquelles : `/settings keep 30` conserve pendant 30 jours ce à quoi je ne réponds pas ou ce qui est mal noté. `/privacy` le dit alors à tout le monde, et `/forget-me` supprime ce qui est à quelqu’un.
gaps-counts = Compté jusqu’ici, sur tous les serveurs qui reçoivent des réponses des mêmes sources :
gaps-count-answered = { $count ->
    [one] { $count } question avec réponse
   *[other] { $count } questions avec réponse
    }
gaps-count-refused = { $count ->
    [one] { $count } question sans réponse
   *[other] { $count } questions sans réponse
    }
gaps-count-votes = votes : { $up } utile, { $down } pas utile
