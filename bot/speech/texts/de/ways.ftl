### The ways to ask, and what maintainers set.

## What is said to those who ask

way-closed = Wer diesen Server verwaltet, hat diesen Weg zu fragen abgeschaltet: { $way }. `/help` sagt, wie du sonst fragen kannst.
direct-closed = In Direktnachrichten antworte ich hier nicht. Frag mich auf einem Server.
no-words-there = In dieser Nachricht stehen keine Wörter, die ich nachschlagen könnte.
only-in = Nur aus: { $title }
no-answer-within = Diese Quelle beantwortet das nicht.
not-mentioned-within = { $words } kommt darin nicht vor.

error-source-gone = Diese Quelle gehört nicht oder nicht mehr zu denen, aus denen ich hier zitieren kann. Wähl eine aus der Liste, oder frag ohne Quelle.
error-source-unclear = { $count } Quellen könnten mit diesem Namen gemeint sein. Wähl eine aus der Liste, oder gib mehr vom Titel an.

## The ways

way-command = der Befehl `/ask`
way-mention = mich erwähnen
way-reply = auf meine Nachrichten antworten
way-thread = Threads, an denen ich beteiligt bin, ohne Erwähnung
way-channel = jede Frage in einem Fragekanal
way-forum = eine erste Antwort auf neue Beiträge in einem Forum
way-menu = Rechtsklick, „Das beantworten“

## What maintainers are told

settings-heading = So antworte ich auf diesem Server
way-state = { $way }: { $state }
state-on = an
state-off = aus
state-unread = an, aber geschlossen, weil ich dort nicht mitlesen darf
direct-open = Direktnachrichten: an; das entscheidet für alle, wer mich betreibt
direct-off = Direktnachrichten: aus; das entscheidet für alle, wer mich betreibt
content-closed = Ich kann nur Nachrichten lesen, die mich erwähnen, mir mit Ping antworten oder direkt an mich gehen. Für Threads, Fragekanäle, Foren und Antworten ohne Ping muss, wer mich betreibt, im Developer Portal → Anwendung → Bot → Privileged Gateway Intents den „Message Content Intent“ einschalten und mich neu starten.
channel-unnamed = Noch ist kein Fragekanal benannt: das geht mit `/settings channel`.
forum-unnamed = Noch ist kein Forum benannt: das geht mit `/settings forum`.
channel-answered = In { $room } wird ab jetzt jede Nachricht beantwortet, die eine Frage ist.
channel-not-answered = In { $room } antworte ich nur denen, die mich ansprechen.
forum-answered = Neue Beiträge in { $room } bekommen ab jetzt eine erste Antwort. Ältere bekommen keine.
forum-not-answered = Neue Beiträge in { $room } bekommen von mir keine Antwort.
helpers-none = „Einen Menschen fragen“ erwähnt niemanden.
helpers-are = „Einen Menschen fragen“ erwähnt { $role }.
error-helpers-everybody = Diese Rolle haben alle. Wähl eine andere.
kept-none = Fragen werden nicht aufbewahrt: Sind sie beantwortet, sind sie vergessen. Später kann also niemand nachsehen, was unbeantwortet blieb.
kept-days = { $days ->
    [one] Fragen, die auf diesem Server gestellt werden, werden 1 Tag lang aufbewahrt und dann gelöscht. `/privacy` sagt das allen, und wer `/forget-me` benutzt, dessen Fragen werden sofort gelöscht.
   *[other] Fragen, die auf diesem Server gestellt werden, werden { $days } Tage lang aufbewahrt und dann gelöscht. `/privacy` sagt das allen, und wer `/forget-me` benutzt, dessen Fragen werden sofort gelöscht.
    }
lacking = In { $room } fehlen mir diese Berechtigungen: { $permissions }.
may-view = Kanal ansehen
may-send = Nachrichten senden
may-send-in-threads = Nachrichten in Threads senden
may-read-history = Nachrichtenverlauf anzeigen
