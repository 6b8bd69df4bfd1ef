### Ce qui se dit à ceux qui ne demandent rien aux sources.

reply-greeting = Bonjour ! Posez-moi une question, et je cite ce que mes sources en disent.
reply-thanks = Je vous en prie. Le mérite revient à ceux qui l'ont écrit.
reply-farewell = Au revoir !
reply-insult = Je regrette de ne pas avoir pu vous aider. D'autres mots m'aident souvent, et `/sources list` montre ce que je peux citer.
reply-order = On ne peut pas me dire d'être autre chose : il n'y a en moi aucun modèle de langage qui obéirait. Je trouve des phrases dans mes sources et je les cite.
