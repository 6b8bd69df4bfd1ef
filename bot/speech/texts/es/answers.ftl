### Lo que se dice alrededor de una cita, y donde no la hay.

source = Fuente
open = Abrir
page = página { $number }
paragraph = párrafo { $number }
shortened = acortado aquí: la frase sigue en la fuente
cut = y más, que no cabe aquí
still-so = ¿Sigue siendo así?

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
why-off-topic = Tratan de otras cosas.
why-not-in-sources = { "" }
why-false-premise = Es posible que no respalden lo que la pregunta da por hecho.
# $words es una lista como «regata», «puerto» o 2 palabras más.
not-mentioned = Ninguna de ellas menciona { $words }.
word-quoted = «{ $word }»
words-more = { $count ->
    [one] 1 palabra más
   *[other] { $count } palabras más
    }
nearest = Lo más cercano en las fuentes, aunque no responde a la pregunta:
try-other-words = Quizá ayuden otras palabras. `/sources list` muestra lo que puedo citar.

## Qué le pasa a una pregunta

error-question-empty = Esa pregunta está vacía. Pregunta con unas pocas palabras.
error-question-long = Esa pregunta tiene { $length } caracteres; el máximo es { $most }. Pregunta una sola cosa, en una frase.
error-question-wordless = Esa pregunta no tiene ninguna palabra. Pregunta con unas pocas palabras.

## Cuando algo falla

too-slow = Estaba tardando demasiado, así que lo dejé. Vuelve a preguntar en un minuto, por favor.
failed = Algo salió mal de mi lado, no en tu pregunta. Vuelve a preguntar más tarde, por favor.
leaving = Estoy a punto de reiniciarme. Vuelve a preguntar en un minuto, por favor.
# La misma referencia está en el registro de quien opera el bot.
reference = (referencia { $code })
