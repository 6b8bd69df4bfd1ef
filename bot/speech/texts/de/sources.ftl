### Was Verwalter mit den Quellen tun.

upkeep-not-this-server = Von diesem Server aus lassen sich die Quellen nicht ändern, denn auch andere Server nutzen sie. Der Betreiber kann es erlauben: QUOTH_DISCORD__MAINTAINED_BY={ $server }.
error-url-or-file = Gib eine Adresse oder eine Datei an, nicht beides.
error-no-address = Das ist keine Webadresse. Sie muss mit https:// beginnen.

## Was währenddessen zu sehen ist

upkeep-adding = Eine Quelle wird hinzugefügt
upkeep-refreshing = Die Quellen werden aktualisiert
upkeep-removing = Eine Quelle wird entfernt
upkeep-publishing = Der neue Index wird veröffentlicht
step-downloading = die Datei wird geholt
step-reading = wird gelesen
step-removing = wird entfernt

## Was daraus wurde

upkeep-added = { $name } ist jetzt eine Quelle.
upkeep-removed = { $name } ist keine Quelle mehr. { $count ->
    [one] 1 Datei wurde
   *[other] { $count } Dateien wurden
    } aus dem Index entfernt.
upkeep-files-stay = { $name } ist nicht mehr eingetragen. Die Dateien bleiben und werden weiter als Quellen verwendet.
upkeep-fetched = { $name }: { $count ->
    [one] 1 Seite
   *[other] { $count } Seiten
    } geholt.
upkeep-serves = Fertig: { $documents ->
    [one] 1 Dokument
   *[other] { $documents } Dokumente
    }, ab jetzt wird daraus geantwortet.
upkeep-unchanged = Nichts hat sich geändert: { $documents ->
    [one] 1 Dokument
   *[other] { $documents } Dokumente
    }.
upkeep-not-read = nicht gelesen: { $why }
upkeep-not-built = Erledigt, aber der Index wurde nicht neu gebaut: { $why }
upkeep-more = und { $count } weitere
upkeep-gate = Der neue Index wurde nicht veröffentlicht: Er beantwortet eure Testfragen schlechter. Der alte bleibt in Gebrauch.
upkeep-force-button = Trotzdem veröffentlichen
upkeep-really = { $name } und alles, was dafür geholt wurde, entfernen?
upkeep-really-delete = { $name } entfernen und die Dateien endgültig löschen?
upkeep-remove-button = Entfernen

## Wie es um die Quellen steht

upkeep-status = Quellen von { $corpus }
upkeep-serving = in Gebrauch: { $name }
upkeep-no-entries = Keine eingetragenen Quellen: Ich verwende jede Datei im Ordner.
upkeep-files = { $count ->
    [one] 1 Datei
   *[other] { $count } Dateien
    }
upkeep-fetched-at = geholt { $at }
upkeep-hidden = verborgen
upkeep-paused = angehalten
upkeep-no-change = Ein neuer Index wäre derselbe.
upkeep-would-change = Dokumente, die ein neuer Index mehr hätte: { $added }, geändert: { $changed }, weniger: { $removed }. Gebaut wird er mit /sources refresh.
upkeep-elsewhere = Ich weiß nicht, wo die Quellen von { $corpora } liegen; der Betreiber baut sie.
