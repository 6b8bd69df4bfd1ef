### The ways to ask, and what maintainers set.

## What is said to those who ask

way-closed = Quem administra este servidor desativou esta forma de perguntar: { $way }. O `/help` mostra de que outra forma perguntar.
direct-closed = Não respondo a mensagens diretas aqui. Pergunte em um servidor.
no-words-there = Não há palavras nessa mensagem que eu possa procurar.
only-in = Somente de: { $title }
no-answer-within = Essa fonte não responde a isso.
not-mentioned-within = Ela não menciona { $words }.

error-source-gone = Essa fonte não está, ou não está mais, entre as que posso citar aqui. Escolha uma da lista ou pergunte sem fonte.
error-source-unclear = Esse nome pode se referir a { $count } fontes. Escolha uma da lista ou escreva mais do título.

## The ways

way-command = o comando `/ask`
way-mention = me mencionar
way-reply = responder às minhas mensagens
way-thread = tópicos dos quais participo, sem menção
way-channel = toda pergunta em um canal de perguntas
way-forum = uma primeira resposta às novas postagens de um fórum
way-menu = clique com o botão direito, “Responder a isto”

## What maintainers are told

settings-heading = Como respondo neste servidor
way-state = { $way }: { $state }
state-on = ativado
state-off = desativado
state-unread = ativado, mas fechado, porque não posso ler ali
direct-open = mensagens diretas: ativado; quem me opera decide isso para todos
direct-off = mensagens diretas: desativado; quem me opera decide isso para todos
content-closed = Só posso ler mensagens que me mencionam, que me respondem com ping ou que são enviadas diretamente para mim. Para tópicos, canais de perguntas, fóruns e respostas sem ping, quem me opera precisa abrir o Developer Portal → o aplicativo → Bot → Privileged Gateway Intents, ativar “Message Content Intent” e me reiniciar.
channel-unnamed = Ainda não há um canal de perguntas: use `/settings channel`.
forum-unnamed = Ainda não há um fórum: use `/settings forum`.
channel-answered = A partir de agora, em { $room }, toda mensagem que for uma pergunta é respondida.
channel-not-answered = Em { $room }, só respondo a quem me chama.
forum-answered = A partir de agora, as novas postagens em { $room } recebem uma primeira resposta. As antigas não.
forum-not-answered = As novas postagens em { $room } não recebem resposta minha.
helpers-none = “Perguntar a uma pessoa” não menciona ninguém.
helpers-are = “Perguntar a uma pessoa” menciona { $role }.
error-helpers-everybody = Todo mundo tem esse cargo. Escolha outro.
kept-none = As perguntas não são guardadas: depois de respondidas, são esquecidas. Por isso ninguém pode ver mais tarde o que ficou sem resposta.
kept-days = { $days ->
    [one] As perguntas feitas neste servidor são guardadas por { $days } dia e depois apagadas. O `/privacy` diz isso a todos, e o `/forget-me` apaga as da própria pessoa na hora.
   *[other] As perguntas feitas neste servidor são guardadas por { $days } dias e depois apagadas. O `/privacy` diz isso a todos, e o `/forget-me` apaga as da própria pessoa na hora.
    }
lacking = Em { $room } me faltam estas permissões: { $permissions }.
may-view = Ver canal
may-send = Enviar mensagens
may-send-in-threads = Enviar mensagens em tópicos
may-read-history = Ver histórico de mensagens
