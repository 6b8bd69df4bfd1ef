### Was unter einer Antwort und einer Absage gedrückt werden kann, und was daraus wird.

show-in-context = Im Zusammenhang zeigen
more-quotes = Weitere Zitate
read-on = Weiterlesen
share = Mit allen teilen
shared = Geteilt
ask-a-human = Einen Menschen fragen
nearest-passages = Ähnlichste Stellen
more-passages = Weitere Stellen
helpful = Hilfreich
not-helpful = Nicht hilfreich

# Unter einem Zitat, von dem nur der Anfang gezeigt wird; $button ist der Name eines Knopfs.
folded = hier eingeklappt: „{ $button }“ zeigt den Rest

error-question-forgotten = An dieser Nachricht erkenne ich nicht mehr, was gefragt wurde. Bitte frag noch einmal.

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

further-quotes = Weitere Zitate – weniger sicher:
no-further-quotes = Andere Zitate passen nicht gut genug zur Frage.
answers-no-longer = Ich habe noch einmal nachgesehen: Meine Quellen beantworten das nicht mehr.

## Die Stellen, die einer unbeantworteten Frage am nächsten stehen

none-of-this-answers = Die ähnlichsten Stellen – sie beantworten deine Frage vielleicht nicht:
nothing-near = Ich habe nichts gefunden, was dieser Frage nahekommt.
more-come-close = Weitere ähnliche Stellen – sie beantworten deine Frage vielleicht nicht:
nothing-else-near = Ich habe nichts Weiteres gefunden, was dieser Frage nahekommt.
by-now = Hier steht die Antwort:

## Eine private Antwort teilen

shared-by = geteilt von { $name }
share-changed = Eine Quelle hat sich seit der ersten Antwort geändert; die Zitate stammen aus dem jetzigen Text.
share-less = Geteilt. Was hier nicht alle sehen dürfen, habe ich weggelassen.
error-share-not-open = Die Quellen, die hier alle sehen dürfen, beantworten das nicht. Ich habe nichts geteilt.
error-share-failed = Discord hat die Nachricht nicht angenommen. Sieh nach, ob sie unten steht, bevor du es noch einmal versuchst.

## Einen Menschen fragen. $role ist die Rolle, die hier hilft, $thread ein Verweis auf einen Thread.

human-thread = Eine Frage an einen Menschen
human-wanted = { $role } Jemand möchte, dass ein Mensch die Antwort oben prüft.
human-wanted-by = { $role } { $name } fragt: { $question }
human-asked = Ich habe hier gefragt: { $thread }
human-asked-before = Das wurde hier schon gefragt: { $thread }
human-really = Deine Frage wird öffentlich: Ich eröffne in diesem Kanal einen Thread mit deiner Frage und deinem Namen und erwähne alle, die hier helfen. Meine Antwort bleibt privat.
human-confirm = Öffentlich fragen
error-no-helpers = Hier sind noch keine Helfer festgelegt. Wer diesen Server verwaltet, kann mit /settings eine Rolle wählen.
error-helpers-not-mentionable = Ich darf die Rolle { $role } nicht erwähnen. Wer diesen Server verwaltet, kann allen erlauben, sie zu erwähnen, oder mir das Recht „@everyone, @here und alle Rollen erwähnen“ geben.
error-no-threads = Ich darf hier keinen Thread eröffnen. Wer diesen Server verwaltet, kann mir „Öffentliche Threads erstellen“ und „Nachrichten in Threads senden“ erlauben.
error-thread-closed = Dieser Thread ist geschlossen. Wer hier moderiert, kann ihn wieder öffnen.
