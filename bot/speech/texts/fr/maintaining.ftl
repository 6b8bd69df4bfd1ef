### Ce qui se dit à ceux qui entretiennent les sources d’un serveur.

not-yours = Il te faut la permission « Gérer le serveur ».
unrecorded = C’est fait, mais je n’ai pas pu l’inscrire dans le journal d’audit. Préviens l’exploitant.
index-damaged = L’index le plus récent de `{ $corpus }` est endommagé. Un index plus ancien répond jusqu’à sa reconstruction. Préviens l’exploitant.

## Où vaut une règle. $channel et $role sont des mentions, qui n’avertissent personne.

place-server = sur ce serveur
place-channel = dans { $channel }
place-role = dans les réponses privées à { $role }

## Les règles. $corpora sont des noms, $place est l’un des lieux ci-dessus.

rules-heading = D’où viennent mes réponses
rule-here = dans ce salon : { $corpora }
rule-told = { $place } : { $corpora }
rule-added = en plus, { $place } : { $corpora }
rule-default = { $corpora } (par défaut)
rule-choices = au choix : { $corpora }
rule-now = Utilisé maintenant { $place } : { $corpora }
rule-left = Utilisé encore { $place } : { $corpora }
rule-gone = Il n’y a plus de règle particulière { $place }.
rule-really = Ne plus répondre à partir de { $corpora } { $place } ?
rule-clear = Ne plus répondre

## Ce qui ne va pas dans ce qu’a demandé quelqu’un qui entretient les sources

error-no-corpus = Ce serveur n’a pas de corpus « { $name } ». `/corpus show` montre ceux qu’il a.
error-rule-full = Cette règle a déjà { $most } corpus. Retires-en un avec `/corpus clear`.
error-no-rule = Cette règle n’existe pas. `/corpus show` les montre toutes.
error-no-server = Ce n’est pas un serveur ici. Utilise cette commande sur un serveur.
error-channel-and-role = Une règle vaut pour un salon ou pour un rôle, pas pour les deux. N’indique que l’un d’eux.
error-everybodys-role = Tout le monde a ce rôle. Ne l’indique pas : la règle vaut alors pour tout le serveur.

## Où en est un long travail. Les étapes sans texte gardent le nom que leur donne le travail.

step = { $stage } …
step-of = { $stage } : { $done } sur { $total }
stage-beginning = démarrage
stage-reading = lecture
stage-splitting = découpage
stage-encoding-passages = encodage des passages
stage-encoding-windows = encodage des fenêtres
