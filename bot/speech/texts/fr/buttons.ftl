### Ce sur quoi on peut appuyer sous une réponse ou un refus, et ce qui s'ensuit.

show-in-context = Voir le contexte
more-quotes = Plus de citations
read-on = Lire la suite
share = Partager avec tous
shared = Partagé
ask-a-human = Demander à un humain
nearest-passages = Passages les plus proches
helpful = Utile
not-helpful = Pas utile

# Sous une citation dont seul le début est montré ; $button est le nom d'un bouton.
folded = repliée ici : « { $button } » montre la suite

error-question-forgotten = Ce message ne me permet plus de savoir ce qui a été demandé. Veuillez reposer la question.

## Une citation dans son contexte

in-context = Dans son contexte
context-moved = La source a changé depuis. Les mots cités se trouvent maintenant ici.
context-above = { $count ->
    [one] { $count } page au-dessus de la citation
   *[other] { $count } pages au-dessus de la citation
    }
context-below = { $count ->
    [one] { $count } page en dessous de la citation
   *[other] { $count } pages en dessous de la citation
    }
context-up = Plus haut
context-back = À la citation
context-down = Plus bas
context-quote = Citation { $number }

## D'autres citations. Rien ici ne doit paraître aussi sûr qu'une réponse.

further-quotes = Autres citations, moins susceptibles de répondre.
further-quotes-means = J'en suis moins sûr.
no-further-quotes = Aucune autre citation ne s'approche d'une réponse.
answers-no-longer = J'ai cherché de nouveau : ce que je peux vous citer ici ne répond plus à cette question.

## Les passages les plus proches d'une question sans réponse

none-of-this-answers = Rien de ceci ne répond à votre question. C'est ce qui s'en rapproche le plus :
nothing-near = Rien dans les sources ne se rapproche de cette question.
by-now = Les sources ont changé, ou davantage vous sont ouvertes : ceci répond.

## Partager une réponse privée

shared-by = partagé par { $name }
share-changed = Une source a changé depuis la première réponse ; les citations viennent de son texte actuel.
share-less = Partagé. Une partie de ce que vous avez vu n'est pas ouverte à tous ici et a été laissée de côté.
error-share-not-open = Ce que je peux citer à tous ici ne répond pas à cette question ; rien n'a été partagé.
error-share-failed = Discord ne l'a pas accepté. Vérifiez si le message se trouve plus bas avant de réessayer.

## Demander à un humain. $role est le rôle qui aide ici, $thread un lien vers un fil.

human-thread = Une question pour un humain
human-wanted = { $role } Quelqu'un souhaite qu'un humain regarde la réponse ci-dessus.
human-wanted-by = { $role } { $name } demande : { $question }
human-asked = J'ai demandé ici : { $thread }
human-asked-before = Cela a déjà été demandé, ici : { $thread }
human-really = Votre question devient publique : j'ouvre dans ce salon un fil avec votre question et votre nom, et j'appelle ceux qui aident ici. Ma réponse reste entre nous.
human-confirm = Demander en public
error-no-helpers = Personne n'est désigné ici à qui je pourrais demander. Les responsables du serveur peuvent choisir un rôle avec /settings.
error-helpers-not-mentionable = Je n'ai pas le droit de mentionner le rôle { $role }. Les responsables du serveur peuvent permettre à tous de le mentionner, ou me donner la permission « Mentionner @everyone, @here et tous les rôles ».
error-no-threads = Je n'ai pas le droit d'ouvrir un fil ici. Les responsables du serveur peuvent me donner « Créer des fils publics » et « Envoyer des messages dans les fils ».
error-thread-closed = Ce fil est fermé. Les modérateurs peuvent le rouvrir.
