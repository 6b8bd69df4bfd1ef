read-as = lido como: { $question }
