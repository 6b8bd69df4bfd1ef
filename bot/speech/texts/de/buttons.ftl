### Was unter einer Antwort und einer Absage gedrückt werden kann, und was daraus wird.

show-in-context = Im Zusammenhang zeigen
more-quotes = Weitere Zitate
read-on = Weiterlesen
share = Mit allen teilen
shared = Geteilt
ask-a-human = Einen Menschen fragen
nearest-passages = Nächste Stellen
helpful = Hilfreich
not-helpful = Nicht hilfreich

# Unter einem Zitat, von dem nur der Anfang gezeigt wird; $button ist der Name eines Knopfs.
folded = hier eingeklappt: „{ $button }“ zeigt den Rest

error-question-forgotten = Aus dieser Nachricht kann ich nicht mehr erkennen, was gefragt wurde. Bitte frag noch einmal.

## Ein Zitat im Zusammenhang

in-context = Im Zusammenhang
context-moved = Die Quelle hat sich seitdem geändert. Die zitierten Worte stehen jetzt hier.
context-above = { $count ->
    [one] 1 Seite über dem Zitat
   *[other] { $count } Seiten über dem Zitat
    }
context-below = { $count ->
    [one] 1 Seite unter dem Zitat
   *[other] { $count } Seiten unter dem Zitat
    }
context-up = Weiter oben
context-back = Zum Zitat
context-down = Weiter unten
context-quote = Zitat { $number }

## Weitere Zitate. Nichts hier darf so sicher klingen wie eine Antwort.

further-quotes = Weitere Zitate, die weniger wahrscheinlich antworten.
further-quotes-means = Bei diesen bin ich weniger sicher.
no-further-quotes = Es gibt keine weiteren Zitate, die einer Antwort nahekommen.
answers-no-longer = Ich habe noch einmal nachgesehen: Was ich dir hier zitieren kann, beantwortet das jetzt nicht.

## Die Stellen, die einer unbeantworteten Frage am nächsten stehen

none-of-this-answers = Nichts davon beantwortet deine Frage. Es ist das, was ihr am nächsten steht:
nothing-near = Nichts in den Quellen kommt dieser Frage nahe.
by-now = Die Quellen haben sich geändert, oder dir stehen mehr davon offen: Das antwortet.

## Eine private Antwort teilen

shared-by = geteilt von { $name }
share-changed = Eine Quelle hat sich seit der ersten Antwort geändert; die Zitate sind aus ihrem jetzigen Text.
share-less = Geteilt. Einiges von dem, was du gesehen hast, steht hier nicht allen offen und wurde weggelassen.
error-share-not-open = Was ich hier allen zitieren kann, beantwortet das nicht; es wurde nichts geteilt.
error-share-failed = Discord hat es nicht angenommen. Sieh nach, ob es unten steht, bevor du es noch einmal versuchst.

## Einen Menschen fragen. $role ist die Rolle, die hier hilft, $thread ein Verweis auf einen Thread.

human-thread = Eine Frage an einen Menschen
human-wanted = { $role } Jemand wünscht sich, dass ein Mensch die Antwort oben ansieht.
human-wanted-by = { $role } { $name } fragt: { $question }
human-asked = Ich habe hier gefragt: { $thread }
human-asked-before = Das wurde schon gefragt, und zwar hier: { $thread }
human-really = Deine Frage wird öffentlich: Ich eröffne in diesem Kanal einen Thread mit deiner Frage und deinem Namen und rufe alle, die hier helfen. Meine Antwort bleibt bei dir.
human-confirm = Öffentlich fragen
error-no-helpers = Hier ist niemand benannt, den ich fragen könnte. Wer diesen Server verwaltet, kann mit /settings eine Rolle wählen.
error-helpers-not-mentionable = Ich darf die Rolle { $role } nicht erwähnen. Wer diesen Server verwaltet, kann allen erlauben, sie zu erwähnen, oder mir das Recht „@everyone, @here und alle Rollen erwähnen“ geben.
error-no-threads = Ich darf hier keinen Thread eröffnen. Wer diesen Server verwaltet, kann mir „Öffentliche Threads erstellen“ und „Nachrichten in Threads senden“ erlauben.
error-thread-closed = Dieser Thread ist geschlossen. Wer hier moderiert, kann ihn wieder öffnen.
