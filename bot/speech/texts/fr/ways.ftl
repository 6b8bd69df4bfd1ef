### The ways to ask, and what maintainers set.

## What is said to those who ask

way-closed = Les responsables de ce serveur ont désactivé cette façon de demander : { $way }. `/help` indique comment demander autrement.
direct-closed = Je ne réponds pas aux messages privés ici. Posez-moi votre question sur un serveur.
no-words-there = Ce message ne contient aucun mot que je puisse chercher.
only-in = Uniquement dans : { $title }
no-answer-within = Cette source n’y répond pas.
not-mentioned-within = Elle ne mentionne pas { $words }.

error-source-gone = Cette source ne fait pas partie de celles que je peux citer ici, ou n’en fait plus partie. Choisissez-en une dans la liste, ou posez la question sans source.
error-source-unclear = { $count } sources peuvent correspondre à ce nom. Choisissez-en une dans la liste, ou donnez une plus grande partie du titre.

## The ways

way-command = la commande `/ask`
way-mention = me mentionner
way-reply = répondre à mes messages
way-thread = les fils auxquels je participe, sans mention
way-channel = toute question dans un salon de questions
way-forum = une première réponse aux nouveaux posts d’un forum
way-menu = clic droit, « Répondre à ceci »

## What maintainers are told

settings-heading = Comment je réponds sur ce serveur
way-state = { $way } : { $state }
state-on = activé
state-off = désactivé
state-unread = activé, mais fermé, car je n’ai pas le droit d’y lire
direct-open = messages privés : activé ; la personne qui m’héberge en décide pour tous
direct-off = messages privés : désactivé ; la personne qui m’héberge en décide pour tous
content-closed = Je ne peux lire que les messages qui me mentionnent, me répondent avec un ping ou me sont envoyés en privé. Pour les fils, les salons de questions, les forums et les réponses sans ping, la personne qui m’héberge doit ouvrir le Developer Portal → l’application → Bot → Privileged Gateway Intents, activer « Message Content Intent » et me redémarrer.
channel-unnamed = Aucun salon de questions n’est encore désigné : `/settings channel` le permet.
forum-unnamed = Aucun forum n’est encore désigné : `/settings forum` le permet.
channel-answered = Dans { $room }, je réponds désormais à chaque message qui est une question.
channel-not-answered = Dans { $room }, je ne réponds qu’à celles et ceux qui m’appellent.
forum-answered = Les nouveaux posts de { $room } reçoivent désormais une première réponse. Les anciens n’en reçoivent pas.
forum-not-answered = Les nouveaux posts de { $room } ne reçoivent pas de réponse de ma part.
helpers-none = « Demander à un humain » ne mentionne personne.
helpers-are = « Demander à un humain » mentionne { $role }.
error-helpers-everybody = Tout le monde a ce rôle. Choisissez-en un autre.
kept-none = Les questions ne sont pas conservées : une fois traitées, elles sont oubliées. Personne ne peut donc voir plus tard ce qui est resté sans réponse.
kept-days = { $days ->
    [one] Les questions posées sur ce serveur sont conservées pendant { $days } jour, puis supprimées. `/privacy` le dit à tout le monde, et `/forget-me` supprime aussitôt les siennes.
   *[other] Les questions posées sur ce serveur sont conservées pendant { $days } jours, puis supprimées. `/privacy` le dit à tout le monde, et `/forget-me` supprime aussitôt les siennes.
    }
lacking = Dans { $room }, il me manque ces permissions : { $permissions }.
may-view = Voir le salon
may-send = Envoyer des messages
may-send-in-threads = Envoyer des messages dans les fils
may-read-history = Voir les anciens messages
