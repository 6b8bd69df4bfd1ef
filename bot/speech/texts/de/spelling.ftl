read-as = Meintest du: { $question }?
