### Grenzen, Stimmen, und was aufbewahrt wird.

# $when ist eine Zeit, wie Discord sie schreibt, etwa „in 12 Sekunden“.
limited-person = Du fragst schneller, als ich dir antworten darf. Bitte frag { $when } noch einmal.
limited-place = Hier wird gerade mehr gefragt, als ich auf einmal beantworten darf. Bitte frag { $when } noch einmal.
error-humans-person = Du hast vorerst so oft einen Menschen gerufen, wie du darfst. Du kannst es { $when } wieder tun.
error-humans-place = Die Menschen, die hier helfen, wurden vorerst oft genug gerufen. Du kannst sie { $when } wieder rufen.

## Hilfreich und nicht hilfreich

vote-thanks = Danke, das ist gezählt.
vote-again = Das hast du schon gesagt: Es zählt einmal.
vote-changed = Danke, deine Stimme ist geändert.
vote-else = Vielleicht helfen andere Worte, und `/sources list` zeigt, woraus ich zitieren kann.
vote-human = Du kannst auch einen Menschen fragen: Unter meinen Antworten gibt es dafür einen Knopf.
vote-kept = { $days ->
    [one] Dieser Server bewahrt solche Fragen einen Tag lang auf, damit die, die ihn pflegen, sehen, was fehlt: Mehr steht in `/privacy`.
   *[other] Dieser Server bewahrt solche Fragen { $days } Tage lang auf, damit die, die ihn pflegen, sehen, was fehlt: Mehr steht in `/privacy`.
    }

## /privacy

privacy-heading = Was ich hier aufbewahre
privacy-nothing = Von Fragen nichts: weder ihre Worte noch, wer gefragt hat.
privacy-direct = In Direktnachrichten, und wo nur du mich hinzugefügt hast, bewahre ich von Fragen nichts auf: weder ihre Worte noch, wer gefragt hat.
privacy-kept = { $days ->
    [one] Dieser Server bewahrt Fragen, die ich nicht beantworte oder deren Antwort schlecht bewertet wird, einen Tag lang auf: ihre Worte, wann und auf welchem Server sie gestellt wurden, und was fehlte. Wer den Server pflegt, kann sie lesen. Was privat gefragt wird, wird nicht aufbewahrt.
   *[other] Dieser Server bewahrt Fragen, die ich nicht beantworte oder deren Antwort schlecht bewertet wird, { $days } Tage lang auf: ihre Worte, wann und auf welchem Server sie gestellt wurden, und was fehlte. Wer den Server pflegt, kann sie lesen. Was privat gefragt wird, wird nicht aufbewahrt.
    }
privacy-code = Wer gefragt oder abgestimmt hat, steht dabei nur als Code, der mit einem geheimen Schlüssel gebildet ist und niemandem gezeigt wird. Er ist da, damit du deine Fragen löschen lassen kannst.
privacy-counted = Gezählt wird je Tag: Fragen, Absagen, Fehler, Stimmen, wie lange Antworten dauerten und welche Quellen zitiert wurden. In einer Zahl stehen keine Worte und keine Namen.
privacy-read = In { $channels } lese ich jede Nachricht, um zu sehen, ob sie eine Frage ist. Ich bewahre keine davon auf.
privacy-answers = Eine Antwort wiederholt die Frage und ist eine Nachricht auf Discord. Wer sie dort löscht, löscht beides.
privacy-memory = Nur im Arbeitsspeicher und nie auf der Platte: einige Minuten lang, wer wie oft fragt, und bis zu meinem Neustart ein Code dafür, wer worüber abgestimmt hat.
privacy-maintainers = Was die ändern, die den Server pflegen, wird mit ihrer ID festgehalten, damit sich herausfinden lässt, wer es war.
privacy-forget = `/forget-me` löscht, was von dir aufbewahrt ist, sofort und auf jedem Server.

## /forget-me

forget-what = Soll ich alle aufbewahrten Fragen von dir löschen, auf jedem Server, und die, die du schlecht bewertet hast?
forget-stays = Die Zahlen bleiben, denn niemand kann sagen, welche davon von dir sind; ebenso, was über Änderungen am Server festgehalten ist.
forget-button = Löschen
forget-done = { $count ->
    [0] Von dir ist nichts aufbewahrt.
    [one] Gelöscht: 1 Eintrag. Mehr ist von dir nicht aufbewahrt.
   *[other] Gelöscht: { $count } Einträge. Mehr ist von dir nicht aufbewahrt.
    }
