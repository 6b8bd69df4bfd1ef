### O que se diz em volta de uma citação, e onde não há nenhuma.

source = Fonte
open = Abrir
page = página { $number }
paragraph = parágrafo { $number }
shortened = cortado aqui: a frase continua na fonte
cut = … cortado por falta de espaço
still-so = Ainda vale?
as-of = A fonte mais recente que encontrei com uma resposta é de { $date }.
sides = Não encontrei nenhum trecho que diga a diferença; aqui está um sobre cada um.
unasked = O resto não coube aqui. Pergunte separadamente: { $questions }

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
why-off-topic = Minhas fontes tratam de outro assunto.
why-not-in-sources = { "" }
why-false-premise = A pergunta talvez parta de algo que minhas fontes não dizem.
# $words é uma lista como “regata”, “porto” ou mais 2 palavras.
not-mentioned = { $count ->
    [one] Não encontrei esta palavra: { $words }.
   *[other] Não encontrei estas palavras: { $words }.
    }
word-quoted = “{ $word }”
words-more = { $count ->
    [one] mais { $count }
   *[other] mais { $count }
    }
nearest = O mais próximo que encontrei (talvez não responda):
closest-found = O mais próximo que encontrei. Talvez não responda à sua pergunta:
other-language = Minhas fontes parecem estar em { $language }. Tente perguntar em { $language }.
try-other-words = Tente perguntar de outro jeito. `/sources list` mostra o que posso citar.

## O que há de errado com uma pergunta

error-question-empty = Essa pergunta está vazia. Escreva sua pergunta.
error-question-long = Essa pergunta tem { $length } caracteres; o máximo é { $most }. Pergunte uma coisa só, em uma frase.
error-question-wordless = Essa pergunta não tem nenhuma palavra. Escreva sua pergunta.

## Quando algo falha

too-slow = Estava demorando demais, então parei. Tente de novo em um minuto, por favor.
failed = Algo deu errado do meu lado. Tente de novo mais tarde, por favor.
leaving = Vou reiniciar agora. Tente de novo em um minuto, por favor.
unknown-button = Este botão é de outra versão minha. Pergunte de novo, por favor.
automod = O AutoMod deste servidor bloqueou a minha resposta. Pergunte de novo com `private`, ou fale com a moderação.
# A mesma referência está no registro de quem opera o bot.
reference = (referência { $code })
