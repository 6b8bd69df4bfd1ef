### The ways to ask, and what maintainers set.

## What is said to those who ask

way-closed = Diesen Weg zu fragen gibt es auf diesem Server nicht: { $way }. `/help` zeigt dir andere.
direct-closed = In Direktnachrichten antworte ich hier nicht. Frag mich auf einem Server.
no-words-there = In dieser Nachricht stehen keine Wörter, nach denen ich suchen kann.
only-in = Nur aus: { $title }
no-answer-within = Diese Quelle beantwortet das nicht.
not-mentioned-within = { $count ->
    [one] Dieses Wort habe ich darin nicht gefunden: { $words }.
   *[other] Diese Wörter habe ich darin nicht gefunden: { $words }.
    }

error-source-gone = Aus dieser Quelle kann ich hier nicht zitieren. Wähl eine aus der Liste, oder frag ohne Quelle.
error-source-unclear = Mit diesem Namen könnten { $count } Quellen gemeint sein. Wähl eine aus der Liste, oder gib mehr vom Titel an.

## The ways

way-command = der Befehl `/ask`
way-mention = mich erwähnen
way-reply = auf meine Nachrichten antworten
way-thread = Threads, an denen ich beteiligt bin, ohne Erwähnung
way-channel = jede Frage in einem Fragekanal
way-forum = eine erste Antwort auf neue Beiträge in einem Forum
way-menu = Rechtsklick, „Das beantworten“

## What maintainers are told

settings-heading = Einstellungen für diesen Server
way-state = { $way }: { $state }
state-on = an
state-off = aus
state-unread = an, aber ich kann dort nicht mitlesen
direct-open = Direktnachrichten: an (das legt der Betreiber für alle Server fest)
direct-off = Direktnachrichten: aus (das legt der Betreiber für alle Server fest)
content-closed = Nachrichten, die mich nicht erwähnen, kann ich hier nicht lesen. Der Betreiber muss „Message Content Intent“ einschalten (Developer Portal → Bot) und mich neu starten.
channel-unnamed = Noch kein Fragekanal: Wähl einen mit `/settings channel`.
forum-unnamed = Noch kein Forum: Wähl eines mit `/settings forum`.
channel-answered = In { $room } beantworte ich ab jetzt jede Frage.
channel-not-answered = In { $room } antworte ich nur, wenn mich jemand direkt fragt.
forum-answered = Neue Beiträge in { $room } bekommen ab jetzt eine erste Antwort. Ältere bekommen keine.
forum-not-answered = Neue Beiträge in { $room } bekommen von mir keine Antwort.
helpers-none = „Einen Menschen fragen“ erwähnt niemanden.
helpers-are = „Einen Menschen fragen“ erwähnt { $role }.
error-helpers-everybody = Diese Rolle haben alle. Wähl eine andere.
kept-none = Fragen werden nicht aufbewahrt. Später kann also niemand nachsehen, was unbeantwortet blieb.
closest-shown = Wo ich nicht sicher bin, zeige ich den ähnlichsten Text und sage, dass er vielleicht nicht antwortet.
closest-not-shown = Wo ich nicht sicher bin, zeige ich keinen Text, nur wo man nachsehen kann.
kept-by-all = `/privacy` sagt das allen, und mit `/forget-me` löschen alle ihre eigenen sofort.
lacking = In { $room } fehlen mir diese Rechte: { $permissions }.
may-view = Kanal ansehen
may-send = Nachrichten senden
may-send-in-threads = Nachrichten in Threads senden
may-read-history = Nachrichtenverlauf anzeigen
