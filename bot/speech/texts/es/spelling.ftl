read-as = leído como: { $question }
