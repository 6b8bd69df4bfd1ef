### O que se diz em volta de uma citação, e onde não há nenhuma.

source = Fonte
open = Abrir
page = página { $number }
paragraph = parágrafo { $number }
shortened = encurtado aqui: a frase continua na fonte
cut = e mais, que não cabe aqui
still-so = Ainda é assim?

## Fontes que divergem. $count vai de dois a cinco.

differ-newest-first = { $count ->
    [2] Duas fontes divergem; a mais recente primeiro.
    [3] Três fontes divergem; a mais recente primeiro.
    [4] Quatro fontes divergem; a mais recente primeiro.
   *[other] Cinco fontes divergem; a mais recente primeiro.
    }
differ-undated-last = { $count ->
    [2] Duas fontes divergem; a mais recente primeiro, as sem data por último.
    [3] Três fontes divergem; a mais recente primeiro, as sem data por último.
    [4] Quatro fontes divergem; a mais recente primeiro, as sem data por último.
   *[other] Cinco fontes divergem; a mais recente primeiro, as sem data por último.
    }
differ-undated = { $count ->
    [2] Duas fontes divergem, e nenhuma tem data.
    [3] Três fontes divergem, e nenhuma tem data.
    [4] Quatro fontes divergem, e nenhuma tem data.
   *[other] Cinco fontes divergem, e nenhuma tem data.
    }

## Onde as fontes não respondem. Nada aqui pode soar como resposta.

no-answer = As fontes não respondem a esta pergunta.
why-off-topic = Elas tratam de outras coisas.
why-not-in-sources = { "" }
why-false-premise = Talvez elas não confirmem o que a pergunta dá como certo.
# $words é uma lista como “regata”, “porto” ou mais 2 palavras.
not-mentioned = Nenhuma delas menciona { $words }.
word-quoted = “{ $word }”
words-more = { $count ->
    [one] mais { $count } palavra
   *[other] mais { $count } palavras
    }
nearest = O que chega mais perto nas fontes, embora não responda à pergunta:
try-other-words = Outras palavras podem ajudar. `/sources list` mostra o que posso citar.

## O que há de errado com uma pergunta

error-question-empty = Essa pergunta está vazia. Pergunte com algumas palavras.
error-question-long = Essa pergunta tem { $length } caracteres; o máximo é { $most }. Pergunte uma coisa só, em uma frase.
error-question-wordless = Essa pergunta não tem nenhuma palavra. Pergunte com algumas palavras.

## Quando algo falha

too-slow = Estava demorando demais, então eu parei. Pergunte de novo daqui a um minuto, por favor.
failed = Algo deu errado do meu lado, não com a sua pergunta. Pergunte de novo mais tarde, por favor.
leaving = Estou prestes a reiniciar. Pergunte de novo daqui a um minuto, por favor.
# A mesma referência está no registro de quem opera o bot.
reference = (referência { $code })
