### O que se diz a quem não pergunta nada às fontes.

reply-greeting = Olá! Pergunte algo, e eu cito o que minhas fontes dizem.
reply-thanks = De nada!
reply-farewell = Até logo!
reply-insult = Desculpe por não ter ajudado. Tente perguntar de outro jeito, ou veja `/sources list`.
reply-order = Só cito minhas fontes; não posso fazer outro papel.
reply-summary = Eu cito, não resumo. “{ show-in-context }”, abaixo de uma resposta, mostra mais da fonte.
reply-source = Abaixo de cada citação está a fonte. “{ show-in-context }” mostra o que há em volta.
reply-sure = Não posso julgar, só cito. Com “{ show-in-context }” você confere a fonte.
reply-more = Aperte “{ more-quotes }” abaixo de uma resposta, ou “{ more-passages }” onde não tive certeza.
reply-explain = Eu cito, não explico. “{ show-in-context }” mostra o que há em volta de uma citação, e “{ more-quotes }” mostra outras.
reply-translate = Cito com as palavras da fonte e não traduzo. “{ show-in-context }” mostra o que há em volta de uma citação.
reply-current = Abaixo de cada citação está a data da fonte, se ela tiver uma. “{ still-so }”, abaixo de uma resposta, mostra se a fonte mudou desde então.
reply-noted = Certo. Pergunte quando quiser.
reply-complaint = Desculpe, não era isso. Aperte “{ more-quotes }” ou “{ more-passages }” abaixo da minha resposta, ou pergunte com outras palavras.
