### The ways to ask, and what maintainers set.

## What is said to those who ask

way-closed = Cette façon de demander est désactivée sur ce serveur : { $way }. `/help` en montre d’autres.
direct-closed = Je ne réponds pas aux messages privés ici. Pose-moi ta question sur un serveur.
no-words-there = Ce message ne contient aucun mot que je puisse chercher.
only-in = Uniquement dans : { $title }
no-answer-within = Cette source n’y répond pas.
not-mentioned-within = { $count ->
    [one] Je n’y ai pas trouvé ce mot : { $words }.
   *[other] Je n’y ai pas trouvé ces mots : { $words }.
    }

error-source-gone = Je ne peux pas citer cette source ici. Choisis-en une dans la liste, ou pose ta question sans source.
error-source-unclear = Ce nom peut désigner { $count } sources. Choisis-en une dans la liste, ou donne une plus grande partie du titre.

## The ways

way-command = la commande `/ask`
way-mention = me mentionner
way-reply = répondre à mes messages
way-thread = les fils auxquels je participe, sans mention
way-channel = toute question dans un salon de questions
way-forum = une première réponse aux nouveaux posts d’un forum
way-menu = clic droit, « Répondre à ceci »

## What maintainers are told

settings-heading = Réglages de ce serveur
way-state = { $way } : { $state }
state-on = activé
state-off = désactivé
state-unread = activé, mais je ne peux pas y lire les messages
direct-open = messages privés : activé (l’exploitant en décide pour tous les serveurs)
direct-off = messages privés : désactivé (l’exploitant en décide pour tous les serveurs)
content-closed = Ici, je ne peux pas lire les messages qui ne me mentionnent pas. L’exploitant doit activer « Message Content Intent » (Developer Portal → Bot) et me redémarrer.
channel-unnamed = Pas encore de salon de questions : choisis-en un avec `/settings channel`.
forum-unnamed = Pas encore de forum : choisis-en un avec `/settings forum`.
channel-answered = Dans { $room }, je réponds désormais à chaque question.
channel-not-answered = Dans { $room }, je ne réponds que si l’on me le demande directement.
forum-answered = Les nouveaux posts de { $room } reçoivent désormais une première réponse. Les anciens n’en reçoivent pas.
forum-not-answered = Je ne réponds pas aux nouveaux posts de { $room }.
helpers-none = « Demander à un humain » ne mentionne personne.
helpers-are = « Demander à un humain » mentionne { $role }.
error-helpers-everybody = Tout le monde a ce rôle. Choisis-en un autre.
kept-none = Les questions ne sont pas conservées. Personne ne peut donc voir plus tard ce qui est resté sans réponse.
closest-shown = Quand je ne suis pas sûr, je montre le texte le plus proche en disant qu’il ne répond peut-être pas.
closest-not-shown = Quand je ne suis pas sûr, je ne montre aucun texte, seulement où chercher.
kept-by-all = `/privacy` le dit à tout le monde, et avec `/forget-me` chacun supprime aussitôt les siennes.
lacking = Il me manque ces permissions dans { $room } : { $permissions }.
may-view = Voir le salon
may-send = Envoyer des messages
may-send-in-threads = Envoyer des messages dans les fils
may-read-history = Voir les anciens messages
