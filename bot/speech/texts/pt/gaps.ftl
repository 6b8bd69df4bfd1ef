### O que foi perguntado sem resposta, para os responsáveis por um servidor.

gaps-heading = Perguntas sem resposta aqui
gaps-summary = { $questions ->
    [one] { $questions } pergunta
   *[other] { $questions } perguntas
    } { $days ->
    [one] do último dia
   *[other] dos últimos { $days } dias
    }; as parecidas ficam agrupadas, as mais frequentes primeiro.
gaps-refused = { $count ->
    [one] sem resposta { $count } vez
   *[other] sem resposta { $count } vezes
    }
gaps-near = { $count ->
    [one] o mais próximo mostrado { $count } vez
   *[other] o mais próximo mostrado { $count } vezes
    }
gaps-voted-down = { $count ->
    [one] { $count } voto negativo
   *[other] { $count } votos negativos
    }
gaps-newest = a última em { $day }
gaps-missing = palavras não encontradas: { $words }
gaps-off-topic = outro assunto
gaps-not-in-sources = não está nas fontes
gaps-false-premise = talvez parta de algo errado
gaps-none = Não há perguntas sem resposta guardadas.
gaps-file = O arquivo anexo as contém como rascunhos, para o operador.
gaps-file-hint = `/gaps export` as anexa em um arquivo.
gaps-left-out = Perguntas a fontes que você não pode ler neste canal foram omitidas.

## Onde nada é guardado

gaps-nothing-kept = Este servidor não guarda perguntas, então só posso dizer quantas foram.
gaps-opt-in = Para ver as perguntas, use `/settings keep 30`: então guardo por 30 dias o que não consigo responder ou o que recebe voto negativo. `/privacy` diz isso a todos, e com `/forget-me` cada pessoa apaga as suas.
gaps-counts = Até agora, em todos os servidores com as mesmas fontes:
gaps-count-answered = { $count ->
    [one] { $count } pergunta respondida
   *[other] { $count } perguntas respondidas
    }
gaps-count-near = { $count ->
    [one] { $count } pergunta para a qual só mostrei o mais próximo
   *[other] { $count } perguntas para as quais só mostrei o mais próximo
    }
gaps-count-refused = { $count ->
    [one] { $count } pergunta sem resposta
   *[other] { $count } perguntas sem resposta
    }
gaps-count-votes = votos: { $up } útil, { $down } não útil
gaps-count-votes-near = sobre o mais próximo: { $up } útil, { $down } não útil
