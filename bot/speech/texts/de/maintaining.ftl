### Was denen gesagt wird, die die Quellen eines Servers pflegen.

not-yours = Dafür brauchst du das Recht „Server verwalten“.
unrecorded = Erledigt, aber ich konnte es nicht ins Prüfprotokoll schreiben. Sag bitte dem Betreiber Bescheid.
index-damaged = Der neueste Index von `{ $corpus }` ist beschädigt. Bis er neu gebaut ist, antwortet ein älterer. Sag bitte dem Betreiber Bescheid.

## Wo eine Regel gilt. $channel und $role sind Erwähnungen, die niemanden benachrichtigen.

place-server = auf diesem Server
place-channel = in { $channel }
place-role = in privaten Antworten an { $role }

## Die Regeln. $corpora sind Namen, $place ist einer der Orte oben.

rules-heading = Woher meine Antworten kommen
rule-here = in diesem Kanal: { $corpora }
rule-told = { $place }: { $corpora }
rule-added = zusätzlich { $place }: { $corpora }
rule-default = { $corpora } (Voreinstellung)
rule-choices = zur Auswahl: { $corpora }
rule-now = Gilt jetzt { $place }: { $corpora }
rule-left = Gilt weiter { $place }: { $corpora }
rule-gone = Es gibt { $place } keine eigene Regel mehr.
rule-really = Nicht mehr aus { $corpora } antworten { $place }?
rule-clear = Nicht mehr antworten

## Was mit dem nicht stimmt, was jemand verlangt hat, der pflegt

error-no-corpus = Dieser Server hat kein Korpus „{ $name }“. `/corpus show` zeigt, welche er hat.
error-rule-full = Diese Regel hat schon { $most } Korpora. Entferne eines mit `/corpus clear`.
error-no-rule = Diese Regel gibt es nicht. `/corpus show` zeigt alle.
error-no-server = Das hier ist kein Server. Verwende den Befehl auf einem Server.
error-channel-and-role = Eine Regel gilt für einen Kanal oder für eine Rolle, nicht für beides. Gib nur eines davon an.
error-everybodys-role = Diese Rolle haben alle. Lass sie weg, dann gilt die Regel für den ganzen Server.

## Wie weit lange Arbeit ist. Schritte ohne Text heißen so, wie die Arbeit sie nennt.

step = { $stage } …
step-of = { $stage }: { $done } von { $total }
stage-beginning = Start
stage-reading = Lesen
stage-splitting = Zerlegen
stage-encoding-passages = Passagen kodieren
stage-encoding-windows = Satzfenster kodieren
