### Lo que se preguntó sin respuesta, para los responsables de un servidor.

gaps-heading = Lo que se preguntó aquí y quedó sin respuesta
gaps-summary = { $questions ->
    [one] 1 pregunta
   *[other] { $questions } preguntas
    } { $days ->
    [one] del último día
   *[other] de los últimos { $days } días
    }; las que dicen casi lo mismo van juntas, las más frecuentes primero.
gaps-refused = { $count ->
    [one] sin respuesta una vez
   *[other] sin respuesta { $count } veces
    }
gaps-voted-down = { $count ->
    [one] con un voto negativo
   *[other] con { $count } votos negativos
    }
gaps-newest = la última el { $day }
gaps-missing = ninguna fuente menciona { $words }
gaps-off-topic = otro tema
gaps-not-in-sources = no está en las fuentes
gaps-false-premise = quizá da por hecho algo falso
gaps-none = De lo que se guarda, nada quedó sin respuesta.
gaps-left-out = Se omiten las preguntas a fuentes que no puedes leer en este canal.
gaps-file = El archivo las tiene como borradores: escribe en cada una lo que la responde, o déjalo vacío, y `quoth eval` mide con ellas.
gaps-file-hint = `/gaps export` las adjunta como archivo con borradores de preguntas.

## Donde no se guarda nada

gaps-nothing-kept = Este servidor no guarda preguntas, así que solo puedo decir cuántas hubo.
gaps-opt-in = Para ver cuáles fueron: `/settings keep 30` guarda durante 30 días lo que no respondo o lo que recibe votos negativos. `/privacy` se lo dice entonces a todos, y `/forget-me` borra lo que es de alguien.
gaps-counts = Contado hasta ahora, en todos los servidores que reciben respuestas de las mismas fuentes:
gaps-count-answered = { $count ->
    [one] 1 pregunta respondida
   *[other] { $count } preguntas respondidas
    }
gaps-count-refused = { $count ->
    [one] 1 pregunta sin respuesta
   *[other] { $count } preguntas sin respuesta
    }
gaps-count-votes = votos: { $up } útil, { $down } no útil
