### As fontes, as respostas anteriores, a ajuda.

no-sources = Ainda não há fontes, então não posso citar nada.
sources-heading = O que posso citar
sources-counted = { $count ->
    [one] { $count } fonte
   *[other] { $count } fontes
    }
sources-more = e mais { $count }

## O que aconteceu com o que uma resposta anterior citou

no-citation = Não sei dizer: essa mensagem não é uma resposta minha, ou não cita nada.
unchanged-since = Nada mudou desde { $day }.
changed-since = Algo mudou desde { $day }.
state-unchanged = A fonte não mudou.
state-quote-stands = A fonte mudou, mas estas palavras ainda estão nela.
state-quote-gone = A fonte mudou, e estas palavras não estão mais nela.
state-source-gone = Não posso mais citar esta fonte aqui.

## Ajuda

help-promise = Respondo só com as palavras das minhas fontes.
help-asking = Pergunte com `/ask`, me mencione ou responda a uma das minhas mensagens.
help-marks = A frase que responde fica em negrito. As palavras sublinhadas são a própria resposta.
help-refusing = Se minhas fontes não têm a resposta, eu aviso. Uma fonte pode estar errada ou desatualizada: confira você mesmo.
help-sources = `/sources list` mostra o que posso citar.
help-examples = Por exemplo:
