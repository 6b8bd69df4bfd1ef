### Ce que les responsables font des sources.

upkeep-not-this-server = Les sources ne peuvent pas être modifiées depuis ce serveur, car d’autres serveurs les utilisent aussi. L’exploitant peut l’autoriser : QUOTH_DISCORD__MAINTAINED_BY={ $server }.
error-url-or-file = Indique une adresse ou un fichier, pas les deux.
error-no-address = Ce n’est pas une adresse web. Elle doit commencer par https://

## Ce qui s’affiche entre-temps

upkeep-adding = Ajout d’une source
upkeep-refreshing = Actualisation des sources
upkeep-removing = Retrait d’une source
upkeep-publishing = Publication du nouvel index
step-downloading = récupération du fichier
step-reading = lecture
step-removing = retrait

## Ce qui en est sorti

upkeep-added = { $name } est désormais une source.
upkeep-removed = { $name } n’est plus une source. { $count ->
    [one] { $count } fichier a été retiré
   *[other] { $count } fichiers ont été retirés
    } de l’index.
upkeep-files-stay = { $name } n’est plus dans le registre. Ses fichiers restent et servent toujours de sources.
upkeep-fetched = { $name } : { $count ->
    [one] { $count } page récupérée
   *[other] { $count } pages récupérées
    }.
upkeep-serves = Terminé : { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
    }, utilisables dès maintenant.
upkeep-unchanged = Rien n’a changé : { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
    }.
upkeep-not-read = non lu : { $why }
upkeep-not-built = C’est fait, mais l’index n’a pas été reconstruit : { $why }
upkeep-more = et { $count } autres
upkeep-gate = Le nouvel index n’a pas été publié : il répond moins bien aux questions de test. J’utilise toujours l’ancien.
upkeep-force-button = Publier quand même
upkeep-really = Retirer { $name } et tout ce qui a été récupéré pour cette source ?
upkeep-really-delete = Retirer { $name } et supprimer définitivement ses fichiers ?
upkeep-remove-button = Retirer

## Où en sont les sources

upkeep-status = Sources de { $corpus }
upkeep-serving = utilisé : { $name }
upkeep-no-entries = Aucune source dans le registre : j’utilise tous les fichiers du dossier.
upkeep-files = { $count ->
    [one] { $count } fichier
   *[other] { $count } fichiers
    }
upkeep-fetched-at = récupérée le { $at }
upkeep-hidden = masquée
upkeep-paused = en pause
upkeep-no-change = Reconstruire l’index ne changerait rien.
upkeep-would-change = Documents qu’une reconstruction ajouterait : { $added }, modifierait : { $changed }, retirerait : { $removed }. Pour reconstruire l’index : /sources refresh.
upkeep-elsewhere = J’ignore où se trouvent les sources de { $corpora } ; l’exploitant s’en charge.
