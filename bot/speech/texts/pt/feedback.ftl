### Limites, votos e o que é guardado.

# $when é uma hora como o Discord escreve, por exemplo "em 12 segundos".
limited-person = Você está perguntando mais rápido do que posso responder. Pergunte de novo { $when }.
limited-place = Estão perguntando aqui mais do que posso responder de uma vez. Pergunte de novo { $when }.
error-humans-person = Por enquanto você já chamou uma pessoa tantas vezes quanto possível. Você poderá chamar de novo { $when }.
error-humans-place = Por enquanto quem ajuda aqui já foi chamado tantas vezes quanto possível. Você poderá chamar de novo { $when }.

## Útil e não útil

vote-thanks = Obrigado, está contado.
vote-again = Você já disse isso: conta uma vez só.
vote-changed = Obrigado, seu voto foi mudado.
vote-else = Outras palavras podem ajudar, e `/sources list` mostra de onde posso citar.
vote-human = Você também pode perguntar a uma pessoa: há um botão para isso abaixo das minhas respostas.
vote-kept = { $days ->
    [one] Este servidor guarda essas perguntas por { $days } dia, para que os responsáveis vejam o que falta: `/privacy` diz mais.
   *[other] Este servidor guarda essas perguntas por { $days } dias, para que os responsáveis vejam o que falta: `/privacy` diz mais.
    }

## /privacy

privacy-heading = O que guardo aqui
privacy-nothing = Das perguntas, nada: nem as palavras, nem quem perguntou.
privacy-direct = Em mensagens diretas, e onde só você me adicionou, não guardo nada das perguntas: nem as palavras, nem quem perguntou.
privacy-kept = { $days ->
    [one] Este servidor guarda por { $days } dia as perguntas que não respondo ou cuja resposta recebe voto negativo: as palavras, quando e em que servidor foram feitas, e o que faltava. Os responsáveis podem lê-las. O que é perguntado em privado não é guardado.
   *[other] Este servidor guarda por { $days } dias as perguntas que não respondo ou cuja resposta recebe voto negativo: as palavras, quando e em que servidor foram feitas, e o que faltava. Os responsáveis podem lê-las. O que é perguntado em privado não é guardado.
    }
privacy-code = Quem perguntou ou votou fica guardado só como um código feito com uma chave secreta, que não é mostrado a ninguém. Ele existe para que você possa mandar apagar suas perguntas.
privacy-counted = Conto por dia: perguntas, recusas, falhas, votos, quanto as respostas demoraram e que fontes foram citadas. Num número não há palavras nem nomes.
privacy-read = Em { $channels } leio cada mensagem para ver se é uma pergunta. Não guardo nenhuma.
privacy-answers = Uma resposta repete a pergunta e é uma mensagem no Discord. Quem a apaga lá apaga as duas.
privacy-memory = Só na memória, e nunca em disco: por alguns minutos, quem pergunta quantas vezes; e até eu reiniciar, um código de quem votou em quê.
privacy-maintainers = O que os responsáveis mudam é registrado com o ID deles, para que um servidor possa descobrir quem foi.
privacy-forget = `/forget-me` apaga o que é guardado de você, na hora e em todos os servidores.

## /forget-me

forget-what = Devo apagar todas as suas perguntas guardadas, em todos os servidores, e aquelas em que você votou contra?
forget-stays = Os números ficam, pois ninguém sabe quais são seus; o registro do que os responsáveis mudam também fica.
forget-button = Apagar
forget-done = { $count ->
    [0] Nada é guardado de você.
    [one] Apagado: { $count } registro. Nada mais é guardado de você.
   *[other] Apagados: { $count } registros. Nada mais é guardado de você.
    }
