### Ob ein Zitat in den Quellen steht.

# Jedes Urteil beginnt mit Wörtern in Fettdruck, den der Code setzt.
verdict-exact = WORTGETREU.
verdict-exact-means = Diese Worte stehen so in meinen Quellen.
verdict-shortened = GEKÜRZT.
verdict-shortened-means = Worte aus meinen Quellen fehlen.
verdict-changed = VERÄNDERT.
verdict-changed-means = So sagen es meine Quellen nicht.
verdict-not-in-the-sources = NICHT IN MEINEN QUELLEN.
verdict-not-in-the-sources-means = Etwas Ähnliches habe ich nicht gefunden.
stitched = Aus verschiedenen Stellen zusammengesetzt: Jeder Teil steht in meinen Quellen, aber sie stehen dort nicht nebeneinander.
partial = Das ist nur ein Teil eines Satzes. Der ganze Satz:
# $words ist eine Aufzählung von Wörtern der Quelle, jedes ein word-quoted.
words-left-out = Ausgelassen: { $words }
attribution = Nicht verglichen, weil es sagt, wessen Worte das sind: „{ $words }“
change-left-out = ausgelassen: „{ $there }“
change-put-in = eingefügt: „{ $claimed }“
change-differs = im Zitat steht „{ $claimed }“, in der Quelle „{ $there }“
changes-more = und { $count } weitere
# $kinds ist eine Aufzählung der Texte typography-…
typography-only = Nur die Typografie ist anders: { $kinds }.
typography-too = Auch die Typografie ist anders: { $kinds }.

error-claim-empty = In diesem Zitat steht kein einziges Wort. Füge die Worte ein, die jemand zitiert hat.
error-claim-long = Dieses Zitat hat { $length } Zeichen; höchstens { $most } sind möglich. Prüfe eine Stelle nach der anderen.

## Worin sich ein Zitat von der Quelle unterscheiden und doch wortgetreu sein kann

typography-quotation-marks = Anführungszeichen
typography-dashes = Striche
typography-white-space = Leerraum
typography-ellipsis = Auslassungspunkte
typography-letters = anders geschriebene Ligaturen, Akzente oder unsichtbare Zeichen
typography-markup = Auszeichnung
typography-first-letter = Groß- oder Kleinschreibung am Anfang
typography-last-mark = das Zeichen am Ende
