### Lo que se preguntó sin respuesta, para los responsables de un servidor.

gaps-heading = Preguntas sin respuesta aquí
gaps-summary = { $questions ->
    [one] 1 pregunta
   *[other] { $questions } preguntas
    } { $days ->
    [one] del último día
   *[other] de los últimos { $days } días
    }; las parecidas van agrupadas, las más frecuentes primero.
gaps-refused = { $count ->
    [one] sin respuesta una vez
   *[other] sin respuesta { $count } veces
    }
gaps-near = { $count ->
    [one] mostrado una vez lo más parecido
   *[other] mostrado { $count } veces lo más parecido
    }
gaps-voted-down = { $count ->
    [one] con un voto negativo
   *[other] con { $count } votos negativos
    }
gaps-newest = la última el { $day }
gaps-missing = palabras no encontradas: { $words }
gaps-off-topic = otro tema
gaps-not-in-sources = no está en las fuentes
gaps-false-premise = quizá da por hecho algo falso
gaps-none = No hay preguntas sin respuesta guardadas.
gaps-file = El archivo adjunto las contiene como borradores, para el operador.
gaps-file-hint = `/gaps export` las adjunta en un archivo.
gaps-left-out = Se omiten las preguntas a fuentes que no puedes leer en este canal.

## Donde no se guarda nada

gaps-nothing-kept = Este servidor no guarda preguntas, así que solo puedo decir cuántas hubo.
gaps-opt-in = Para ver las preguntas, usa `/settings keep 30`: entonces guardo durante 30 días lo que no puedo responder o lo que recibe votos negativos. `/privacy` se lo dice a todos, y con `/forget-me` cada persona borra las suyas.
gaps-counts = Hasta ahora, en todos los servidores con las mismas fuentes:
gaps-count-answered = { $count ->
    [one] 1 pregunta respondida
   *[other] { $count } preguntas respondidas
    }
gaps-count-near = { $count ->
    [one] 1 pregunta para la que solo mostré lo más parecido
   *[other] { $count } preguntas para las que solo mostré lo más parecido
    }
gaps-count-refused = { $count ->
    [one] 1 pregunta sin respuesta
   *[other] { $count } preguntas sin respuesta
    }
gaps-count-votes = votos: { $up } útil, { $down } no útil
gaps-count-votes-near = sobre lo más parecido: { $up } útil, { $down } no útil
