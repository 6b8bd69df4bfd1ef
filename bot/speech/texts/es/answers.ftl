### Lo que se dice alrededor de una cita, y donde no la hay.

source = Fuente
open = Abrir
page = página { $number }
paragraph = párrafo { $number }
shortened = cortado aquí: la frase sigue en la fuente
cut = … cortado por falta de espacio
still-so = ¿Sigue vigente?
as-of = La fuente más reciente que he encontrado con una respuesta es del { $date }.
sides = No he encontrado ningún pasaje que diga en qué se diferencian; aquí hay uno sobre cada uno.
unasked = Aquí no cabía el resto. Pregúntalo por separado: { $questions }

## Fuentes que difieren. $count va de dos a cinco.

differ-newest-first = { $count ->
    [2] Dos fuentes difieren; primero, la más reciente.
    [3] Tres fuentes difieren; primero, la más reciente.
    [4] Cuatro fuentes difieren; primero, la más reciente.
   *[other] Cinco fuentes difieren; primero, la más reciente.
    }
differ-undated-last = { $count ->
    [2] Dos fuentes difieren; primero, la más reciente; al final, las que no tienen fecha.
    [3] Tres fuentes difieren; primero, la más reciente; al final, las que no tienen fecha.
    [4] Cuatro fuentes difieren; primero, la más reciente; al final, las que no tienen fecha.
   *[other] Cinco fuentes difieren; primero, la más reciente; al final, las que no tienen fecha.
    }
differ-undated = { $count ->
    [2] Dos fuentes difieren, y ninguna tiene fecha.
    [3] Tres fuentes difieren, y ninguna tiene fecha.
    [4] Cuatro fuentes difieren, y ninguna tiene fecha.
   *[other] Cinco fuentes difieren, y ninguna tiene fecha.
    }

## Donde las fuentes no responden. Nada de esto debe sonar a respuesta.

no-answer = Las fuentes no responden a esta pregunta.
why-off-topic = Mis fuentes tratan de otro tema.
why-not-in-sources = { "" }
why-false-premise = Quizá la pregunta da por hecho algo que mis fuentes no dicen.
# $words es una lista como «regata», «puerto» o 2 palabras más.
not-mentioned = { $count ->
    [one] No encontré esta palabra: { $words }.
   *[other] No encontré estas palabras: { $words }.
    }
word-quoted = «{ $word }»
words-more = { $count ->
    [one] 1 más
   *[other] { $count } más
    }
nearest = Lo más parecido que encontré (quizá no responda):
closest-found = Lo más parecido que encontré. Quizá no responda a tu pregunta:
other-language = Parece que mis fuentes están en { $language }. Prueba a preguntar en { $language }.
try-other-words = Prueba a preguntarlo de otra forma. `/sources list` muestra lo que puedo citar.

## Qué le pasa a una pregunta

error-question-empty = Esa pregunta está vacía. Escribe tu pregunta.
error-question-long = Esa pregunta tiene { $length } caracteres; el máximo es { $most }. Pregunta una sola cosa, en una frase.
error-question-wordless = Esa pregunta no tiene ninguna palabra. Escribe tu pregunta.

## Cuando algo falla

too-slow = Estaba tardando demasiado, así que lo dejé. Inténtalo de nuevo en un minuto, por favor.
failed = Algo salió mal por mi parte. Inténtalo de nuevo más tarde, por favor.
leaving = Estoy a punto de reiniciarme. Inténtalo de nuevo en un minuto, por favor.
unknown-button = Este botón es de otra versión de mí. Vuelve a preguntar, por favor.
automod = El AutoMod de este servidor bloqueó mi respuesta. Vuelve a preguntar con `private`, o habla con la moderación.
# La misma referencia está en el registro de quien opera el bot.
reference = (referencia { $code })
