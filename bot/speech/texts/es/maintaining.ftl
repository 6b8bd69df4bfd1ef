### Lo que se dice a quienes mantienen las fuentes de un servidor.

not-yours = Para eso necesitas el permiso «Gestionar servidor».
unrecorded = Hecho, pero no pude escribirlo en el registro de auditoría. Avisa al operador, por favor.
index-damaged = El índice más reciente de `{ $corpus }` está dañado. Responde uno anterior hasta que se vuelva a construir. Avisa al operador, por favor.

## Dónde vale una regla. $channel y $role son menciones, que no avisan a nadie.

place-server = en este servidor
place-channel = en { $channel }
place-role = en respuestas privadas a { $role }

## Las reglas. $corpora son nombres, $place es uno de los lugares de arriba.

rules-heading = De dónde salen mis respuestas
rule-here = en este canal: { $corpora }
rule-told = { $place }: { $corpora }
rule-added = además, { $place }: { $corpora }
rule-default = { $corpora } (por defecto)
rule-choices = para elegir: { $corpora }
rule-now = Se usa ahora { $place }: { $corpora }
rule-left = Se sigue usando { $place }: { $corpora }
rule-gone = Ya no hay una regla propia { $place }.
rule-really = ¿Dejar de responder con { $corpora } { $place }?
rule-clear = Dejar de responder

## Qué le pasa a lo que pidió alguien que mantiene las fuentes

error-no-corpus = Este servidor no tiene ningún corpus «{ $name }». `/corpus show` muestra los que tiene.
error-rule-full = Esa regla ya tiene { $most } corpus. Quita uno con `/corpus clear`.
error-no-rule = No existe esa regla. `/corpus show` las muestra todas.
error-no-server = Esto no es un servidor. Usa este comando en uno.
error-channel-and-role = Una regla es para un canal o para un rol, no para ambos. Indica solo uno de los dos.
error-everybodys-role = Todo el mundo tiene ese rol. No lo indiques: así la regla vale para todo el servidor.

## Cómo va un trabajo largo. Las etapas sin texto se llaman como las llama el trabajo.

step = { $stage } …
step-of = { $stage }: { $done } de { $total }
stage-beginning = empezando
stage-reading = leyendo
stage-splitting = dividiendo
stage-encoding-passages = codificando pasajes
stage-encoding-windows = codificando ventanas
