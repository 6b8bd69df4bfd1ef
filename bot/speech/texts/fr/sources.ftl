### Ce que les responsables font des sources.

upkeep-not-this-server = Les sources ne peuvent pas être modifiées depuis ce serveur : d’autres serveurs en tirent aussi leurs réponses. L’exploitant peut l’autoriser : QUOTH_DISCORD__MAINTAINED_BY={ $server }.
error-url-or-file = Indiquez une adresse ou un fichier. L’un des deux, pas les deux.
error-no-address = Ce n’est pas une adresse web. Elle commence par https://

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
    [one] { $count } fichier quitte
   *[other] { $count } fichiers quittent
    } l’index.
upkeep-files-stay = { $name } n’est plus dans le registre. Ses fichiers restent, et restent des sources.
upkeep-fetched = { $name } : { $count ->
    [one] { $count } page récupérée
   *[other] { $count } pages récupérées
    }.
upkeep-serves = Le nouvel index répond désormais. Documents : { $documents }, textes encodés : { $encoded }.
upkeep-unchanged = L’index est à jour, rien n’a été construit. Documents : { $documents }, textes encodés : { $encoded }.
upkeep-not-read = non lu : { $why }
upkeep-not-built = C’est fait, mais l’index n’a pas été reconstruit : { $why }
upkeep-more = et { $count } de plus
upkeep-gate = Le nouvel index n’a pas été publié : il répond moins bien à vos questions. L’ancien continue de répondre.
upkeep-force-button = Publier quand même
upkeep-really = Retirer { $name }, et tout ce qui a été récupéré pour elle ?
upkeep-really-delete = Retirer { $name }, et supprimer définitivement ses fichiers ?
upkeep-remove-button = Retirer

## Où en sont les sources

upkeep-status = Les sources de { $corpus }
upkeep-serving = { $name } répond
upkeep-no-entries = Le registre est vide ; tous les fichiers du dossier sont des sources.
upkeep-files = { $count ->
    [one] { $count } fichier
   *[other] { $count } fichiers
    }
upkeep-fetched-at = récupérée le { $at }
upkeep-hidden = masquée
upkeep-paused = en pause
upkeep-no-change = Un nouvel index serait le même.
upkeep-would-change = Un nouvel index ajouterait { $added } documents, en modifierait { $changed } et en retirerait { $removed }. Pour le construire : /sources refresh.
upkeep-elsewhere = De { $corpora }, j’ignore où se trouvent les sources ; l’exploitant s’en charge.
