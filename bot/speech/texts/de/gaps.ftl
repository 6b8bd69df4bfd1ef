### Was gefragt und nicht beantwortet wurde, für die, die einen Server pflegen.

gaps-heading = Fragen, die ich hier nicht beantworten konnte
gaps-summary = { $questions ->
    [one] 1 Frage
   *[other] { $questions } Fragen
    } { $days ->
    [one] des letzten Tages
   *[other] der letzten { $days } Tage
    }; ähnliche sind zusammengefasst, die häufigsten zuerst.
gaps-refused = { $count ->
    [one] einmal nicht beantwortet
   *[other] { $count }-mal nicht beantwortet
    }
gaps-near = { $count ->
    [one] einmal nur das Nächstliegende gezeigt
   *[other] { $count }-mal nur das Nächstliegende gezeigt
    }
gaps-voted-down = { $count ->
    [one] einmal schlecht bewertet
   *[other] { $count }-mal schlecht bewertet
    }
gaps-newest = zuletzt am { $day }
gaps-missing = nicht gefundene Wörter: { $words }
gaps-off-topic = anderes Thema
gaps-not-in-sources = nicht in den Quellen
gaps-false-premise = setzt vielleicht etwas Falsches voraus
gaps-none = Es sind keine unbeantworteten Fragen aufbewahrt.
gaps-file = Die angehängte Datei enthält sie als Entwürfe, für den Betreiber.
gaps-file-hint = `/gaps export` hängt sie als Datei an.
gaps-left-out = Fragen an Quellen, die du in diesem Kanal nicht lesen kannst, sind weggelassen.

## Wo nichts aufbewahrt wird

gaps-nothing-kept = Dieser Server bewahrt keine Fragen auf, also kann ich nur sagen, wie viele es waren.
gaps-opt-in = Um die Fragen zu sehen, nimm `/settings keep 30`: Dann bewahre ich 30 Tage lang auf, was ich nicht beantworten kann oder was schlecht bewertet wird. `/privacy` sagt das allen, und mit `/forget-me` löschen alle ihre eigenen Fragen.
gaps-counts = Bisher, auf allen Servern mit denselben Quellen:
gaps-count-answered = { $count ->
    [one] 1 Frage beantwortet
   *[other] { $count } Fragen beantwortet
    }
gaps-count-near = { $count ->
    [one] 1 Frage, zu der ich nur das Nächstliegende gezeigt habe
   *[other] { $count } Fragen, zu denen ich nur das Nächstliegende gezeigt habe
    }
gaps-count-refused = { $count ->
    [one] 1 Frage nicht beantwortet
   *[other] { $count } Fragen nicht beantwortet
    }
gaps-count-votes = Stimmen: { $up } hilfreich, { $down } nicht hilfreich
gaps-count-votes-near = zum Nächstliegenden: { $up } hilfreich, { $down } nicht hilfreich
