### O que se diz a quem cuida das fontes de um servidor.

not-yours = Para isso você precisa da permissão “Gerenciar servidor”.
unrecorded = Feito, mas não consegui escrever isso no registro de auditoria. Avise o operador, por favor.
index-damaged = O índice mais recente de `{ $corpus }` está danificado. Um anterior responde até que seja refeito. Avise o operador, por favor.

## Onde vale uma regra. $channel e $role são menções, que não notificam ninguém.

place-server = neste servidor
place-channel = em { $channel }
place-role = em respostas privadas a { $role }

## As regras. $corpora são nomes, $place é um dos lugares acima.

rules-heading = De onde vêm minhas respostas
rule-here = neste canal: { $corpora }
rule-told = { $place }: { $corpora }
rule-added = além disso, { $place }: { $corpora }
rule-default = { $corpora } (padrão)
rule-choices = para escolher: { $corpora }
rule-now = Usado agora { $place }: { $corpora }
rule-left = Continua em uso { $place }: { $corpora }
rule-gone = Não há mais uma regra própria { $place }.
rule-really = Parar de responder com { $corpora } { $place }?
rule-clear = Parar de responder

## O que há de errado com o que pediu quem cuida das fontes

error-no-corpus = Este servidor não tem nenhum corpus “{ $name }”. `/corpus show` mostra os que ele tem.
error-rule-full = Essa regra já tem { $most } corpus. Remova um com `/corpus clear`.
error-no-rule = Essa regra não existe. `/corpus show` mostra todas.
error-no-server = Isto não é um servidor. Use este comando em um.
error-channel-and-role = Uma regra é para um canal ou para um cargo, não para os dois. Informe só um deles.
error-everybodys-role = Todo mundo tem esse cargo. Não o informe: assim a regra vale para o servidor inteiro.

## Como vai um trabalho longo. Etapas sem texto têm o nome que o trabalho lhes dá.

step = { $stage } …
step-of = { $stage }: { $done } de { $total }
stage-beginning = começando
stage-reading = lendo
stage-splitting = dividindo
stage-encoding-passages = codificando trechos
stage-encoding-windows = codificando janelas
