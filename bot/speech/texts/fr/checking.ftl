### Si une citation figure dans les sources.

# Chaque verdict commence par des mots en gras, que le code met.
verdict-exact = EXACTE.
verdict-exact-means = Mes sources contiennent ces mots.
verdict-shortened = ABRÉGÉE.
verdict-shortened-means = Des mots de mes sources ont été omis.
verdict-changed = MODIFIÉE.
verdict-changed-means = Mes sources ne le disent pas ainsi.
verdict-not-in-the-sources = ABSENTE DE MES SOURCES.
verdict-not-in-the-sources-means = Je n'ai rien trouvé de semblable.
stitched = Assemblée à partir d'endroits différents : chaque partie figure dans mes sources, mais elles ne s'y suivent pas.
partial = Ce n'est qu'une partie de phrase. La phrase entière :
# $words est une liste de mots de la source, chacun un word-quoted.
words-left-out = Omis : { $words }
attribution = Non comparé, car cela dit de qui sont ces mots : « { $words } »
change-left-out = omis : « { $there } »
change-put-in = ajouté : « { $claimed } »
change-differs = la citation dit « { $claimed } », la source « { $there } »
changes-more = et { $count } de plus
# $kinds est une liste des textes typography-…
typography-only = Seule la typographie diffère : { $kinds }.
typography-too = La typographie diffère aussi : { $kinds }.

error-claim-empty = Cette citation ne contient aucun mot. Colle les mots à vérifier.
error-claim-long = Cette citation compte { $length } caractères ; le maximum est { $most }. Vérifie un passage à la fois.

## En quoi une citation peut différer de sa source et rester exacte

typography-quotation-marks = guillemets
typography-dashes = tirets
typography-white-space = espaces
typography-ellipsis = points de suspension
typography-letters = ligatures, accents ou caractères invisibles écrits autrement
typography-markup = balisage
typography-first-letter = majuscule ou minuscule au début
typography-last-mark = le signe final
