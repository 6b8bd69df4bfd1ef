### O que se diz a quem não pergunta nada às fontes.

reply-greeting = Olá! Pergunte algo, e eu cito o que minhas fontes dizem a respeito.
reply-thanks = De nada. O mérito é de quem escreveu.
reply-farewell = Até logo!
reply-insult = Sinto muito por não ter ajudado. Outras palavras costumam me ajudar, e `/sources list` mostra o que posso citar.
reply-order = Ninguém pode me mandar ser outra coisa: não há em mim nenhum modelo de linguagem que obedeceria. Encontro frases nas minhas fontes e as cito.
