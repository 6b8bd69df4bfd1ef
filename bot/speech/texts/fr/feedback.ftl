### Limites, votes, et ce qui est conservé.

# $when est une heure telle que Discord l’écrit, par exemple « dans 12 secondes ».
limited-person = Tu poses tes questions plus vite que je ne peux répondre. Réessaie { $when }.
limited-place = Il y a beaucoup de questions ici. Réessaie { $when }.
error-humans-person = Tu as demandé un humain assez souvent pour l’instant. Réessaie { $when }.
error-humans-place = On a fait appel aux personnes qui aident ici aussi souvent que possible pour l’instant. Réessaie { $when }.

## Utile et pas utile

vote-thanks = Merci, c’est noté.
vote-again = Tu as déjà voté.
vote-changed = Merci, j’ai changé ton vote.
vote-else = Essaie de reformuler. `/sources list` montre ce que je peux citer.
vote-human = Tu peux aussi demander à un humain, avec le bouton sous ma réponse.
vote-kept = { $days ->
    [one] Ce serveur conserve ces questions pendant { $days } jour, pour que ses responsables voient ce qui manque. Plus de détails : `/privacy`.
   *[other] Ce serveur conserve ces questions pendant { $days } jours, pour que ses responsables voient ce qui manque. Plus de détails : `/privacy`.
    }

## /privacy

privacy-heading = Ce que je conserve ici
privacy-nothing = Je ne conserve rien de tes questions : ni les mots, ni qui les a posées.
privacy-direct = Dans les messages privés, et là où toi seul m’as ajouté, je ne conserve rien de tes questions : ni les mots, ni qui les a posées.
privacy-kept = { $days ->
    [one] Ce serveur conserve pendant { $days } jour les questions auxquelles je ne sais pas répondre ou dont la réponse est mal notée : les mots, la date, le serveur et ce qui manquait. Ses responsables peuvent les lire. Les questions privées ne sont jamais conservées.
   *[other] Ce serveur conserve pendant { $days } jours les questions auxquelles je ne sais pas répondre ou dont la réponse est mal notée : les mots, la date, le serveur et ce qui manquait. Ses responsables peuvent les lire. Les questions privées ne sont jamais conservées.
    }
privacy-code = La personne qui a demandé ou voté n’est conservée que sous forme d’un code calculé avec une clé secrète, que personne ne voit. Il te permet de supprimer tes questions.
privacy-counted = Je compte par jour : questions, questions sans réponse, échecs, votes, durée des réponses et sources citées. Ces chiffres ne contiennent ni mots ni noms.
privacy-read = Dans { $channels }, je lis chaque message pour voir si c’est une question. Des autres, je ne conserve rien.
privacy-answers = Ma réponse est un message sur Discord et répète ta question. Le supprimer supprime les deux.
privacy-memory = En mémoire seulement, jamais sur le disque : qui demande combien de fois, pendant quelques minutes ; les questions avec leurs réponses, mais pas qui les a posées, pendant dix minutes au plus ; la dernière question posée avec `/ask`, avec ton identifiant et celui du salon, pendant cinq minutes au plus ; et, jusqu’à mon redémarrage, un code de qui a voté sur quoi.
privacy-maintainers = Les changements faits par les responsables sont consignés avec leur identifiant, pour que le serveur sache qui les a faits.
privacy-blocked = Si l’exploitant te bloque, je conserve ton identifiant aussi longtemps que dure le blocage.
privacy-forget = `/forget-me` supprime tes questions, tout de suite et sur tous les serveurs.
privacy-more = En savoir plus

## /forget-me

forget-what = Supprimer toutes tes questions conservées, sur tous les serveurs, et celles que tu as mal notées ?
forget-stays = Les chiffres restent : personne ne sait lesquels viennent de toi. Le registre des changements aussi.
forget-button = Supprimer
forget-done = { $count ->
    [0] Aucune question de toi n’est conservée.
    [one] { $count } entrée supprimée. Aucune autre question de toi n’est conservée.
   *[other] { $count } entrées supprimées. Aucune autre question de toi n’est conservée.
    }
