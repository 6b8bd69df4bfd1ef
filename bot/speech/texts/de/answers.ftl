### Was um ein Zitat herum gesagt wird, und wo es keines gibt.

source = Quelle
open = Öffnen
page = Seite { $number }
paragraph = Absatz { $number }
shortened = hier gekürzt: In der Quelle geht der Satz weiter
cut = und mehr, was hier nicht hineinpasst
still-so = Steht das noch so da?

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
why-off-topic = Sie handeln von etwas anderem.
why-not-in-sources = { "" }
why-false-premise = Möglicherweise stützen sie nicht, was die Frage voraussetzt.
# $words ist eine Aufzählung wie „Regatta“, „Hafen“ oder 2 weitere Wörter.
not-mentioned = Keine von ihnen erwähnt { $words }.
word-quoted = „{ $word }“
words-more = { $count ->
    [one] 1 weiteres Wort
   *[other] { $count } weitere Wörter
    }
nearest = Was in den Quellen am nächsten kommt, die Frage aber nicht beantwortet:
try-other-words = Andere Wörter helfen vielleicht. `/sources list` zeigt, woraus ich zitieren kann.

## Was mit einer Frage nicht stimmt

error-question-empty = Diese Frage ist leer. Frag mit ein paar Wörtern.
error-question-long = Diese Frage hat { $length } Zeichen; höchstens { $most } sind möglich. Frag nach einer Sache, in einem Satz.
error-question-wordless = In dieser Frage steht kein einziges Wort. Frag mit ein paar Wörtern.

## Wenn etwas schiefgeht

too-slow = Das hat zu lange gedauert, darum habe ich abgebrochen. Frag bitte in einer Minute noch einmal.
failed = Bei mir ist etwas schiefgegangen; an deiner Frage liegt es nicht. Frag bitte später noch einmal.
leaving = Ich starte gleich neu. Frag bitte in einer Minute noch einmal.
# Dieselbe Kennung steht im Protokoll des Betreibers.
reference = (Kennung { $code })
