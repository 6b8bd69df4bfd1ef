### Lo que se dice a quienes no preguntan nada a las fuentes.

reply-greeting = ¡Hola! Pregúntame algo y citaré lo que dicen mis fuentes.
reply-thanks = De nada. El mérito es de quienes lo escribieron.
reply-farewell = ¡Hasta luego!
reply-insult = Siento no haber sido de ayuda. A menudo me ayudan otras palabras, y `/sources list` muestra lo que puedo citar.
reply-order = Nadie puede ordenarme que sea otra cosa: no hay en mí ningún modelo de lenguaje que obedezca. Encuentro frases en mis fuentes y las cito.
