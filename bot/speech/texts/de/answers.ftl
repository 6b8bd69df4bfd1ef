### Was um ein Zitat herum gesagt wird, und wo es keines gibt.

source = Quelle
open = Öffnen
page = Seite { $number }
paragraph = Absatz { $number }
shortened = hier gekürzt: In der Quelle geht der Satz weiter
cut = … gekürzt, damit es passt
still-so = Noch aktuell?
as-of = Die neueste Quelle, die ich mit einer Antwort darauf gefunden habe, ist vom { $date }.
sides = Ich habe keine Stelle gefunden, die den Unterschied nennt; hier ist zu jedem eine.
unasked = Für den Rest war hier kein Platz. Frag das bitte einzeln: { $questions }

## Quellen, die sich unterscheiden. $count ist zwei bis fünf.

differ-newest-first = { $count ->
    [2] Zwei Quellen weichen voneinander ab; die neueste zuerst.
    [3] Drei Quellen weichen voneinander ab; die neueste zuerst.
    [4] Vier Quellen weichen voneinander ab; die neueste zuerst.
   *[other] Fünf Quellen weichen voneinander ab; die neueste zuerst.
    }
differ-undated-last = { $count ->
    [2] Zwei Quellen weichen voneinander ab; die neueste zuerst, die ohne Datum zuletzt.
    [3] Drei Quellen weichen voneinander ab; die neueste zuerst, die ohne Datum zuletzt.
    [4] Vier Quellen weichen voneinander ab; die neueste zuerst, die ohne Datum zuletzt.
   *[other] Fünf Quellen weichen voneinander ab; die neueste zuerst, die ohne Datum zuletzt.
    }
differ-undated = { $count ->
    [2] Zwei Quellen weichen voneinander ab, und keine hat ein Datum.
    [3] Drei Quellen weichen voneinander ab, und keine hat ein Datum.
    [4] Vier Quellen weichen voneinander ab, und keine hat ein Datum.
   *[other] Fünf Quellen weichen voneinander ab, und keine hat ein Datum.
    }

## Wo die Quellen nicht antworten. Nichts davon darf nach einer Antwort klingen.

no-answer = Die Quellen beantworten das nicht.
why-off-topic = Darum geht es in meinen Quellen nicht.
why-not-in-sources = { "" }
why-false-premise = Die Frage setzt vielleicht etwas voraus, das meine Quellen nicht sagen.
# $words ist eine Aufzählung wie „Regatta“, „Hafen“ oder 2 weitere Wörter.
not-mentioned = { $count ->
    [one] Dieses Wort habe ich nicht gefunden: { $words }.
   *[other] Diese Wörter habe ich nicht gefunden: { $words }.
    }
word-quoted = „{ $word }“
words-more = { $count ->
    [one] 1 weiteres
   *[other] { $count } weitere
    }
nearest = Am ähnlichsten – beantwortet die Frage aber vielleicht nicht:
closest-found = Das kommt am nächsten. Vielleicht beantwortet es deine Frage nicht:
other-language = Meine Quellen sind anscheinend auf { $language }. Frag am besten auf { $language }.
try-other-words = Frag vielleicht anders. `/sources list` zeigt, woraus ich zitieren kann.

## Was mit einer Frage nicht stimmt

error-question-empty = Diese Frage ist leer. Schreib deine Frage dazu.
error-question-long = Diese Frage hat { $length } Zeichen; höchstens { $most } sind möglich. Frag nach einer Sache, in einem Satz.
error-question-wordless = In dieser Frage steht kein Wort. Schreib deine Frage dazu.

## Wenn etwas schiefgeht

too-slow = Das hat zu lange gedauert, darum habe ich abgebrochen. Versuch es bitte in einer Minute noch einmal.
failed = Bei mir ist etwas schiefgegangen. Versuch es bitte später noch einmal.
leaving = Ich starte gleich neu. Versuch es bitte in einer Minute noch einmal.
unknown-button = Dieser Knopf gehört zu einer anderen Version von mir. Stell die Frage bitte noch einmal.
automod = Das AutoMod dieses Servers hat meine Antwort blockiert. Frag mit `private` noch einmal, oder wende dich an die Moderation.
# Dieselbe Kennung steht im Protokoll des Betreibers.
reference = (Kennung { $code })
