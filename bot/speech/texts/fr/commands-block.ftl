### The names of /block, as Discord shows them.

command-block-name = bloquer
command-block-description = Pour l’exploitant : écarter des personnes et des serveurs
command-block-add-name = ajouter
command-block-add-description = Ne plus répondre à une personne ou à un serveur
command-block-add-person-name = personne
command-block-add-person-description = L’identifiant de la personne, ou une mention
command-block-add-server-name = serveur
command-block-add-server-description = Ou l’identifiant du serveur
command-block-add-hours-name = heures
command-block-add-hours-description = Pour combien de temps (par défaut : pour toujours)
command-block-lift-name = lever
command-block-lift-description = Répondre de nouveau à une personne ou à un serveur
command-block-list-name = liste
command-block-list-description = Qui est bloqué
command-block-lift-person-name = personne
command-block-lift-person-description = L’identifiant de la personne, ou une mention
command-block-lift-server-name = serveur
command-block-lift-server-description = Ou l’identifiant du serveur
