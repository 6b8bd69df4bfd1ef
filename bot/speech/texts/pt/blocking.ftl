### O que se diz a quem está bloqueado, e ao operador que bloqueia.

# $when é um momento como o Discord o escreve; $who uma menção, que não notifica ninguém, ou um ID.
blocked-person = O operador deste bot bloqueou você.
blocked-person-until = O operador deste bot bloqueou você. Você poderá perguntar de novo { $when }.
blocked-limits = Você passou dos limites vezes demais. Você poderá perguntar de novo { $when }.
blocked-server = O operador deste bot bloqueou este servidor.
blocked-server-until = O operador deste bot bloqueou este servidor. Será possível perguntar aqui de novo { $when }.
not-operator = Só os operadores deste bot podem fazer isso.
block-heading = Pessoas e servidores bloqueados
block-nobody = Ninguém está bloqueado.
block-for-good = { $who }: bloqueio permanente
block-until = { $who }: bloqueio até { $when }
block-lifted = { $who }: o bloqueio foi retirado.
block-none = { $who }: não havia bloqueio.
error-block-whom = Informe o ID de uma pessoa ou de um servidor, não os dois.
error-block-operator = Um operador nunca é bloqueado.
