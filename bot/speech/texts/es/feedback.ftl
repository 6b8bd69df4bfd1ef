### Límites, votos y lo que se guarda.

# $when es una hora como la escribe Discord, por ejemplo "en 12 segundos".
limited-person = Preguntas más rápido de lo que puedo responder. Inténtalo de nuevo { $when }.
limited-place = Ahora hay muchas preguntas aquí. Inténtalo de nuevo { $when }.
error-humans-person = Por ahora ya has llamado a una persona tantas veces como es posible. Podrás volver a hacerlo { $when }.
error-humans-place = Por ahora ya se ha llamado a quienes ayudan aquí tantas veces como es posible. Podrás volver a llamarlos { $when }.

## Útil y no útil

vote-thanks = Gracias, tomo nota.
vote-again = Ya has votado.
vote-changed = Gracias, he cambiado tu voto.
vote-else = Prueba a preguntarlo de otra forma. `/sources list` muestra lo que puedo citar.
vote-human = También puedes preguntar a una persona, con el botón debajo de mi respuesta.
vote-kept = { $days ->
    [one] Este servidor guarda esas preguntas durante un día, para que sus responsables vean qué falta. Más información: `/privacy`.
   *[other] Este servidor guarda esas preguntas durante { $days } días, para que sus responsables vean qué falta. Más información: `/privacy`.
    }

## /privacy

privacy-heading = Lo que guardo aquí
privacy-nothing = No guardo nada de tus preguntas: ni las palabras ni quién preguntó.
privacy-direct = En los mensajes directos, y donde solo tú me has añadido, no guardo nada de tus preguntas: ni las palabras ni quién preguntó.
privacy-kept = { $days ->
    [one] Este servidor guarda durante un día las preguntas que no puedo responder o cuya respuesta recibe un voto negativo: las palabras, la hora, el servidor y lo que faltaba. Sus responsables pueden leerlas. Las preguntas privadas no se guardan nunca.
   *[other] Este servidor guarda durante { $days } días las preguntas que no puedo responder o cuya respuesta recibe un voto negativo: las palabras, la hora, el servidor y lo que faltaba. Sus responsables pueden leerlas. Las preguntas privadas no se guardan nunca.
    }
privacy-code = Quién preguntó o votó se guarda solo como un código hecho con una clave secreta, que nadie ve. Con él puedes borrar tus preguntas.
privacy-counted = Cuento por día: preguntas, preguntas sin respuesta, fallos, votos, tiempos de respuesta y fuentes citadas. Los números no contienen palabras ni nombres.
privacy-read = En { $channels } leo cada mensaje para ver si es una pregunta. De los demás no guardo nada.
privacy-answers = Mi respuesta es un mensaje de Discord y repite tu pregunta. Al borrarlo se borran las dos.
privacy-memory = Solo en memoria y nunca en disco: quién pregunta cuántas veces, durante unos minutos; las preguntas con sus respuestas, pero no quién preguntó, durante diez minutos como máximo; lo último que preguntaste con `/ask`, con tu identificador y el del canal, durante cinco minutos como máximo; y, hasta que me reinicie, un código de quién votó qué.
privacy-maintainers = Los cambios de los responsables se registran con su ID, para que el servidor pueda saber quién los hizo.
privacy-blocked = Si el operador te bloquea, guardo tu ID mientras dure el bloqueo.
privacy-forget = `/forget-me` borra tus preguntas, al momento y en todos los servidores.
privacy-more = Más información

## /forget-me

forget-what = ¿Borro todas tus preguntas guardadas, en todos los servidores, y las que votaste en contra?
forget-stays = Los números quedan: nadie sabe cuáles son tuyos. También queda el registro de cambios de los responsables.
forget-button = Borrar
forget-done = { $count ->
    [0] No se guarda ninguna pregunta tuya.
    [one] 1 entrada borrada. No se guarda ninguna otra pregunta tuya.
   *[other] { $count } entradas borradas. No se guarda ninguna otra pregunta tuya.
    }
