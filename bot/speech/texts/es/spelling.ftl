read-as = ¿Quisiste decir: { $question }?
