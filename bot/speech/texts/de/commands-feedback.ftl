command-privacy-name = datenschutz
command-privacy-description = Was ich hier aufbewahre und was nicht
command-forget-me-name = vergiss-mich
command-forget-me-description = Deine Fragen löschen, auf jedem Server
command-gaps-name = lücken
command-gaps-description = Fragen, die ich hier nicht beantworten konnte
command-gaps-export-name = datei
command-gaps-export-description = Auch als Datei mit Entwürfen
