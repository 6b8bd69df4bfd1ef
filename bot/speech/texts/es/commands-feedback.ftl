command-privacy-name = privacidad
command-privacy-description = Lo que guardo aquí y lo que no
command-forget-me-name = olvídame
command-forget-me-description = Borrar lo que se guarda de ti, en todas partes
command-gaps-name = lagunas
command-gaps-description = Lo que se preguntó aquí y quedó sin respuesta
command-gaps-export-name = archivo
command-gaps-export-description = También como archivo con borradores de preguntas
