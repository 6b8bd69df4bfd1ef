### Was gefragt und nicht beantwortet wurde, für die, die einen Server pflegen.

gaps-heading = Was hier gefragt und nicht beantwortet wurde
gaps-summary = { $questions ->
    [one] 1 Frage
   *[other] { $questions } Fragen
    } { $days ->
    [one] des letzten Tages
   *[other] der letzten { $days } Tage
    }; was fast dasselbe meint, steht zusammen, das Häufigste zuerst.
gaps-refused = { $count ->
    [one] einmal nicht beantwortet
   *[other] { $count }-mal nicht beantwortet
    }
gaps-voted-down = { $count ->
    [one] einmal schlecht bewertet
   *[other] { $count }-mal schlecht bewertet
    }
gaps-newest = zuletzt am { $day }
gaps-missing = keine Quelle erwähnt { $words }
gaps-off-topic = anderes Thema
gaps-not-in-sources = nicht in den Quellen
gaps-false-premise = setzt vielleicht etwas Falsches voraus
gaps-none = Von dem, was aufbewahrt ist, blieb nichts unbeantwortet.
gaps-left-out = Fragen an Quellen, die du in diesem Kanal nicht lesen kannst, sind weggelassen.
gaps-file = Die Datei enthält sie als Fragenentwürfe: Schreib zu jeder, was sie beantwortet, oder lass es leer, und `quoth eval` misst damit.
gaps-file-hint = `/gaps export` hängt sie als Datei mit Fragenentwürfen an.

## Wo nichts aufbewahrt wird

gaps-nothing-kept = Dieser Server bewahrt keine Fragen auf, also kann ich nur sagen, wie viele es waren.
gaps-opt-in = Um zu sehen, welche es waren: `/settings keep 30` bewahrt 30 Tage lang auf, was ich nicht beantworte oder was schlecht bewertet wird. `/privacy` sagt das dann allen, und `/forget-me` löscht, was jemandem gehört.
gaps-counts = Bisher gezählt, über alle Server, die aus denselben Quellen Antwort bekommen:
gaps-count-answered = { $count ->
    [one] 1 Frage beantwortet
   *[other] { $count } Fragen beantwortet
    }
gaps-count-refused = { $count ->
    [one] 1 Frage nicht beantwortet
   *[other] { $count } Fragen nicht beantwortet
    }
gaps-count-votes = Stimmen: { $up } hilfreich, { $down } nicht hilfreich
