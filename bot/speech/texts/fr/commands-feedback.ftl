command-privacy-name = confidentialité
command-privacy-description = Ce que je conserve ici ou non
command-forget-me-name = oublie-moi
command-forget-me-description = Supprimer tes questions, sur tous les serveurs
command-gaps-name = lacunes
command-gaps-description = Questions restées ici sans réponse
command-gaps-export-name = fichier
command-gaps-export-description = Aussi en fichier de brouillons
