### The names of /block, as Discord shows them.

command-block-name = bloquear
command-block-description = Para el operador: no atender a personas y servidores
command-block-add-name = añadir
command-block-add-description = No responder más a una persona o a un servidor
command-block-add-person-name = persona
command-block-add-person-description = El ID de la persona, o una mención
command-block-add-server-name = servidor
command-block-add-server-description = O el ID del servidor
command-block-add-hours-name = horas
command-block-add-hours-description = Por cuánto tiempo (por defecto: para siempre)
command-block-lift-name = levantar
command-block-lift-description = Volver a responder a una persona o a un servidor
command-block-list-name = lista
command-block-list-description = Quién está bloqueado
command-block-lift-person-name = persona
command-block-lift-person-description = El ID de la persona, o una mención
command-block-lift-server-name = servidor
command-block-lift-server-description = O el ID del servidor
