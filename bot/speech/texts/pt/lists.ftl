### As fontes, as respostas anteriores, a ajuda.

no-sources = Ainda não há fontes, então não há nada que eu possa citar.
sources-heading = O que posso citar
sources-counted = { $count ->
    [one] { $count } fonte
   *[other] { $count } fontes
    }
sources-more = e mais { $count }

## O que aconteceu com o que uma resposta anterior citou

no-citation = Não sei dizer: essa resposta não é minha, ou não cita nada.
unchanged-since = Nada mudou desde { $day }.
changed-since = Nem tudo está como em { $day }.
state-unchanged = A fonte não mudou.
state-quote-stands = A fonte mudou; estas palavras ainda estão nela.
state-quote-gone = A fonte mudou, e estas palavras não estão mais nela.
state-source-gone = A fonte não está mais entre as que posso citar para você aqui.

## Ajuda

help-promise = Respondo com as palavras das minhas fontes, e com nenhuma outra.
help-asking = Pergunte com `/ask`, me mencione ou responda a uma das minhas mensagens. Mostro as frases que respondem e o lugar onde estão; a frase que responde fica em negrito e, quando consigo saber quais palavras dela respondem, elas ficam sublinhadas.
help-refusing = Quando as fontes não respondem, eu digo isso. Não acrescento nada meu, mas uma fonte pode estar errada ou ser antiga: leia onde ela está.
help-sources = `/sources list` mostra o que posso citar.
help-examples = Por exemplo:
