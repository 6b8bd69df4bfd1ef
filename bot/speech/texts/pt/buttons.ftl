### O que se pode apertar abaixo de uma resposta ou de uma recusa, e o que resulta disso.

show-in-context = Ver no contexto
more-quotes = Mais citações
read-on = Continuar lendo
share = Compartilhar com todos
shared = Compartilhado
ask-a-human = Perguntar a uma pessoa
nearest-passages = Trechos mais próximos
more-passages = Mais trechos
helpful = Útil
not-helpful = Não é útil

# Abaixo de uma citação da qual só se mostra o começo; $button é o nome de um botão.
folded = recolhida aqui: “{ $button }” mostra o resto

error-question-forgotten = Por esta mensagem já não sei o que foi perguntado. Pergunte de novo, por favor.

## Uma citação no seu contexto

in-context = No contexto
context-moved = A fonte mudou desde então. As palavras citadas agora estão aqui.
context-above = { $count ->
    [one] { $count } página acima da citação
   *[other] { $count } páginas acima da citação
    }
context-below = { $count ->
    [one] { $count } página abaixo da citação
   *[other] { $count } páginas abaixo da citação
    }
context-up = Mais acima
context-back = À citação
context-down = Mais abaixo
context-quote = Citação { $number }

## Mais citações. Nada aqui deve soar tão seguro quanto uma resposta.

further-quotes = Mais citações (menos seguras):
no-further-quotes = Nenhuma outra citação chega perto de responder.
answers-no-longer = Procurei de novo: minhas fontes já não respondem a isso.

## Os trechos mais próximos de uma pergunta sem resposta

none-of-this-answers = Os trechos mais próximos (talvez não respondam à sua pergunta):
nothing-near = Não encontrei nada parecido com esta pergunta.
more-come-close = Outros trechos próximos (talvez não respondam à sua pergunta):
nothing-else-near = Não encontrei mais nada parecido com esta pergunta.
by-now = Agora sim, aqui está a resposta:

## Compartilhar uma resposta privada

shared-by = compartilhado por { $name }
share-changed = Uma fonte mudou desde a primeira resposta; as citações são do texto atual.
share-less = Compartilhado. Deixei de fora o que nem todos podem ver aqui.
error-share-not-open = As fontes que todos podem ver aqui não respondem a isso; não compartilhei nada.
error-share-failed = O Discord não aceitou a mensagem. Veja se ela aparece mais abaixo antes de tentar de novo.

## Perguntar a uma pessoa. $role é o cargo que ajuda aqui, $thread um link para um tópico.

human-thread = Uma pergunta para uma pessoa
human-wanted = { $role } Alguém gostaria que uma pessoa conferisse a resposta acima.
human-wanted-by = { $role } { $name } pergunta: { $question }
human-asked = Perguntei aqui: { $thread }
human-asked-before = Isso já foi perguntado aqui: { $thread }
human-really = Sua pergunta se torna pública: abro um tópico neste canal com sua pergunta e seu nome, e menciono quem ajuda aqui. Minha resposta continua privada.
human-confirm = Perguntar em público
error-no-helpers = Ainda não há um cargo de ajuda aqui. Quem administra este servidor pode escolher um com /settings.
error-helpers-not-mentionable = Não posso mencionar o cargo { $role }. Quem administra este servidor pode permitir que todos o mencionem, ou me dar a permissão “Mencionar @everyone, @here e todos os cargos”.
error-no-threads = Não posso abrir um tópico aqui. Quem administra este servidor pode me dar “Criar tópicos públicos” e “Enviar mensagens em tópicos”.
error-thread-closed = Esse tópico está fechado. Quem modera aqui pode reabri-lo.
