### Was denen gesagt wird, die die Quellen eines Servers pflegen.

not-yours = Das dürfen nur diejenigen, die diesen Server verwalten dürfen oder die der Betreiber benannt hat.
unrecorded = Das ist erledigt, konnte aber nicht ins Prüfprotokoll geschrieben werden; sag es bitte dem Betreiber.

## Wo eine Regel gilt. $channel und $role sind Erwähnungen, die niemanden benachrichtigen.

place-server = auf diesem Server
place-channel = in { $channel }
place-role = in privaten Antworten an { $role }

## Die Regeln. $corpora sind Namen, $place ist einer der Orte oben.

rules-heading = Woraus wo geantwortet wird
rule-here = in diesem Kanal: { $corpora }
rule-told = { $place }: { $corpora }
rule-added = zusätzlich { $place }: { $corpora }
rule-default = { $corpora } (Voreinstellung)
rule-choices = zur Auswahl: { $corpora }
rule-now = Ab jetzt wird { $place } geantwortet aus: { $corpora }
rule-left = Es bleibt { $place }: { $corpora }
rule-gone = Eine eigene Regel gibt es { $place } nicht mehr.
rule-really = Die Regel entfernen, die { $place } gilt: { $corpora }?
rule-clear = Entfernen

## Was mit dem nicht stimmt, was jemand verlangt hat, der pflegt

error-no-corpus = Dieser Server hat kein Korpus „{ $name }“. `/corpus show` zeigt, welche er hat.
error-rule-full = Diese Regel hat schon { $most } Korpora. Nimm mit `/corpus clear` eines weg.
error-no-rule = Eine solche Regel gibt es nicht. `/corpus show` zeigt sie alle.
error-no-server = Hier ist kein Server. Verwende diesen Befehl auf einem.
error-channel-and-role = Eine Regel gilt für einen Kanal oder für eine Rolle, nicht für beides. Gib nur eines davon an.
error-everybodys-role = Diese Rolle haben alle. Lass sie weg: Dann gilt die Regel für den Server.

## Wie weit lange Arbeit ist. Schritte ohne Text heißen so, wie die Arbeit sie nennt.

step = { $stage } …
step-of = { $stage }: { $done } von { $total }
stage-beginning = Es geht los
stage-reading = Lesen
stage-splitting = Zerlegen
stage-encoding-passages = Passagen kodieren
stage-encoding-windows = Satzfenster kodieren
