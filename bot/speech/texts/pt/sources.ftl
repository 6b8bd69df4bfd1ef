### O que os responsáveis fazem com as fontes.

upkeep-not-this-server = As fontes não podem ser alteradas a partir deste servidor, porque outros servidores também as usam. O operador pode permitir: QUOTH_DISCORD__MAINTAINED_BY={ $server }.
error-url-or-file = Informe um endereço ou um arquivo, não ambos.
error-no-address = Isso não é um endereço da web. Ele deve começar com https://

## O que aparece enquanto isso

upkeep-adding = Adicionando uma fonte
upkeep-refreshing = Atualizando as fontes
upkeep-removing = Removendo uma fonte
upkeep-publishing = Publicando o novo índice
step-downloading = baixando o arquivo
step-reading = lendo
step-removing = removendo

## O resultado

upkeep-added = { $name } agora é uma fonte.
upkeep-removed = { $name } não é mais uma fonte. { $count ->
    [one] { $count } arquivo foi removido
   *[other] { $count } arquivos foram removidos
    } do índice.
upkeep-files-stay = { $name } não está mais no registro. Os arquivos ficam e continuam sendo usados como fontes.
upkeep-fetched = { $name }: { $count ->
    [one] { $count } página baixada
   *[other] { $count } páginas baixadas
    }.
upkeep-serves = Pronto: { $documents ->
    [one] { $documents } documento
   *[other] { $documents } documentos
    }, em uso a partir de agora.
upkeep-unchanged = Nada mudou: { $documents ->
    [one] { $documents } documento
   *[other] { $documents } documentos
    }.
upkeep-not-read = não lido: { $why }
upkeep-not-built = Feito, mas o índice não foi reconstruído: { $why }
upkeep-more = e mais { $count }
upkeep-gate = O novo índice não foi publicado: ele responde pior às suas perguntas de teste. Continuo usando o anterior.
upkeep-force-button = Publicar mesmo assim
upkeep-really = Remover { $name } e tudo o que foi baixado para esta fonte?
upkeep-really-delete = Remover { $name } e apagar os arquivos de vez?
upkeep-remove-button = Remover

## Como estão as fontes

upkeep-status = Fontes de { $corpus }
upkeep-serving = em uso: { $name }
upkeep-no-entries = Não há fontes no registro: uso todos os arquivos da pasta.
upkeep-files = { $count ->
    [one] { $count } arquivo
   *[other] { $count } arquivos
    }
upkeep-fetched-at = baixada em { $at }
upkeep-hidden = oculta
upkeep-paused = pausada
upkeep-no-change = Reconstruir o índice não mudaria nada.
upkeep-would-change = Documentos que uma reconstrução acrescentaria: { $added }, mudaria: { $changed }, removeria: { $removed }. Para reconstruir o índice, use /sources refresh.
upkeep-elsewhere = Não sei onde estão as fontes de { $corpora }; quem as constrói é o operador.
