### Les sources, les réponses passées, l'aide.

no-sources = Il n'y a pas encore de sources, donc rien que je puisse citer.
sources-heading = Ce que je peux citer
sources-counted = { $count ->
    [one] { $count } source
   *[other] { $count } sources
    }
sources-more = et { $count } de plus

## Ce qu'est devenu ce qu'une réponse passée citait

no-citation = Je ne peux pas le dire : cette réponse n'est pas de moi, ou elle ne cite rien.
unchanged-since = Rien n'a changé depuis le { $day }.
changed-since = Tout n'est plus comme le { $day }.
state-unchanged = La source n'a pas changé.
state-quote-stands = La source a changé ; ces mots y figurent encore.
state-quote-gone = La source a changé, et ces mots n'y figurent plus.
state-source-gone = La source n'est plus de celles que je peux citer pour vous ici.

## Aide

help-promise = Je réponds avec les mots de mes sources, et avec aucun autre.
help-asking = Posez votre question avec `/ask`, mentionnez-moi ou répondez à l'un de mes messages. Je montre les phrases qui répondent, et l'endroit où elles se trouvent ; la phrase qui répond est en gras, et quand je sais reconnaître les mots qui répondent, ils sont soulignés.
help-refusing = Quand les sources ne répondent pas, je le dis. Je n'ajoute rien de moi-même, mais une source peut être fausse, ou ancienne : lisez-la là où elle se trouve.
help-sources = `/sources list` montre ce que je peux citer.
help-examples = Par exemple :
