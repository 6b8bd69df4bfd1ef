command-privacy-name = privacidad
command-privacy-description = Lo que guardo aquí y lo que no
command-forget-me-name = olvídame
command-forget-me-description = Borrar tus preguntas, en todos los servidores
command-gaps-name = lagunas
command-gaps-description = Preguntas sin respuesta aquí
command-gaps-export-name = archivo
command-gaps-export-description = También como archivo de borradores
