### Se uma citação está nas fontes.

# Cada veredito começa com palavras em negrito, que o código põe.
verdict-exact = EXATA.
verdict-exact-means = Minhas fontes contêm estas palavras.
verdict-changed = ALTERADA.
verdict-changed-means = Minhas fontes não dizem isso assim.
verdict-not-in-the-sources = NÃO ESTÁ NAS MINHAS FONTES.
verdict-not-in-the-sources-means = Nada nelas chega perto destas palavras.
stitched = Cada parte está nas minhas fontes, mas lá elas não estão juntas.
partial = É parte de uma frase: leia a frase inteira.
words-left-out = Faltam palavras onde estão as reticências.
change-left-out = omitido: “{ $there }”
change-put-in = acrescentado: “{ $claimed }”
change-differs = a citação diz “{ $claimed }”, a fonte diz “{ $there }”
changes-more = e mais { $count }
# $kinds é uma lista dos textos typography-…
typography-only = Só a tipografia é diferente: { $kinds }.

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
