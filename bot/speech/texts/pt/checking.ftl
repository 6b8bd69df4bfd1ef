### Se uma citação está nas fontes.

# Cada veredito começa com palavras em negrito, que o código põe.
verdict-exact = EXATA.
verdict-exact-means = Minhas fontes contêm estas palavras.
verdict-shortened = ABREVIADA.
verdict-shortened-means = Palavras das minhas fontes foram omitidas.
verdict-changed = ALTERADA.
verdict-changed-means = Minhas fontes não dizem isso assim.
verdict-not-in-the-sources = NÃO ESTÁ NAS MINHAS FONTES.
verdict-not-in-the-sources-means = Não encontrei nada parecido.
stitched = Montada com trechos de lugares diferentes: cada parte está nas minhas fontes, mas não uma ao lado da outra.
partial = Isto é só parte de uma frase. A frase inteira:
# $words é uma lista de palavras da fonte, cada uma um word-quoted.
words-left-out = Omitido: { $words }
attribution = Não comparado, porque diz de quem são as palavras: “{ $words }”
change-left-out = omitido: “{ $there }”
change-put-in = acrescentado: “{ $claimed }”
change-differs = a citação diz “{ $claimed }”, a fonte diz “{ $there }”
changes-more = e mais { $count }
# $kinds é uma lista dos textos typography-…
typography-only = Só a tipografia é diferente: { $kinds }.
typography-too = A tipografia também é diferente: { $kinds }.

error-claim-empty = Essa citação não tem nenhuma palavra. Cole as palavras que alguém citou.
error-claim-long = Essa citação tem { $length } caracteres; o máximo é { $most }. Verifique um trecho de cada vez.

## Em que uma citação pode diferir da fonte e ainda ser exata

typography-quotation-marks = aspas
typography-dashes = travessões e hifens
typography-white-space = espaços
typography-ellipsis = reticências
typography-letters = ligaturas, acentos ou caracteres invisíveis escritos de outra forma
typography-markup = marcas de formatação
typography-first-letter = maiúscula ou minúscula inicial
typography-last-mark = o sinal final
