### Lo que se dice a quien está bloqueado, y al operador que bloquea.

# $when es un momento como lo escribe Discord; $who una mención, que no avisa a nadie, o un ID.
blocked-person = El operador de este bot te ha bloqueado.
blocked-person-until = El operador de este bot te ha bloqueado. Podrás volver a preguntar { $when }.
blocked-limits = Has superado los límites demasiadas veces. Podrás volver a preguntar { $when }.
blocked-server = El operador de este bot ha bloqueado este servidor.
blocked-server-until = El operador de este bot ha bloqueado este servidor. Se podrá volver a preguntar aquí { $when }.
not-operator = Eso solo pueden hacerlo los operadores de este bot.
block-heading = Personas y servidores bloqueados
block-nobody = No hay nadie bloqueado.
block-for-good = { $who }: bloqueo permanente
block-until = { $who }: bloqueo hasta el { $when }
block-lifted = { $who }: el bloqueo se ha levantado.
block-none = { $who }: no había ningún bloqueo.
error-block-whom = Indica el ID de una persona o de un servidor, no ambos.
error-block-operator = A un operador no se le bloquea nunca.
