### Grenzen, Stimmen, und was aufbewahrt wird.

# $when ist eine Zeit, wie Discord sie schreibt, etwa „in 12 Sekunden“.
limited-person = Du fragst schneller, als ich antworten kann. Versuch es { $when } noch einmal.
limited-place = Hier ist gerade viel los. Versuch es { $when } noch einmal.
error-humans-person = Du hast fürs Erste oft genug nach einem Menschen gefragt. Frag { $when } noch einmal.
error-humans-place = Die Menschen, die hier helfen, wurden fürs Erste oft genug gerufen. Ruf sie { $when } wieder.

## Hilfreich und nicht hilfreich

vote-thanks = Danke, ist notiert.
vote-again = Du hast schon abgestimmt.
vote-changed = Danke, ich habe deine Stimme geändert.
vote-else = Frag vielleicht anders. `/sources list` zeigt, woraus ich zitieren kann.
vote-human = Du kannst auch einen Menschen fragen: mit dem Knopf unter meiner Antwort.
vote-kept = { $days ->
    [one] Dieser Server bewahrt solche Fragen einen Tag lang auf, damit zu sehen ist, was in den Quellen fehlt. Mehr dazu: `/privacy`.
   *[other] Dieser Server bewahrt solche Fragen { $days } Tage lang auf, damit zu sehen ist, was in den Quellen fehlt. Mehr dazu: `/privacy`.
    }

## /privacy

privacy-heading = Was ich hier aufbewahre
privacy-nothing = Von deinen Fragen bewahre ich nichts auf: weder den Wortlaut noch, wer gefragt hat.
privacy-direct = In Direktnachrichten, und wo nur du mich hinzugefügt hast, bewahre ich von deinen Fragen nichts auf: weder den Wortlaut noch, wer gefragt hat.
privacy-kept = { $days ->
    [one] Dieser Server bewahrt Fragen, die ich nicht beantworten kann oder deren Antwort schlecht bewertet wird, einen Tag lang auf: Wortlaut, Zeit, Server und was gefehlt hat. Wer den Server betreut, kann sie lesen. Private Fragen werden nie aufbewahrt.
   *[other] Dieser Server bewahrt Fragen, die ich nicht beantworten kann oder deren Antwort schlecht bewertet wird, { $days } Tage lang auf: Wortlaut, Zeit, Server und was gefehlt hat. Wer den Server betreut, kann sie lesen. Private Fragen werden nie aufbewahrt.
    }
privacy-code = Wer gefragt oder abgestimmt hat, steht dabei nur als Code, der mit einem geheimen Schlüssel gebildet und niemandem gezeigt wird. Damit kannst du deine Fragen löschen lassen.
privacy-counted = Ich zähle pro Tag: Fragen, nicht beantwortete Fragen, Fehler, Stimmen, Antwortzeiten und zitierte Quellen. In den Zahlen stehen keine Worte und keine Namen.
privacy-read = In { $channels } lese ich jede Nachricht, um zu erkennen, ob sie eine Frage ist. Von den anderen bewahre ich nichts auf.
privacy-answers = Meine Antwort ist eine Nachricht auf Discord und wiederholt deine Frage. Wird sie gelöscht, ist beides weg.
privacy-memory = Nur im Arbeitsspeicher, nie auf der Platte: wer wie oft fragt, einige Minuten lang; Fragen mit ihren Antworten, aber nicht, wer gefragt hat, höchstens zehn Minuten lang; was du zuletzt mit `/ask` gefragt hast, mit deiner ID und der des Kanals, höchstens fünf Minuten lang; und bis zu meinem Neustart ein Code dafür, wer worüber abgestimmt hat.
privacy-maintainers = Änderungen derer, die den Server betreuen, werden mit ihrer Nutzer-ID festgehalten, damit der Server sehen kann, wer es war.
privacy-blocked = Wenn der Betreiber dich sperrt, bewahre ich deine Nutzer-ID auf, solange die Sperre dauert.
privacy-forget = `/forget-me` löscht deine Fragen, sofort und auf jedem Server.
privacy-more = Mehr

## /forget-me

forget-what = Alle aufbewahrten Fragen von dir löschen, auf jedem Server, und die, deren Antwort du schlecht bewertet hast?
forget-stays = Die Zahlen bleiben: Niemand weiß, welche davon von dir sind. Auch das Protokoll der Änderungen am Server bleibt.
forget-button = Löschen
forget-done = { $count ->
    [0] Von dir sind keine Fragen aufbewahrt.
    [one] 1 Eintrag gelöscht. Weitere Fragen von dir sind nicht aufbewahrt.
   *[other] { $count } Einträge gelöscht. Weitere Fragen von dir sind nicht aufbewahrt.
    }
