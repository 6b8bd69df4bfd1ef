### What is said around a quote, and where there is none.

source = Source
open = Open
page = page { $number }
paragraph = paragraph { $number }
shortened = shortened here: the sentence goes on in the source
cut = and more, which does not fit here
still-so = Still so?

## Sources that differ. $count is two to five.

differ-newest-first = { $count ->
    [2] Two sources differ; newest first.
    [3] Three sources differ; newest first.
    [4] Four sources differ; newest first.
   *[other] Five sources differ; newest first.
    }
differ-undated-last = { $count ->
    [2] Two sources differ; newest first, those without a date last.
    [3] Three sources differ; newest first, those without a date last.
    [4] Four sources differ; newest first, those without a date last.
   *[other] Five sources differ; newest first, those without a date last.
    }
differ-undated = { $count ->
    [2] Two sources differ, and none has a date.
    [3] Three sources differ, and none has a date.
    [4] Four sources differ, and none has a date.
   *[other] Five sources differ, and none has a date.
    }

## Where the sources do not answer. Nothing here may sound like an answer.

no-answer = The sources do not answer this.
why-off-topic = They treat other things.
why-not-in-sources = { "" }
why-false-premise = They may not bear out what the question takes for granted.
# $words is a list such as “regatta”, “harbour” or 2 more words.
not-mentioned = None of them mentions { $words }.
word-quoted = “{ $word }”
words-more = { $count ->
    [one] 1 more word
   *[other] { $count } more words
    }
nearest = Nearest in the sources, though it does not answer:
try-other-words = Other words may help. `/sources list` shows what I can quote from.

## What is wrong with a question

error-question-empty = That question is empty. Ask with a few words.
error-question-long = That question has { $length } characters; { $most } is the most. Ask one thing, in a sentence.
error-question-wordless = There are no words in that question. Ask with a few words.

## When something fails

too-slow = That took too long, so I stopped. Please ask again in a minute.
failed = Something went wrong on my side, not with your question. Please ask again later.
leaving = I am about to restart. Please ask again in a minute.
# The same reference stands in the operator's log.
reference = (reference { $code })
