read-as = verstanden als: { $question }
