read-as = 次のように読み取りました：{ $question }
