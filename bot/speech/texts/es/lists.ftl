### Las fuentes, las respuestas anteriores, la ayuda.

no-sources = Todavía no hay fuentes, así que no puedo citar nada.
sources-heading = Lo que puedo citar
sources-counted = { $count ->
    [one] 1 fuente
   *[other] { $count } fuentes
    }
sources-more = y { $count } más

## Qué ha sido de lo que citaba una respuesta anterior

no-citation = No puedo saberlo: ese mensaje no es una respuesta mía o no cita nada.
unchanged-since = Nada ha cambiado desde el { $day }.
changed-since = Algo ha cambiado desde el { $day }.
state-unchanged = La fuente no ha cambiado.
state-quote-stands = La fuente ha cambiado, pero estas palabras siguen en ella.
state-quote-gone = La fuente ha cambiado, y estas palabras ya no están en ella.
state-source-gone = Ya no puedo citar esta fuente aquí.

## Ayuda

help-promise = Respondo solo con las palabras de mis fuentes.
help-asking = Pregunta con `/ask`, mencióname o responde a uno de mis mensajes.
help-marks = La frase que responde va en negrita. Las palabras subrayadas son la respuesta misma.
help-refusing = Si mis fuentes no tienen la respuesta, te lo digo. Una fuente puede estar equivocada o desactualizada: compruébala tú.
help-sources = `/sources list` muestra lo que puedo citar.
help-examples = Por ejemplo:
