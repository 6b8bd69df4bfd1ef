### Die Quellen, frühere Antworten, die Hilfe.

no-sources = Es gibt noch keine Quellen, also nichts, woraus ich zitieren könnte.
sources-heading = Woraus ich zitieren kann
sources-counted = { $count ->
    [one] 1 Quelle
   *[other] { $count } Quellen
    }
sources-more = und { $count } mehr

## Was aus dem geworden ist, was eine frühere Antwort zitiert

no-citation = Das kann ich nicht sagen: Das ist keine Antwort von mir, oder sie zitiert nichts.
unchanged-since = Seit { $day } hat sich nichts geändert.
changed-since = Nicht alles ist so, wie es am { $day } war.
state-unchanged = Die Quelle hat sich nicht geändert.
state-quote-stands = Die Quelle hat sich geändert; diese Worte stehen noch darin.
state-quote-gone = Die Quelle hat sich geändert, und diese Worte stehen nicht mehr darin.
state-source-gone = Die Quelle gehört nicht mehr zu denen, aus denen ich dir hier zitieren kann.

## Hilfe

help-promise = Ich antworte mit den Worten meiner Quellen, und mit keinen anderen.
help-asking = Frag mit `/ask`, erwähne mich oder antworte auf eine meiner Nachrichten. Ich zeige die Sätze, die antworten, und wo sie stehen; der Satz mit der Antwort ist fett, und wenn ich erkenne, welche Wörter darin antworten, sind sie unterstrichen.
help-refusing = Wenn die Quellen nicht antworten, sage ich das. Von mir kommt nichts dazu, aber eine Quelle kann falsch oder veraltet sein: Lies dort nach, wo es steht.
help-sources = `/sources list` zeigt, woraus ich zitieren kann.
help-examples = Zum Beispiel:
