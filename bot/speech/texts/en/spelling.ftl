# $question is the question with its misspelt words mended.
read-as = read as: { $question }
