### Límites, votos y lo que se guarda.

# $when es una hora como la escribe Discord, por ejemplo "en 12 segundos".
limited-person = Preguntas más rápido de lo que puedo responderte. Vuelve a preguntar { $when }.
limited-place = Aquí se pregunta ahora más de lo que puedo responder a la vez. Vuelve a preguntar { $when }.
error-humans-person = Por ahora ya has llamado a una persona tantas veces como es posible. Podrás volver a hacerlo { $when }.
error-humans-place = Por ahora ya se ha llamado a quienes ayudan aquí tantas veces como es posible. Podrás volver a llamarlos { $when }.

## Útil y no útil

vote-thanks = Gracias, queda contado.
vote-again = Ya lo habías dicho: cuenta una sola vez.
vote-changed = Gracias, tu voto ha cambiado.
vote-else = Quizá ayuden otras palabras, y `/sources list` muestra de qué puedo citar.
vote-human = También puedes preguntar a una persona: hay un botón para eso debajo de mis respuestas.
vote-kept = { $days ->
    [one] Este servidor guarda esas preguntas durante un día, para que sus responsables vean qué falta: `/privacy` dice más.
   *[other] Este servidor guarda esas preguntas durante { $days } días, para que sus responsables vean qué falta: `/privacy` dice más.
    }

## /privacy

privacy-heading = Lo que guardo aquí
privacy-nothing = De las preguntas, nada: ni sus palabras ni quién preguntó.
privacy-direct = En los mensajes directos, y donde solo tú me has añadido, no guardo nada de las preguntas: ni sus palabras ni quién preguntó.
privacy-kept = { $days ->
    [one] Este servidor guarda durante un día las preguntas que no respondo o cuya respuesta recibe un voto negativo: sus palabras, cuándo y en qué servidor se hicieron, y qué faltaba. Sus responsables pueden leerlas. Lo que se pregunta en privado no se guarda.
   *[other] Este servidor guarda durante { $days } días las preguntas que no respondo o cuya respuesta recibe un voto negativo: sus palabras, cuándo y en qué servidor se hicieron, y qué faltaba. Sus responsables pueden leerlas. Lo que se pregunta en privado no se guarda.
    }
privacy-code = Quién preguntó o votó se guarda solo como un código hecho con una clave secreta, que no se muestra a nadie. Existe para que puedas hacer borrar tus preguntas.
privacy-counted = Cuento por día: preguntas, negativas, fallos, votos, cuánto tardaron las respuestas y qué fuentes se citaron. En un número no hay palabras ni nombres.
privacy-read = En { $channels } leo cada mensaje para ver si es una pregunta. No guardo ninguno.
privacy-answers = Una respuesta repite la pregunta y es un mensaje de Discord. Quien lo borra allí borra las dos cosas.
privacy-memory = Solo en memoria y nunca en disco: durante unos minutos, quién pregunta cuántas veces; y hasta que me reinicie, un código de quién votó qué.
privacy-maintainers = Lo que cambian los responsables se registra con su ID, para que un servidor pueda saber quién lo hizo.
privacy-forget = `/forget-me` borra lo que se guarda de ti, al momento y en todos los servidores.

## /forget-me

forget-what = ¿Borro todas tus preguntas guardadas, en todos los servidores, y las que votaste en contra?
forget-stays = Los números quedan, porque nadie puede decir cuáles son tuyos; también el registro de lo que cambian los responsables.
forget-button = Borrar
forget-done = { $count ->
    [0] No se guarda nada de ti.
    [one] Borrado: 1 entrada. Ya no se guarda nada de ti.
   *[other] Borrado: { $count } entradas. Ya no se guarda nada de ti.
    }
