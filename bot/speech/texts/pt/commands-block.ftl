### The names of /block, as Discord shows them.

command-block-name = bloquear
command-block-description = Para o operador: não atender pessoas e servidores
command-block-add-name = adicionar
command-block-add-description = Não responder mais a uma pessoa ou a um servidor
command-block-add-person-name = pessoa
command-block-add-person-description = O ID da pessoa, ou uma menção
command-block-add-server-name = servidor
command-block-add-server-description = Ou o ID do servidor
command-block-add-hours-name = horas
command-block-add-hours-description = Por quanto tempo (padrão: para sempre)
command-block-lift-name = retirar
command-block-lift-description = Voltar a responder a uma pessoa ou a um servidor
command-block-list-name = lista
command-block-list-description = Quem está bloqueado
command-block-lift-person-name = pessoa
command-block-lift-person-description = O ID da pessoa, ou uma menção
command-block-lift-server-name = servidor
command-block-lift-server-description = Ou o ID do servidor
