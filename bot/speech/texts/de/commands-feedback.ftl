command-privacy-name = datenschutz
command-privacy-description = Was ich hier aufbewahre, und was nicht
command-forget-me-name = vergiss-mich
command-forget-me-description = Löschen, was von dir aufbewahrt ist, überall
command-gaps-name = lücken
command-gaps-description = Was hier gefragt und nicht beantwortet wurde
command-gaps-export-name = datei
command-gaps-export-description = Auch als Datei mit Fragenentwürfen
