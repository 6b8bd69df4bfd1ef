### Si una cita está en las fuentes.

# Cada veredicto empieza con palabras en negrita, que pone el código.
verdict-exact = EXACTA.
verdict-exact-means = Mis fuentes contienen estas palabras.
verdict-shortened = ACORTADA.
verdict-shortened-means = Se omitieron palabras de mis fuentes.
verdict-changed = MODIFICADA.
verdict-changed-means = Mis fuentes no lo dicen así.
verdict-not-in-the-sources = NO ESTÁ EN MIS FUENTES.
verdict-not-in-the-sources-means = No encontré nada parecido.
stitched = Compuesta de lugares distintos: cada parte está en mis fuentes, pero no una junto a otra.
partial = Esto es solo parte de una frase. La frase entera:
# $words es una lista de palabras de la fuente, cada una un word-quoted.
words-left-out = Omitido: { $words }
attribution = No se comparó, porque dice de quién son las palabras: «{ $words }»
change-left-out = omitido: «{ $there }»
change-put-in = añadido: «{ $claimed }»
change-differs = la cita dice «{ $claimed }», la fuente dice «{ $there }»
changes-more = y { $count } más
# $kinds es una lista de los textos typography-…
typography-only = Solo difiere la tipografía: { $kinds }.
typography-too = También difiere la tipografía: { $kinds }.

error-claim-empty = Esa cita no tiene ninguna palabra. Pega las palabras que alguien citó.
error-claim-long = Esa cita tiene { $length } caracteres; el máximo es { $most }. Comprueba un pasaje cada vez.

## En qué puede diferir una cita de su fuente y seguir siendo exacta

typography-quotation-marks = comillas
typography-dashes = rayas y guiones
typography-white-space = espacios
typography-ellipsis = puntos suspensivos
typography-letters = ligaduras, acentos o caracteres invisibles escritos de otra forma
typography-markup = marcas de formato
typography-first-letter = mayúscula o minúscula inicial
typography-last-mark = el signo final
