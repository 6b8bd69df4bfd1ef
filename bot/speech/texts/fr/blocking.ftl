### Ce qui se dit aux personnes bloquées, et à l’exploitant qui bloque.

# $when est un moment tel que Discord l’écrit ; $who une mention, qui ne notifie personne, ou un identifiant.
blocked-person = L’exploitant de ce bot t’a bloqué.
blocked-person-until = L’exploitant de ce bot t’a bloqué. Tu pourras redemander { $when }.
blocked-limits = Tu as trop souvent dépassé les limites. Tu pourras redemander { $when }.
blocked-server = L’exploitant de ce bot a bloqué ce serveur.
blocked-server-until = L’exploitant de ce bot a bloqué ce serveur. On pourra redemander ici { $when }.
not-operator = Seuls les exploitants de ce bot peuvent faire cela.
block-heading = Personnes et serveurs bloqués
block-nobody = Personne n’est bloqué.
block-for-good = { $who } : blocage définitif
block-until = { $who } : blocage jusqu’au { $when }
block-lifted = { $who } : le blocage est levé.
block-none = { $who } : il n’y avait pas de blocage.
error-block-whom = Donne l’identifiant d’une personne ou d’un serveur, pas les deux.
error-block-operator = Un exploitant n’est jamais bloqué.
