# $question is the question with its misspelt words mended.
read-as = Did you mean: { $question }?
