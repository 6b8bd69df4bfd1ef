### O que se pode apertar abaixo de uma resposta ou de uma recusa, e o que resulta disso.

show-in-context = Ver no contexto
more-quotes = Mais citações
read-on = Continuar lendo
share = Compartilhar com todos
shared = Compartilhado
ask-a-human = Perguntar a uma pessoa
nearest-passages = Trechos mais próximos
helpful = Útil
not-helpful = Não é útil

# Abaixo de uma citação da qual só se mostra o começo; $button é o nome de um botão.
folded = recolhida aqui: “{ $button }” mostra o resto

error-question-forgotten = Por esta mensagem já não consigo saber o que foi perguntado. Pergunte de novo, por favor.

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

further-quotes = Outras citações, com menos chance de responder.
further-quotes-means = Tenho menos certeza sobre estas.
no-further-quotes = Não há outras citações que cheguem perto de responder a isso.
answers-no-longer = Procurei de novo: o que posso citar para você aqui já não responde a isso.

## Os trechos mais próximos de uma pergunta sem resposta

none-of-this-answers = Nada disto responde à sua pergunta. É o que está mais próximo dela:
nothing-near = Nada nas fontes chega perto desta pergunta.
by-now = As fontes mudaram, ou mais delas estão abertas para você: isto responde.

## Compartilhar uma resposta privada

shared-by = compartilhado por { $name }
share-changed = Uma fonte mudou desde a primeira resposta; as citações são do texto atual.
share-less = Compartilhado. Parte do que você viu não está aberta a todos aqui e ficou de fora.
error-share-not-open = O que posso citar para todos aqui não responde a isso; nada foi compartilhado.
error-share-failed = O Discord não aceitou. Veja se está mais abaixo antes de tentar de novo.

## Perguntar a uma pessoa. $role é o cargo que ajuda aqui, $thread um link para um tópico.

human-thread = Uma pergunta para uma pessoa
human-wanted = { $role } Alguém gostaria que uma pessoa olhasse a resposta acima.
human-wanted-by = { $role } { $name } pergunta: { $question }
human-asked = Perguntei aqui: { $thread }
human-asked-before = Isso já foi perguntado, aqui: { $thread }
human-really = Sua pergunta se torna pública: abro um tópico neste canal com sua pergunta e seu nome, e chamo quem ajuda aqui. O que respondi fica só com você.
human-confirm = Perguntar em público
error-no-helpers = Não há ninguém indicado aqui a quem eu possa perguntar. Quem administra este servidor pode escolher um cargo com /settings.
error-helpers-not-mentionable = Não posso mencionar o cargo { $role }. Quem administra este servidor pode permitir que todos o mencionem, ou me dar a permissão “Mencionar @everyone, @here e todos os cargos”.
error-no-threads = Não posso abrir um tópico aqui. Quem administra este servidor pode me dar “Criar tópicos públicos” e “Enviar mensagens em tópicos”.
error-thread-closed = Esse tópico está fechado. Quem modera aqui pode reabri-lo.
