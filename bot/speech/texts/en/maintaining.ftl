### What is said to those who maintain a server's sources.

not-yours = You need Manage Server for that.
unrecorded = Done, but I couldn't write it to the audit log. Please tell the operator.
index-damaged = The newest index of `{ $corpus }` is damaged. An older one answers until it is built again. Please tell the operator.

## Where a rule holds. $channel and $role are mentions, which ping nobody.

place-server = in this server
place-channel = in { $channel }
place-role = in private answers to { $role }

## The rules. $corpora are names, $place is one of the places above.

rules-heading = Where my answers come from
rule-here = in this channel: { $corpora }
rule-told = { $place }: { $corpora }
rule-added = added { $place }: { $corpora }
rule-default = { $corpora } (the default)
rule-choices = available: { $corpora }
rule-now = Now used { $place }: { $corpora }
rule-left = Still used { $place }: { $corpora }
rule-gone = There is no separate rule { $place } any more.
rule-really = Stop answering from { $corpora } { $place }?
rule-clear = Stop answering

## What is wrong with what a maintainer asked for

error-no-corpus = This server has no corpus “{ $name }”. `/corpus show` lists the ones it has.
error-rule-full = That rule already has { $most } corpora. Remove one with `/corpus clear`.
error-no-rule = There is no such rule. `/corpus show` lists the rules.
error-no-server = This isn't a server. Use this command in one.
error-channel-and-role = A rule is for a channel or for a role, not for both. Give only one of them.
error-everybodys-role = Everyone has that role. Leave it out to set the rule for the whole server.

## How far long work is. Stages that have no text here are named as the work names them.

step = { $stage } …
step-of = { $stage } { $done } of { $total }
stage-beginning = starting
stage-reading = reading
stage-splitting = splitting
stage-encoding-passages = encoding passages
stage-encoding-windows = encoding windows
