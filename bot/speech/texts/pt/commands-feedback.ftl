command-privacy-name = privacidade
command-privacy-description = O que guardo aqui e o que não guardo
command-forget-me-name = me-esqueça
command-forget-me-description = Apagar o que é guardado de você, em toda parte
command-gaps-name = lacunas
command-gaps-description = O que foi perguntado aqui e ficou sem resposta
command-gaps-export-name = arquivo
command-gaps-export-description = Também como arquivo com rascunhos de perguntas
