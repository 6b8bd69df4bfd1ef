### What is said around a quote, and where there is none.

source = Source
open = Open
page = page { $number }
paragraph = paragraph { $number }
shortened = shortened here: the sentence goes on in the source
cut = … cut to fit
still-so = Still current?
# Above a quote that answers "who is it now?". $date is that of its source, such as 2024-05-17.
as-of = The newest source I found that answers this is from { $date }.
# Above two quotes, if somebody asked for the difference between two things.
sides = No passage I found says how they differ, so here is one on each.
# Below the answers to several questions of one message; $questions are those left, such as “where are the logs?”.
unasked = There was no room here for the rest. Please ask it separately: { $questions }

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
why-off-topic = My sources are about something else.
why-not-in-sources = { "" }
why-false-premise = The question may assume something that my sources don't say.
# $words is a list such as “regatta”, “harbour” or 2 more words.
not-mentioned = { $count ->
    [one] I couldn't find this word: { $words }.
   *[other] I couldn't find these words: { $words }.
    }
word-quoted = “{ $word }”
words-more = { $count ->
    [one] 1 more
   *[other] { $count } more
    }
nearest = Closest I found – this may not answer it:
closest-found = Closest I found. It may not answer your question:
other-language = My sources seem to be in { $language }. Try asking in { $language }.
try-other-words = Try asking it another way. `/sources list` shows what I can quote from.

## What is wrong with a question

error-question-empty = That question is empty. Type your question.
error-question-long = That question has { $length } characters; the limit is { $most }. Ask one thing, in one sentence.
error-question-wordless = There are no words in that question. Type your question.

## When something fails

too-slow = That took too long, so I stopped. Please try again in a minute.
failed = Something went wrong on my side. Please try again later.
leaving = I'm about to restart. Please try again in a minute.
unknown-button = This button belongs to another version of me. Please ask again.
automod = This server's AutoMod blocked my answer. Ask again with `private`, or ask a moderator.
# The same reference stands in the operator's log.
reference = (reference { $code })
