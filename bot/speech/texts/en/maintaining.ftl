### What is said to those who maintain a server's sources.

not-yours = Only those who may manage this server can do that, or whom the operator has named.
unrecorded = That is done, but it could not be written into the audit log; please tell the operator.

## Where a rule holds. $channel and $role are mentions, which ping nobody.

place-server = in this server
place-channel = in { $channel }
place-role = in private answers to { $role }

## The rules. $corpora are names, $place is one of the places above.

rules-heading = What is answered from where
rule-here = in this channel: { $corpora }
rule-told = { $place }: { $corpora }
rule-added = added { $place }: { $corpora }
rule-default = { $corpora } (the default)
rule-choices = to choose from: { $corpora }
rule-now = Answered from now, { $place }: { $corpora }
rule-left = Left { $place }: { $corpora }
rule-gone = There is no rule of its own any more { $place }.
rule-really = Clear the rule that holds { $place }: { $corpora }?
rule-clear = Clear

## What is wrong with what a maintainer asked for

error-no-corpus = This server has no corpus “{ $name }”. `/corpus show` lists those that it has.
error-rule-full = That rule has { $most } corpora already. Take one away with `/corpus clear`.
error-no-rule = There is no such rule. `/corpus show` lists them.
error-no-server = There is no server here. Use this command in one.
error-channel-and-role = A rule is for a channel or for a role, not for both. Give one of them.
error-everybodys-role = Everybody has that role. Leave it out: the rule is then the server's.

## How far long work is. Stages that have no text here are named as the work names them.

step = { $stage } …
step-of = { $stage } { $done } of { $total }
stage-beginning = beginning
stage-reading = reading
stage-splitting = splitting
stage-encoding-passages = encoding passages
stage-encoding-windows = encoding windows
