read-as = Você quis dizer: { $question }?
