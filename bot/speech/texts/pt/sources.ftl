### O que os responsáveis fazem com as fontes.

upkeep-not-this-server = As fontes não podem ser alteradas a partir deste servidor, porque outros servidores também recebem respostas delas. O operador pode permitir: QUOTH_DISCORD__MAINTAINED_BY={ $server }.
error-url-or-file = Informe um endereço ou um arquivo. Um dos dois, não ambos.
error-no-address = Isso não é um endereço da web. Ele começa com https://

## O que aparece enquanto isso

upkeep-adding = Adicionando uma fonte
upkeep-refreshing = Atualizando as fontes
upkeep-removing = Removendo uma fonte
upkeep-publishing = Publicando o novo índice
step-downloading = buscando o arquivo
step-reading = lendo
step-removing = removendo

## O resultado

upkeep-added = { $name } agora é uma fonte.
upkeep-removed = { $name } não é mais uma fonte. { $count ->
    [one] { $count } arquivo sai
   *[other] { $count } arquivos saem
    } do índice.
upkeep-files-stay = { $name } não está mais no registro. Os arquivos ficam, e continuam sendo fontes.
upkeep-fetched = { $name }: { $count ->
    [one] { $count } página buscada
   *[other] { $count } páginas buscadas
    }.
upkeep-serves = A partir de agora responde o novo índice. Documentos: { $documents }, textos codificados: { $encoded }.
upkeep-unchanged = O índice está em dia, nada foi construído. Documentos: { $documents }, textos codificados: { $encoded }.
upkeep-not-read = não lido: { $why }
upkeep-not-built = Está feito, mas o índice não foi reconstruído: { $why }
upkeep-more = e mais { $count }
upkeep-gate = O novo índice não foi publicado: ele responde pior às suas perguntas. O anterior continua respondendo.
upkeep-force-button = Publicar mesmo assim
upkeep-really = Remover { $name } e tudo o que foi buscado para ela?
upkeep-really-delete = Remover { $name } e apagar os arquivos de vez?
upkeep-remove-button = Remover

## Como estão as fontes

upkeep-status = As fontes de { $corpus }
upkeep-serving = Responde { $name }
upkeep-no-entries = O registro está vazio; todos os arquivos da pasta são fontes.
upkeep-files = { $count ->
    [one] { $count } arquivo
   *[other] { $count } arquivos
    }
upkeep-fetched-at = buscada em { $at }
upkeep-hidden = oculta
upkeep-paused = pausada
upkeep-no-change = Um novo índice seria o mesmo.
upkeep-would-change = Um novo índice acrescentaria { $added } documentos, mudaria { $changed } e removeria { $removed }. Para construí-lo, use /sources refresh.
upkeep-elsewhere = De { $corpora } eu não sei onde estão as fontes; quem as constrói é o operador.
