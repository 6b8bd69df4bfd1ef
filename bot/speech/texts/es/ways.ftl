### The ways to ask, and what maintainers set.

## What is said to those who ask

way-closed = Esta forma de preguntar está desactivada en este servidor: { $way }. `/help` muestra otras.
direct-closed = Aquí no respondo por mensaje directo. Pregúntame en un servidor.
no-words-there = En ese mensaje no hay palabras que pueda buscar.
only-in = Solo de: { $title }
no-answer-within = Esa fuente no responde a esto.
not-mentioned-within = { $count ->
    [one] No encontré en ella esta palabra: { $words }.
   *[other] No encontré en ella estas palabras: { $words }.
    }

error-source-gone = No puedo citar esa fuente aquí. Elige una de la lista o pregunta sin fuente.
error-source-unclear = Ese nombre puede referirse a { $count } fuentes. Elige una de la lista o escribe más del título.

## The ways

way-command = el comando `/ask`
way-mention = mencionarme
way-reply = responder a mis mensajes
way-thread = hilos en los que participo, sin mención
way-channel = toda pregunta en un canal de preguntas
way-forum = una primera respuesta a las publicaciones nuevas de un foro
way-menu = clic derecho, «Responder a esto»

## What maintainers are told

settings-heading = Ajustes de este servidor
way-state = { $way }: { $state }
state-on = activado
state-off = desactivado
state-unread = activado, pero no puedo leer los mensajes de allí
direct-open = mensajes directos: activado (el operador lo decide para todos los servidores)
direct-off = mensajes directos: desactivado (el operador lo decide para todos los servidores)
content-closed = Aquí no puedo leer mensajes que no me mencionen. El operador debe activar «Message Content Intent» (Developer Portal → Bot) y reiniciarme.
channel-unnamed = Aún no hay canal de preguntas: elige uno con `/settings channel`.
forum-unnamed = Aún no hay foro: elige uno con `/settings forum`.
channel-answered = Desde ahora respondo a cada pregunta en { $room }.
channel-not-answered = En { $room } solo respondo cuando alguien me pregunta directamente.
forum-answered = Desde ahora, las publicaciones nuevas de { $room } reciben una primera respuesta. Las anteriores no.
forum-not-answered = No respondo a las publicaciones nuevas de { $room }.
helpers-none = «Preguntar a una persona» no menciona a nadie.
helpers-are = «Preguntar a una persona» menciona a { $role }.
error-helpers-everybody = Todo el mundo tiene ese rol. Elige otro.
kept-none = Las preguntas no se guardan. Así que nadie puede ver después qué quedó sin respuesta.
closest-shown = Cuando no estoy seguro, muestro el texto más parecido y digo que quizá no responda.
closest-not-shown = Cuando no estoy seguro, no muestro ningún texto, solo dónde mirar.
kept-by-all = `/privacy` se lo dice a todos, y con `/forget-me` cada persona borra las suyas al momento.
lacking = Me faltan estos permisos en { $room }: { $permissions }.
may-view = Ver canal
may-send = Enviar mensajes
may-send-in-threads = Enviar mensajes en hilos
may-read-history = Leer el historial de mensajes
