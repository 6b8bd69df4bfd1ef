read-as = もしかして：{ $question }？
