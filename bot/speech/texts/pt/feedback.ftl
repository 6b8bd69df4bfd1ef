### Limites, votos e o que é guardado.

# $when é uma hora como o Discord escreve, por exemplo "em 12 segundos".
limited-person = Você pergunta mais rápido do que consigo responder. Tente de novo { $when }.
limited-place = Há muitas perguntas aqui agora. Tente de novo { $when }.
error-humans-person = Por enquanto você já chamou uma pessoa tantas vezes quanto possível. Você poderá chamar de novo { $when }.
error-humans-place = Por enquanto quem ajuda aqui já foi chamado tantas vezes quanto possível. Você poderá chamar de novo { $when }.

## Útil e não útil

vote-thanks = Obrigado, anotado.
vote-again = Você já votou.
vote-changed = Obrigado, mudei seu voto.
vote-else = Tente perguntar de outro jeito. `/sources list` mostra o que posso citar.
vote-human = Você também pode perguntar a uma pessoa, com o botão abaixo da minha resposta.
vote-kept = { $days ->
    [one] Este servidor guarda essas perguntas por { $days } dia, para que os responsáveis vejam o que falta. Saiba mais: `/privacy`.
   *[other] Este servidor guarda essas perguntas por { $days } dias, para que os responsáveis vejam o que falta. Saiba mais: `/privacy`.
    }

## /privacy

privacy-heading = O que guardo aqui
privacy-nothing = Não guardo nada das suas perguntas: nem as palavras, nem quem perguntou.
privacy-direct = Em mensagens diretas, e onde só você me adicionou, não guardo nada das suas perguntas: nem as palavras, nem quem perguntou.
privacy-kept = { $days ->
    [one] Este servidor guarda por { $days } dia as perguntas que não consigo responder ou cuja resposta recebe voto negativo: as palavras, a hora, o servidor e o que faltava. Os responsáveis podem lê-las. Perguntas privadas nunca são guardadas.
   *[other] Este servidor guarda por { $days } dias as perguntas que não consigo responder ou cuja resposta recebe voto negativo: as palavras, a hora, o servidor e o que faltava. Os responsáveis podem lê-las. Perguntas privadas nunca são guardadas.
    }
privacy-code = Quem perguntou ou votou fica guardado só como um código feito com uma chave secreta, que ninguém vê. Com ele você pode apagar suas perguntas.
privacy-counted = Conto por dia: perguntas, perguntas sem resposta, falhas, votos, tempos de resposta e fontes citadas. Os números não contêm palavras nem nomes.
privacy-read = Em { $channels } leio cada mensagem para ver se é uma pergunta. Das outras não guardo nada.
privacy-answers = Minha resposta é uma mensagem no Discord e repete sua pergunta. Apagar a mensagem apaga as duas.
privacy-memory = Só na memória, nunca em disco: quem pergunta quantas vezes, por alguns minutos; as perguntas com suas respostas, mas não quem perguntou, por dez minutos no máximo; a última pergunta feita com `/ask`, com seu identificador e o do canal, por cinco minutos no máximo; e, até eu reiniciar, um código de quem votou em quê.
privacy-maintainers = As mudanças dos responsáveis são registradas com o ID deles, para que o servidor saiba quem as fez.
privacy-blocked = Se o operador bloquear você, guardo o seu ID enquanto durar o bloqueio.
privacy-forget = `/forget-me` apaga suas perguntas, na hora e em todos os servidores.
privacy-more = Saiba mais

## /forget-me

forget-what = Apagar todas as suas perguntas guardadas, em todos os servidores, e aquelas em que você votou contra?
forget-stays = Os números ficam: ninguém sabe quais são seus. O registro de mudanças dos responsáveis também fica.
forget-button = Apagar
forget-done = { $count ->
    [0] Nenhuma pergunta sua está guardada.
    [one] { $count } registro apagado. Nenhuma outra pergunta sua está guardada.
   *[other] { $count } registros apagados. Nenhuma outra pergunta sua está guardada.
    }
