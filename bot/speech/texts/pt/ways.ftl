### The ways to ask, and what maintainers set.

## What is said to those who ask

way-closed = Esta forma de perguntar está desativada neste servidor: { $way }. `/help` mostra outras.
direct-closed = Não respondo a mensagens diretas aqui. Pergunte em um servidor.
no-words-there = Não há palavras nessa mensagem que eu possa procurar.
only-in = Somente de: { $title }
no-answer-within = Essa fonte não responde a isso.
not-mentioned-within = { $count ->
    [one] Não encontrei nela esta palavra: { $words }.
   *[other] Não encontrei nela estas palavras: { $words }.
    }

error-source-gone = Não posso citar essa fonte aqui. Escolha uma da lista ou pergunte sem fonte.
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

settings-heading = Configurações deste servidor
way-state = { $way }: { $state }
state-on = ativado
state-off = desativado
state-unread = ativado, mas não consigo ler as mensagens ali
direct-open = mensagens diretas: ativado (o operador decide isso para todos os servidores)
direct-off = mensagens diretas: desativado (o operador decide isso para todos os servidores)
content-closed = Aqui não consigo ler mensagens que não me mencionam. O operador precisa ativar “Message Content Intent” (Developer Portal → Bot) e me reiniciar.
channel-unnamed = Ainda não há um canal de perguntas: escolha um com `/settings channel`.
forum-unnamed = Ainda não há um fórum: escolha um com `/settings forum`.
channel-answered = A partir de agora, respondo a cada pergunta em { $room }.
channel-not-answered = Em { $room }, só respondo quando alguém me pergunta diretamente.
forum-answered = A partir de agora, as novas postagens em { $room } recebem uma primeira resposta. As antigas não.
forum-not-answered = Não respondo às novas postagens em { $room }.
helpers-none = “Perguntar a uma pessoa” não menciona ninguém.
helpers-are = “Perguntar a uma pessoa” menciona { $role }.
error-helpers-everybody = Todo mundo tem esse cargo. Escolha outro.
kept-none = As perguntas não são guardadas. Por isso ninguém pode ver mais tarde o que ficou sem resposta.
closest-shown = Quando não tenho certeza, mostro o texto mais próximo e digo que talvez não responda.
closest-not-shown = Quando não tenho certeza, não mostro texto, só onde procurar.
kept-by-all = O `/privacy` diz isso a todos, e com o `/forget-me` cada pessoa apaga as suas na hora.
lacking = Faltam-me estas permissões em { $room }: { $permissions }.
may-view = Ver canal
may-send = Enviar mensagens
may-send-in-threads = Enviar mensagens em tópicos
may-read-history = Ver histórico de mensagens
