### Ce qui se dit à ceux qui ne demandent rien aux sources.

reply-greeting = Bonjour ! Pose-moi une question, et je cite ce que mes sources en disent.
reply-thanks = Avec plaisir !
reply-farewell = Au revoir !
reply-insult = Désolé de ne pas avoir aidé. Essaie de reformuler, ou regarde `/sources list`.
reply-order = Je ne fais que citer mes sources ; je ne peux pas jouer un autre rôle.
reply-summary = Je cite, je ne résume pas. « { show-in-context } » sous une réponse montre une plus grande partie de la source.
reply-source = Sous chaque citation figure sa source. « { show-in-context } » montre ce qui l’entoure.
reply-sure = Je ne peux pas en juger, je ne fais que citer. « { show-in-context } » te permet de vérifier la source.
reply-more = Appuie sur « { more-quotes } » sous une réponse, ou sur « { more-passages } » là où je n’étais pas sûr.
reply-explain = Je cite, je n’explique pas. « { show-in-context } » montre ce qui entoure une citation, « { more-quotes } » en montre d’autres.
reply-translate = Je cite avec les mots de la source, sans traduire. « { show-in-context } » montre ce qui entoure une citation.
reply-current = Sous chaque citation figure la date de sa source, si elle en donne une. « { still-so } » sous une réponse montre si la source a changé depuis.
reply-noted = Très bien. N’hésite pas à me poser une autre question.
reply-complaint = Désolé, ce n’était pas ça. Appuie sur « { more-quotes } » ou « { more-passages } » sous ma réponse, ou demande-le autrement.
