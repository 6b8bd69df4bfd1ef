### Si une citation figure dans les sources.

# Chaque verdict commence par des mots en gras, que le code met.
verdict-exact = EXACTE.
verdict-exact-means = Mes sources contiennent ces mots.
verdict-changed = MODIFIÉE.
verdict-changed-means = Mes sources ne le disent pas ainsi.
verdict-not-in-the-sources = ABSENTE DE MES SOURCES.
verdict-not-in-the-sources-means = On n'y trouve rien de proche de ces mots.
stitched = Chaque partie figure dans mes sources, mais elles n'y sont pas ensemble.
partial = C'est une partie de phrase : lisez la phrase entière.
words-left-out = Des mots manquent là où se trouvent les points de suspension.
change-left-out = omis : « { $there } »
change-put-in = ajouté : « { $claimed } »
change-differs = la citation porte « { $claimed } », la source « { $there } »
changes-more = et { $count } de plus
# $kinds est une liste des textes typography-…
typography-only = Seule la typographie diffère : { $kinds }.

error-claim-empty = Cette citation ne contient aucun mot. Collez les mots que quelqu'un a cités.
error-claim-long = Cette citation compte { $length } caractères ; le maximum est { $most }. Vérifiez un passage à la fois.

## En quoi une citation peut différer de sa source et rester exacte

typography-quotation-marks = guillemets
typography-dashes = tirets
typography-white-space = espaces
typography-ellipsis = points de suspension
typography-letters = ligatures, accents ou caractères invisibles écrits autrement
typography-markup = balisage
typography-first-letter = majuscule ou minuscule au début
typography-last-mark = le signe final
