### Lo que los responsables hacen con las fuentes.

upkeep-not-this-server = Las fuentes no se pueden cambiar desde este servidor, porque otros servidores también las usan. El operador puede permitirlo: QUOTH_DISCORD__MAINTAINED_BY={ $server }.
error-url-or-file = Da una dirección o un archivo, no ambos.
error-no-address = Eso no es una dirección web. Debe empezar por https://

## Lo que se ve mientras tanto

upkeep-adding = Añadiendo una fuente
upkeep-refreshing = Actualizando las fuentes
upkeep-removing = Quitando una fuente
upkeep-publishing = Publicando el índice nuevo
step-downloading = descargando el archivo
step-reading = leyendo
step-removing = quitando

## Lo que resultó

upkeep-added = { $name } ya es una fuente.
upkeep-removed = { $name } ya no es una fuente. { $count ->
    [one] Se quitó 1 archivo
   *[other] Se quitaron { $count } archivos
    } del índice.
upkeep-files-stay = { $name } ya no está en el registro. Sus archivos se quedan y se siguen usando como fuentes.
upkeep-fetched = { $name }: { $count ->
    [one] 1 página descargada
   *[other] { $count } páginas descargadas
    }.
upkeep-serves = Listo: { $documents ->
    [one] 1 documento
   *[other] { $documents } documentos
    }, en uso desde ahora.
upkeep-unchanged = Nada ha cambiado: { $documents ->
    [one] 1 documento
   *[other] { $documents } documentos
    }.
upkeep-not-read = no leído: { $why }
upkeep-not-built = Hecho, pero el índice no se ha reconstruido: { $why }
upkeep-more = y { $count } más
upkeep-gate = El índice nuevo no se publicó: responde peor a vuestras preguntas de prueba. Sigo usando el anterior.
upkeep-force-button = Publicar de todos modos
upkeep-really = ¿Quitar { $name } y todo lo que se descargó para esta fuente?
upkeep-really-delete = ¿Quitar { $name } y borrar sus archivos para siempre?
upkeep-remove-button = Quitar

## Cómo están las fuentes

upkeep-status = Fuentes de { $corpus }
upkeep-serving = en uso: { $name }
upkeep-no-entries = No hay fuentes en el registro: uso todos los archivos de la carpeta.
upkeep-files = { $count ->
    [one] 1 archivo
   *[other] { $count } archivos
    }
upkeep-fetched-at = descargada el { $at }
upkeep-hidden = oculta
upkeep-paused = en pausa
upkeep-no-change = Reconstruir el índice no cambiaría nada.
upkeep-would-change = Documentos que una reconstrucción añadiría: { $added }, cambiaría: { $changed }, quitaría: { $removed }. Para reconstruir el índice, usa /sources refresh.
upkeep-elsewhere = No sé dónde están las fuentes de { $corpora }; las construye el operador.
