### Las fuentes, las respuestas anteriores, la ayuda.

no-sources = Todavía no hay fuentes, así que no hay nada que pueda citar.
sources-heading = Lo que puedo citar
sources-counted = { $count ->
    [one] 1 fuente
   *[other] { $count } fuentes
    }
sources-more = y { $count } más

## Qué ha sido de lo que citaba una respuesta anterior

no-citation = No puedo saberlo: esa respuesta no es mía o no cita nada.
unchanged-since = Nada ha cambiado desde el { $day }.
changed-since = No todo sigue como el { $day }.
state-unchanged = La fuente no ha cambiado.
state-quote-stands = La fuente ha cambiado; estas palabras siguen en ella.
state-quote-gone = La fuente ha cambiado, y estas palabras ya no están en ella.
state-source-gone = La fuente ya no está entre las que puedo citarte aquí.

## Ayuda

help-promise = Respondo con las palabras de mis fuentes, y con ninguna otra.
help-asking = Pregunta con `/ask`, mencióname o responde a uno de mis mensajes. Muestro las frases que responden y el lugar donde están; la frase que responde va en negrita y, cuando sé cuáles de sus palabras responden, van subrayadas.
help-refusing = Cuando las fuentes no responden, lo digo. No añado nada mío, pero una fuente puede estar equivocada o ser antigua: léela donde está.
help-sources = `/sources list` muestra lo que puedo citar.
help-examples = Por ejemplo:
