### Was Verwalter mit den Quellen tun.

upkeep-not-this-server = Von diesem Server aus lassen sich die Quellen nicht ändern, denn auch andere Server bekommen ihre Antworten daraus. Der Betreiber kann es erlauben: QUOTH_DISCORD__MAINTAINED_BY={ $server }.
error-url-or-file = Gib eine Adresse oder eine Datei an. Eins von beiden, nicht beides.
error-no-address = Das ist keine Webadresse. Sie beginnt mit https://

## Was währenddessen zu sehen ist

upkeep-adding = Eine Quelle wird hinzugefügt
upkeep-refreshing = Die Quellen werden aufgefrischt
upkeep-removing = Eine Quelle wird entfernt
upkeep-publishing = Der neue Index wird veröffentlicht
step-downloading = die Datei wird geholt
step-reading = wird gelesen
step-removing = wird entfernt

## Was daraus wurde

upkeep-added = { $name } ist jetzt eine Quelle.
upkeep-removed = { $name } ist keine Quelle mehr. { $count ->
    [one] 1 Datei verlässt
   *[other] { $count } Dateien verlassen
    } den Index.
upkeep-files-stay = { $name } steht nicht mehr im Verzeichnis. Die Dateien bleiben, und sie bleiben Quellen.
upkeep-fetched = { $name }: { $count ->
    [one] 1 Seite
   *[other] { $count } Seiten
    } geholt.
upkeep-serves = Ab jetzt antwortet der neue Index. Dokumente: { $documents }, kodierte Texte: { $encoded }.
upkeep-unchanged = Der Index ist aktuell, nichts wurde gebaut. Dokumente: { $documents }, kodierte Texte: { $encoded }.
upkeep-not-read = nicht gelesen: { $why }
upkeep-not-built = Das ist getan, aber der Index wurde nicht neu gebaut: { $why }
upkeep-more = und { $count } weitere
upkeep-gate = Der neue Index wurde nicht veröffentlicht: Er beantwortet eure Fragen schlechter. Der bisherige antwortet weiter.
upkeep-force-button = Trotzdem veröffentlichen
upkeep-really = { $name } entfernen, mit allem, was dafür geholt wurde?
upkeep-really-delete = { $name } entfernen und die Dateien endgültig löschen?
upkeep-remove-button = Entfernen

## Wie es um die Quellen steht

upkeep-status = Die Quellen von { $corpus }
upkeep-serving = Es antwortet { $name }
upkeep-no-entries = Im Verzeichnis steht keine Quelle; alle Dateien des Ordners sind Quellen.
upkeep-files = { $count ->
    [one] 1 Datei
   *[other] { $count } Dateien
    }
upkeep-fetched-at = geholt { $at }
upkeep-hidden = verborgen
upkeep-paused = angehalten
upkeep-no-change = Ein neuer Index wäre derselbe.
upkeep-would-change = In einem neuen Index kämen { $added } Dokumente hinzu, { $changed } wären geändert und { $removed } fielen weg. Gebaut wird er mit /sources refresh.
upkeep-elsewhere = Von { $corpora } weiß ich nicht, wo die Quellen liegen; die baut der Betreiber.
