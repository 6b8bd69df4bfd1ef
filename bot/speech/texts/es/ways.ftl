### The ways to ask, and what maintainers set.

## What is said to those who ask

way-closed = Quienes llevan este servidor han desactivado esta forma de preguntar: { $way }. `/help` explica cómo preguntar de otra manera.
direct-closed = Aquí no respondo por mensaje directo. Pregúntame en un servidor.
no-words-there = En ese mensaje no hay palabras que pueda buscar.
only-in = Solo de: { $title }
no-answer-within = Esa fuente no responde a esto.
not-mentioned-within = No menciona { $words }.

error-source-gone = Esa fuente no está, o ya no está, entre las que puedo citar aquí. Elige una de la lista o pregunta sin fuente.
error-source-unclear = Ese nombre puede referirse a { $count } fuentes. Elige una de la lista o escribe más de su título.

## The ways

way-command = el comando `/ask`
way-mention = mencionarme
way-reply = responder a mis mensajes
way-thread = hilos en los que participo, sin mención
way-channel = toda pregunta en un canal de preguntas
way-forum = una primera respuesta a las publicaciones nuevas de un foro
way-menu = clic derecho, «Responder a esto»

## What maintainers are told

settings-heading = Cómo respondo en este servidor
way-state = { $way }: { $state }
state-on = activado
state-off = desactivado
state-unread = activado, pero cerrado, porque no puedo leer allí
direct-open = mensajes directos: activado; lo decide para todos quien me opera
direct-off = mensajes directos: desactivado; lo decide para todos quien me opera
content-closed = Solo puedo leer los mensajes que me mencionan, que me responden con aviso o que se me envían directamente. Para los hilos, los canales de preguntas, los foros y las respuestas sin aviso, quien me opera debe abrir el Developer Portal → la aplicación → Bot → Privileged Gateway Intents, activar «Message Content Intent» y reiniciarme.
channel-unnamed = Aún no hay ningún canal de preguntas: se indica con `/settings channel`.
forum-unnamed = Aún no hay ningún foro: se indica con `/settings forum`.
channel-answered = Desde ahora, en { $room } se responde a cada mensaje que sea una pregunta.
channel-not-answered = En { $room } solo respondo a quien me llama.
forum-answered = Desde ahora, las publicaciones nuevas de { $room } reciben una primera respuesta. Las anteriores no.
forum-not-answered = Las publicaciones nuevas de { $room } no reciben respuesta mía.
helpers-none = «Preguntar a una persona» no menciona a nadie.
helpers-are = «Preguntar a una persona» menciona a { $role }.
error-helpers-everybody = Todo el mundo tiene ese rol. Elige otro.
kept-none = Las preguntas no se guardan: una vez respondidas, se olvidan. Así que nadie puede ver después qué quedó sin respuesta.
kept-days = { $days ->
    [one] Las preguntas que se hacen en este servidor se guardan 1 día y después se borran. `/privacy` se lo dice a todos, y con `/forget-me` cada persona borra las suyas al instante.
   *[other] Las preguntas que se hacen en este servidor se guardan { $days } días y después se borran. `/privacy` se lo dice a todos, y con `/forget-me` cada persona borra las suyas al instante.
    }
lacking = En { $room } me faltan estos permisos: { $permissions }.
may-view = Ver canal
may-send = Enviar mensajes
may-send-in-threads = Enviar mensajes en hilos
may-read-history = Leer el historial de mensajes
