### Lo que se dice a quienes mantienen las fuentes de un servidor.

not-yours = Solo pueden hacer eso quienes pueden gestionar este servidor, o a quienes haya nombrado quien opera el bot.
unrecorded = Está hecho, pero no se pudo escribir en el registro de auditoría; avisa a quien opera el bot, por favor.

## Dónde vale una regla. $channel y $role son menciones, que no avisan a nadie.

place-server = en este servidor
place-channel = en { $channel }
place-role = en respuestas privadas a { $role }

## Las reglas. $corpora son nombres, $place es uno de los lugares de arriba.

rules-heading = De dónde salen las respuestas, y dónde
rule-here = en este canal: { $corpora }
rule-told = { $place }: { $corpora }
rule-added = además, { $place }: { $corpora }
rule-default = { $corpora } (por defecto)
rule-choices = para elegir: { $corpora }
rule-now = Desde ahora, { $place }, se responde con: { $corpora }
rule-left = Queda, { $place }: { $corpora }
rule-gone = Ya no hay una regla propia { $place }.
rule-really = ¿Quitar la regla que vale { $place }: { $corpora }?
rule-clear = Quitar

## Qué le pasa a lo que pidió alguien que mantiene las fuentes

error-no-corpus = Este servidor no tiene ningún corpus «{ $name }». `/corpus show` muestra los que tiene.
error-rule-full = Esa regla ya tiene { $most } corpus. Quita uno con `/corpus clear`.
error-no-rule = No existe esa regla. `/corpus show` las muestra todas.
error-no-server = Aquí no hay ningún servidor. Usa este comando en uno.
error-channel-and-role = Una regla es para un canal o para un rol, no para ambos. Indica solo uno de los dos.
error-everybodys-role = Todo el mundo tiene ese rol. Déjalo fuera: así la regla es la del servidor.

## Cómo va un trabajo largo. Las etapas sin texto se llaman como las llama el trabajo.

step = { $stage } …
step-of = { $stage }: { $done } de { $total }
stage-beginning = empezando
stage-reading = leyendo
stage-splitting = dividiendo
stage-encoding-passages = codificando pasajes
stage-encoding-windows = codificando ventanas
