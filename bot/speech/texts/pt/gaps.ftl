### O que foi perguntado sem resposta, para os responsáveis por um servidor.

gaps-heading = O que foi perguntado aqui e ficou sem resposta
gaps-summary = { $questions ->
    [one] { $questions } pergunta
   *[other] { $questions } perguntas
    } { $days ->
    [one] do último dia
   *[other] dos últimos { $days } dias
    }; as que dizem quase o mesmo ficam juntas, as mais frequentes primeiro.
gaps-refused = { $count ->
    [one] sem resposta { $count } vez
   *[other] sem resposta { $count } vezes
    }
gaps-voted-down = { $count ->
    [one] { $count } voto negativo
   *[other] { $count } votos negativos
    }
gaps-newest = a última em { $day }
gaps-missing = nenhuma fonte menciona { $words }
gaps-off-topic = outro assunto
gaps-not-in-sources = não está nas fontes
gaps-false-premise = talvez parta de algo errado
gaps-none = Do que é guardado, nada ficou sem resposta.
gaps-left-out = Perguntas a fontes que você não pode ler neste canal foram omitidas.
gaps-file = O arquivo as traz como rascunhos: escreva em cada uma o que a responde, ou deixe vazio, e `quoth eval` mede com elas.
gaps-file-hint = `/gaps export` as anexa como arquivo com rascunhos de perguntas.

## Onde nada é guardado

gaps-nothing-kept = Este servidor não guarda perguntas, então só posso dizer quantas foram.
gaps-opt-in = Para ver quais foram: `/settings keep 30` guarda por 30 dias o que não respondo ou o que recebe voto negativo. `/privacy` então diz isso a todos, e `/forget-me` apaga o que é de alguém.
gaps-counts = Contado até agora, em todos os servidores que recebem respostas das mesmas fontes:
gaps-count-answered = { $count ->
    [one] { $count } pergunta respondida
   *[other] { $count } perguntas respondidas
    }
gaps-count-refused = { $count ->
    [one] { $count } pergunta sem resposta
   *[other] { $count } perguntas sem resposta
    }
gaps-count-votes = votos: { $up } útil, { $down } não útil
