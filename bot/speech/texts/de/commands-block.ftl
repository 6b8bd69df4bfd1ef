### The names of /block, as Discord shows them.

command-block-name = sperren
command-block-description = Für den Betreiber: Personen und Server abweisen
command-block-add-name = hinzufügen
command-block-add-description = Einer Person oder einem Server nicht mehr antworten
command-block-add-person-name = person
command-block-add-person-description = Die ID der Person, oder eine Erwähnung
command-block-add-server-name = server
command-block-add-server-description = Oder die ID des Servers
command-block-add-hours-name = stunden
command-block-add-hours-description = Für wie lange (sonst: auf Dauer)
command-block-lift-name = aufheben
command-block-lift-description = Einer Person oder einem Server wieder antworten
command-block-list-name = liste
command-block-list-description = Wer gesperrt ist
command-block-lift-person-name = person
command-block-lift-person-description = Die ID der Person, oder eine Erwähnung
command-block-lift-server-name = server
command-block-lift-server-description = Oder die ID des Servers
