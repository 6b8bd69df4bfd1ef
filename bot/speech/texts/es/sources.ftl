### Lo que los responsables hacen con las fuentes.

upkeep-not-this-server = Las fuentes no se pueden cambiar desde este servidor, porque otros servidores también reciben respuestas de ellas. El operador puede permitirlo: QUOTH_DISCORD__MAINTAINED_BY={ $server }.
error-url-or-file = Da una dirección o un archivo. Una de las dos cosas, no ambas.
error-no-address = Eso no es una dirección web. Empieza por https://

## Lo que se ve mientras tanto

upkeep-adding = Añadiendo una fuente
upkeep-refreshing = Actualizando las fuentes
upkeep-removing = Quitando una fuente
upkeep-publishing = Publicando el índice nuevo
step-downloading = trayendo el archivo
step-reading = leyendo
step-removing = quitando

## Lo que resultó

upkeep-added = { $name } ya es una fuente.
upkeep-removed = { $name } ya no es una fuente. { $count ->
    [one] 1 archivo sale
   *[other] { $count } archivos salen
    } del índice.
upkeep-files-stay = { $name } ya no está en el registro. Sus archivos se quedan, y siguen siendo fuentes.
upkeep-fetched = { $name }: { $count ->
    [one] 1 página traída
   *[other] { $count } páginas traídas
    }.
upkeep-serves = Desde ahora responde el índice nuevo. Documentos: { $documents }, textos codificados: { $encoded }.
upkeep-unchanged = El índice está al día, no se construyó nada. Documentos: { $documents }, textos codificados: { $encoded }.
upkeep-not-read = no leído: { $why }
upkeep-not-built = Está hecho, pero el índice no se ha reconstruido: { $why }
upkeep-more = y { $count } más
upkeep-gate = El índice nuevo no se publicó: responde peor a sus preguntas. El anterior sigue respondiendo.
upkeep-force-button = Publicar de todos modos
upkeep-really = ¿Quitar { $name } y todo lo que se trajo para ella?
upkeep-really-delete = ¿Quitar { $name } y borrar sus archivos para siempre?
upkeep-remove-button = Quitar

## Cómo están las fuentes

upkeep-status = Las fuentes de { $corpus }
upkeep-serving = Responde { $name }
upkeep-no-entries = El registro está vacío; todos los archivos de la carpeta son fuentes.
upkeep-files = { $count ->
    [one] 1 archivo
   *[other] { $count } archivos
    }
upkeep-fetched-at = traída el { $at }
upkeep-hidden = oculta
upkeep-paused = en pausa
upkeep-no-change = Un índice nuevo sería el mismo.
upkeep-would-change = Un índice nuevo añadiría { $added } documentos, cambiaría { $changed } y quitaría { $removed }. Se construye con /sources refresh.
upkeep-elsewhere = De { $corpora } no sé dónde están las fuentes; las construye el operador.
