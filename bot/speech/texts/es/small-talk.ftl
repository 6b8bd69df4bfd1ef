### Lo que se dice a quienes no preguntan nada a las fuentes.

reply-greeting = ¡Hola! Pregúntame algo y citaré lo que dicen mis fuentes.
reply-thanks = ¡De nada!
reply-farewell = ¡Hasta luego!
reply-insult = Siento no haber ayudado. Prueba a preguntarlo de otra forma, o mira `/sources list`.
reply-order = Solo cito mis fuentes; no puedo hacer otro papel.
reply-summary = Cito, no resumo. «{ show-in-context }», debajo de una respuesta, muestra más de la fuente.
reply-source = Debajo de cada cita está su fuente. «{ show-in-context }» muestra lo que la rodea.
reply-sure = No puedo juzgarlo, solo cito. Con «{ show-in-context }» puedes comprobar la fuente.
reply-more = Pulsa «{ more-quotes }» debajo de una respuesta, o «{ more-passages }» donde no estaba seguro.
reply-explain = Cito, no explico. «{ show-in-context }» muestra lo que rodea una cita, y «{ more-quotes }» muestra otras.
reply-translate = Cito con las palabras de la fuente y no traduzco. «{ show-in-context }» muestra lo que rodea una cita.
reply-current = Debajo de cada cita está la fecha de su fuente, si la tiene. «{ still-so }», debajo de una respuesta, muestra si la fuente ha cambiado desde entonces.
reply-noted = De acuerdo. Pregúntame cuando quieras.
reply-complaint = Siento que no fuera eso. Pulsa «{ more-quotes }» o «{ more-passages }» debajo de mi respuesta, o pregúntalo con otras palabras.
