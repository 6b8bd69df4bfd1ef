### Les sources, les réponses passées, l’aide.

no-sources = Il n’y a pas encore de sources, donc je n’ai rien à citer.
sources-heading = Ce que je peux citer
sources-counted = { $count ->
    [one] { $count } source
   *[other] { $count } sources
    }
sources-more = et { $count } autres

## Ce qu’est devenu ce qu’une réponse passée citait

no-citation = Je ne peux pas le dire : ce message n’est pas une réponse de moi, ou il ne cite rien.
unchanged-since = Rien n’a changé depuis le { $day }.
changed-since = Quelque chose a changé depuis le { $day }.
state-unchanged = La source n’a pas changé.
state-quote-stands = La source a changé, mais ces mots y sont encore.
state-quote-gone = La source a changé, et ces mots n’y sont plus.
state-source-gone = Je ne peux plus citer cette source ici.

## Aide

help-promise = Je réponds uniquement avec les mots de mes sources.
help-asking = Pose ta question avec `/ask`, mentionne-moi ou réponds à l’un de mes messages.
help-marks = La phrase qui répond est en gras. Les mots soulignés sont la réponse elle-même.
help-refusing = Si mes sources n’ont pas de réponse, je te le dis. Une source peut être fausse ou ancienne : vérifie-la toi-même.
help-sources = `/sources list` montre ce que je peux citer.
help-examples = Par exemple :
