command-privacy-name = privacidade
command-privacy-description = O que guardo aqui e o que não guardo
command-forget-me-name = me-esqueça
command-forget-me-description = Apagar suas perguntas, em todos os servidores
command-gaps-name = lacunas
command-gaps-description = Perguntas sem resposta aqui
command-gaps-export-name = arquivo
command-gaps-export-description = Também como arquivo de rascunhos
