### Lo que se puede pulsar debajo de una respuesta o una negativa, y lo que resulta.

show-in-context = Ver en contexto
more-quotes = Más citas
read-on = Seguir leyendo
share = Compartir con todos
shared = Compartido
ask-a-human = Preguntar a una persona
nearest-passages = Pasajes más cercanos
more-passages = Más pasajes
helpful = Útil
not-helpful = No es útil

# Debajo de una cita de la que solo se muestra el principio; $button es el nombre de un botón.
folded = plegada aquí: «{ $button }» muestra el resto

error-question-forgotten = Por este mensaje ya no puedo saber qué se preguntó. Vuelve a preguntar, por favor.

## Una cita en su contexto

in-context = En contexto
context-moved = La fuente ha cambiado desde entonces. Las palabras citadas están ahora aquí.
context-above = { $count ->
    [one] 1 página por encima de la cita
   *[other] { $count } páginas por encima de la cita
    }
context-below = { $count ->
    [one] 1 página por debajo de la cita
   *[other] { $count } páginas por debajo de la cita
    }
context-up = Más arriba
context-back = A la cita
context-down = Más abajo
context-quote = Cita { $number }

## Más citas. Nada aquí debe sonar tan seguro como una respuesta.

further-quotes = Más citas (menos seguras):
no-further-quotes = Ninguna otra cita se acerca a una respuesta.
answers-no-longer = He vuelto a buscar: mis fuentes ya no responden a esto.

## Los pasajes más cercanos a una pregunta sin respuesta

none-of-this-answers = Los pasajes más cercanos (quizá no respondan a tu pregunta):
nothing-near = No encontré nada parecido a esta pregunta.
more-come-close = Otros pasajes cercanos (quizá no respondan a tu pregunta):
nothing-else-near = No encontré nada más parecido a esta pregunta.
by-now = Ahora sí, aquí está la respuesta:

## Compartir una respuesta privada

shared-by = compartido por { $name }
share-changed = Una fuente ha cambiado desde la primera respuesta; las citas son de su texto actual.
share-less = Compartido. He omitido lo que aquí no puede ver todo el mundo.
error-share-not-open = Las fuentes que aquí puede ver todo el mundo no responden a esto; no he compartido nada.
error-share-failed = Discord no aceptó el mensaje. Mira si aparece más abajo antes de volver a intentarlo.

## Preguntar a una persona. $role es el rol que ayuda aquí, $thread un enlace a un hilo.

human-thread = Una pregunta para una persona
human-wanted = { $role } Alguien quiere que una persona revise la respuesta de arriba.
human-wanted-by = { $role } { $name } pregunta: { $question }
human-asked = He preguntado aquí: { $thread }
human-asked-before = Eso ya se preguntó aquí: { $thread }
human-really = Tu pregunta se hace pública: abro un hilo en este canal con tu pregunta y tu nombre, y menciono a quienes ayudan aquí. Mi respuesta sigue siendo privada.
human-confirm = Preguntar en público
error-no-helpers = Aquí no hay ningún rol de ayuda. Quien administra este servidor puede elegir uno con /settings.
error-helpers-not-mentionable = No puedo mencionar el rol { $role }. Quien administra este servidor puede permitir que todos lo mencionen, o darme el permiso «Mencionar @everyone, @here y todos los roles».
error-no-threads = No puedo abrir un hilo aquí. Quien administra este servidor puede darme «Crear hilos públicos» y «Enviar mensajes en hilos».
error-thread-closed = Ese hilo está cerrado. Quien modera aquí puede volver a abrirlo.
