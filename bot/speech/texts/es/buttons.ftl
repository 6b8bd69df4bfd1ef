### Lo que se puede pulsar debajo de una respuesta o una negativa, y lo que resulta.

show-in-context = Ver en contexto
more-quotes = Más citas
read-on = Seguir leyendo
share = Compartir con todos
shared = Compartido
ask-a-human = Preguntar a una persona
nearest-passages = Pasajes más cercanos
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

further-quotes = Otras citas, con menos probabilidad de responder.
further-quotes-means = Tengo menos certeza sobre estas.
no-further-quotes = No hay más citas que se acerquen a responder esto.
answers-no-longer = He vuelto a buscar: lo que puedo citarte aquí ya no responde a esto.

## Los pasajes más cercanos a una pregunta sin respuesta

none-of-this-answers = Nada de esto responde a tu pregunta. Es lo que más se le acerca:
nothing-near = Nada en las fuentes se acerca a esta pregunta.
by-now = Las fuentes han cambiado, o tienes acceso a más de ellas: esto responde.

## Compartir una respuesta privada

shared-by = compartido por { $name }
share-changed = Una fuente ha cambiado desde la primera respuesta; las citas son de su texto actual.
share-less = Compartido. Parte de lo que viste no está abierta a todos aquí y se ha omitido.
error-share-not-open = Lo que puedo citar a todos aquí no responde a esto; no se ha compartido nada.
error-share-failed = Discord no lo aceptó. Mira si está más abajo antes de intentarlo otra vez.

## Preguntar a una persona. $role es el rol que ayuda aquí, $thread un enlace a un hilo.

human-thread = Una pregunta para una persona
human-wanted = { $role } Alguien quiere que una persona mire la respuesta de arriba.
human-wanted-by = { $role } { $name } pregunta: { $question }
human-asked = He preguntado aquí: { $thread }
human-asked-before = Eso ya se preguntó, aquí: { $thread }
human-really = Tu pregunta se hace pública: abro un hilo en este canal con tu pregunta y tu nombre, y llamo a quienes ayudan aquí. Lo que te respondí sigue siendo solo para ti.
human-confirm = Preguntar en público
error-no-helpers = Aquí no se ha indicado a nadie a quien pueda preguntar. Quien administra este servidor puede elegir un rol con /settings.
error-helpers-not-mentionable = No puedo mencionar el rol { $role }. Quien administra este servidor puede permitir que todos lo mencionen, o darme el permiso «Mencionar @everyone, @here y todos los roles».
error-no-threads = No puedo abrir un hilo aquí. Quien administra este servidor puede darme «Crear hilos públicos» y «Enviar mensajes en hilos».
error-thread-closed = Ese hilo está cerrado. Quien modera aquí puede volver a abrirlo.
