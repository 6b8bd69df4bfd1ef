### Die Quellen, frühere Antworten, die Hilfe.

no-sources = Es gibt noch keine Quellen, also kann ich nichts zitieren.
sources-heading = Woraus ich zitieren kann
sources-counted = { $count ->
    [one] 1 Quelle
   *[other] { $count } Quellen
    }
sources-more = und { $count } weitere

## Was aus dem geworden ist, was eine frühere Antwort zitiert

no-citation = Das kann ich nicht sagen: Die Nachricht ist keine Antwort von mir, oder sie zitiert nichts.
unchanged-since = Seit { $day } hat sich nichts geändert.
changed-since = Seit { $day } hat sich etwas geändert.
state-unchanged = Die Quelle hat sich nicht geändert.
state-quote-stands = Die Quelle hat sich geändert, diese Worte stehen aber noch darin.
state-quote-gone = Die Quelle hat sich geändert, diese Worte stehen nicht mehr darin.
state-source-gone = Aus dieser Quelle kann ich hier nicht mehr zitieren.

## Hilfe

help-promise = Ich antworte nur mit den Worten meiner Quellen.
help-asking = Frag mit `/ask`, erwähne mich oder antworte auf eine meiner Nachrichten.
help-marks = Fett ist der Satz mit der Antwort. Unterstrichen ist darin die Antwort selbst.
help-refusing = Wenn meine Quellen keine Antwort haben, erfährst du das. Eine Quelle kann falsch oder veraltet sein: Lies im Zweifel selbst nach.
help-sources = `/sources list` zeigt, woraus ich zitieren kann.
help-examples = Zum Beispiel:
