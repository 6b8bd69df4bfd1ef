read-as = Voulais-tu dire : { $question } ?
