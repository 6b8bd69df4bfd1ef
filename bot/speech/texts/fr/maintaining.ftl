### Ce qui se dit à ceux qui entretiennent les sources d'un serveur.

not-yours = Seules les personnes qui peuvent gérer ce serveur, ou que l'opérateur a désignées, peuvent faire cela.
unrecorded = C'est fait, mais cela n'a pas pu être inscrit dans le journal d'audit ; prévenez l'opérateur, s'il vous plaît.

## Où vaut une règle. $channel et $role sont des mentions, qui n'avertissent personne.

place-server = sur ce serveur
place-channel = dans { $channel }
place-role = dans les réponses privées à { $role }

## Les règles. $corpora sont des noms, $place est l'un des lieux ci-dessus.

rules-heading = D'où viennent les réponses, et où
rule-here = dans ce salon : { $corpora }
rule-told = { $place } : { $corpora }
rule-added = en plus, { $place } : { $corpora }
rule-default = { $corpora } (par défaut)
rule-choices = au choix : { $corpora }
rule-now = Désormais, { $place }, les réponses viennent de : { $corpora }
rule-left = Il reste, { $place } : { $corpora }
rule-gone = Il n'y a plus de règle propre { $place }.
rule-really = Supprimer la règle qui vaut { $place } : { $corpora } ?
rule-clear = Supprimer

## Ce qui ne va pas dans ce qu'a demandé quelqu'un qui entretient les sources

error-no-corpus = Ce serveur n'a pas de corpus « { $name } ». `/corpus show` montre ceux qu'il a.
error-rule-full = Cette règle a déjà { $most } corpus. Retirez-en un avec `/corpus clear`.
error-no-rule = Cette règle n'existe pas. `/corpus show` les montre toutes.
error-no-server = Il n'y a pas de serveur ici. Utilisez cette commande sur un serveur.
error-channel-and-role = Une règle vaut pour un salon ou pour un rôle, pas pour les deux. N'indiquez que l'un d'eux.
error-everybodys-role = Tout le monde a ce rôle. Ne l'indiquez pas : la règle est alors celle du serveur.

## Où en est un long travail. Les étapes sans texte gardent le nom que leur donne le travail.

step = { $stage } …
step-of = { $stage } : { $done } sur { $total }
stage-beginning = démarrage
stage-reading = lecture
stage-splitting = découpage
stage-encoding-passages = encodage des passages
stage-encoding-windows = encodage des fenêtres
