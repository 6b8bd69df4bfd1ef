command-privacy-name = confidentialité
command-privacy-description = Ce que je conserve ici, et ce que je ne conserve pas
command-forget-me-name = oubliez-moi
command-forget-me-description = Supprimer ce qui est conservé de vous, partout
command-gaps-name = lacunes
command-gaps-description = Ce qui a été demandé ici sans réponse
command-gaps-export-name = fichier
command-gaps-export-description = Aussi sous forme de fichier de questions à vérifier
