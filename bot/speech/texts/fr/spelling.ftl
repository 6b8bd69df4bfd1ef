read-as = compris comme : { $question }
