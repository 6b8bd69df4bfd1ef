### Ce sur quoi on peut appuyer sous une réponse ou un refus, et ce qui s’ensuit.

show-in-context = Voir le contexte
more-quotes = Autres citations
read-on = Lire la suite
share = Partager avec tous
shared = Partagé
ask-a-human = Demander à un humain
nearest-passages = Passages les plus proches
more-passages = Autres passages
helpful = Utile
not-helpful = Pas utile

# Sous une citation dont seul le début est montré ; $button est le nom d’un bouton.
folded = repliée ici : « { $button } » montre la suite

error-question-forgotten = Ce message ne me dit plus ce qui a été demandé. Repose ta question.

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

## D’autres citations. Rien ici ne doit paraître aussi sûr qu’une réponse.

further-quotes = Autres citations – moins sûres :
no-further-quotes = Aucune autre citation ne s’approche d’une réponse.
answers-no-longer = J’ai cherché de nouveau : mes sources ne répondent plus à cette question.

## Les passages les plus proches d’une question sans réponse

none-of-this-answers = Les passages les plus proches – ils ne répondent peut-être pas à ta question :
nothing-near = Je n’ai rien trouvé de proche de cette question.
more-come-close = D’autres passages proches – ils ne répondent peut-être pas à ta question :
nothing-else-near = Je n’ai rien trouvé d’autre de proche de cette question.
by-now = Voici maintenant la réponse :

## Partager une réponse privée

shared-by = partagé par { $name }
share-changed = Une source a changé depuis la première réponse ; les citations viennent de son texte actuel.
share-less = Partagé. J’ai retiré ce que tout le monde ne peut pas voir ici.
error-share-not-open = Les sources ouvertes à tous ici ne répondent pas à cette question ; je n’ai rien partagé.
error-share-failed = Discord n’a pas accepté le message. Vérifie s’il apparaît plus bas avant de réessayer.

## Demander à un humain. $role est le rôle qui aide ici, $thread un lien vers un fil.

human-thread = Une question pour un humain
human-wanted = { $role } Quelqu’un aimerait qu’une personne vérifie la réponse ci-dessus.
human-wanted-by = { $role } { $name } demande : { $question }
human-asked = J’ai demandé ici : { $thread }
human-asked-before = C’est déjà demandé ici : { $thread }
human-really = Ta question devient publique : j’ouvre dans ce salon un fil avec ta question et ton nom, et je mentionne les personnes qui aident ici. Ma réponse reste privée.
human-confirm = Demander en public
error-no-helpers = Aucun rôle d’aide n’est choisi ici. Les responsables du serveur peuvent en choisir un avec /settings.
error-helpers-not-mentionable = Je n’ai pas le droit de mentionner le rôle { $role }. Les responsables du serveur peuvent permettre à tous de le mentionner, ou me donner la permission « Mentionner @everyone, @here et tous les rôles ».
error-no-threads = Je n’ai pas le droit d’ouvrir un fil ici. Les responsables du serveur peuvent me donner « Créer des fils publics » et « Envoyer des messages dans les fils ».
error-thread-closed = Ce fil est fermé. Les modérateurs peuvent le rouvrir.
