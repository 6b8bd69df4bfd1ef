### Limites, votes, et ce qui est conservé.

# $when est une heure telle que Discord l’écrit, par exemple « dans 12 secondes ».
limited-person = Vous posez vos questions plus vite que je ne peux y répondre. Réessayez { $when }.
limited-place = On me pose ici plus de questions que je ne peux en traiter à la fois. Réessayez { $when }.
error-humans-person = Vous avez fait appel à un humain aussi souvent que possible pour l’instant. Réessayez { $when }.
error-humans-place = On a fait appel aux personnes qui aident ici aussi souvent que possible pour l’instant. Réessayez { $when }.

## Utile et pas utile

vote-thanks = Merci, c’est compté.
vote-again = Vous l’avez déjà dit : cela compte une seule fois.
vote-changed = Merci, votre vote est modifié.
vote-else = D’autres mots aideront peut-être, et `/sources list` montre ce que je peux citer.
vote-human = Vous pouvez aussi demander à une personne : il y a un bouton pour cela sous mes réponses.
vote-kept = { $days ->
    [one] Ce serveur conserve ces questions pendant { $days } jour, pour que ses responsables voient ce qui manque : `/privacy` en dit plus.
   *[other] Ce serveur conserve ces questions pendant { $days } jours, pour que ses responsables voient ce qui manque : `/privacy` en dit plus.
    }

## /privacy

privacy-heading = Ce que je conserve ici
privacy-nothing = Des questions, rien : ni leurs mots, ni qui les a posées.
privacy-direct = Dans les messages privés, et là où vous seul m’avez ajouté, je ne conserve rien des questions : ni leurs mots, ni qui les a posées.
privacy-kept = { $days ->
    [one] Ce serveur conserve pendant { $days } jour les questions auxquelles je ne réponds pas ou dont la réponse est mal notée : leurs mots, quand et sur quel serveur elles ont été posées, et ce qui manquait. Ses responsables peuvent les lire. Ce qui est demandé en privé n’est pas conservé.
   *[other] Ce serveur conserve pendant { $days } jours les questions auxquelles je ne réponds pas ou dont la réponse est mal notée : leurs mots, quand et sur quel serveur elles ont été posées, et ce qui manquait. Ses responsables peuvent les lire. Ce qui est demandé en privé n’est pas conservé.
    }
privacy-code = Qui a demandé ou voté n’est conservé que sous forme d’un code calculé avec une clé secrète, montré à personne. Il sert à pouvoir supprimer vos questions.
privacy-counted = Je compte par jour : questions, refus, échecs, votes, durée des réponses et sources citées. Un compte ne contient ni mots ni noms.
privacy-read = Dans { $channels }, je lis chaque message pour voir si c’est une question. Je n’en conserve aucun.
privacy-answers = Une réponse répète la question, et c’est un message sur Discord. Qui l’y supprime supprime les deux.
privacy-memory = En mémoire seulement, jamais sur le disque : pendant quelques minutes, qui demande combien de fois ; et jusqu’à mon redémarrage, un code de qui a voté sur quoi.
privacy-maintainers = Ce que changent les responsables est consigné avec leur identifiant, pour qu’un serveur puisse savoir qui l’a fait.
privacy-forget = `/forget-me` supprime ce qui est conservé de vous, tout de suite et sur tous les serveurs.

## /forget-me

forget-what = Faut-il supprimer toutes vos questions conservées, sur tous les serveurs, et celles que vous avez mal notées ?
forget-stays = Les comptes restent, car personne ne peut dire lesquels sont les vôtres ; le registre de ce que changent les responsables aussi.
forget-button = Supprimer
forget-done = { $count ->
    [0] Rien n’est conservé de vous.
    [one] Supprimé : { $count } entrée. Plus rien n’est conservé de vous.
   *[other] Supprimé : { $count } entrées. Plus rien n’est conservé de vous.
    }
