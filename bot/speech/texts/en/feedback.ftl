### Limits, votes, and what is kept.

# $when is a time as Discord writes it, such as "in 12 seconds".
limited-person = You are asking faster than I may answer you. Please ask again { $when }.
limited-place = More is asked here than I may answer at once. Please ask again { $when }.
error-humans-person = You have called for a human as often as you may for now. You can do so again { $when }.
error-humans-place = People here have been called as often as they may be for now. You can call them again { $when }.

## Helpful and Not helpful

vote-thanks = Thank you, that is counted.
vote-again = You have said so already: it is counted once.
vote-changed = Thank you, your vote is changed.
vote-else = Asking in other words may help, and `/sources list` shows what I can quote from.
vote-human = You can also ask a human: there is a button for it below what I answer.
vote-kept = { $days ->
    [one] This server keeps such questions for a day, so that its maintainers see what is missing: `/privacy` has more.
   *[other] This server keeps such questions for { $days } days, so that its maintainers see what is missing: `/privacy` has more.
    }

## /privacy

privacy-heading = What I keep here
privacy-nothing = Of questions nothing: neither their words nor who asked.
privacy-direct = In direct messages, and where only you have added me, I keep nothing of questions: neither their words nor who asked.
privacy-kept = { $days ->
    [one] This server keeps the questions that I refuse, or whose answers are voted down, for a day: their words, when and on which server they were asked, and what was missing. Those who maintain it can read them. What is asked privately is not kept.
   *[other] This server keeps the questions that I refuse, or whose answers are voted down, for { $days } days: their words, when and on which server they were asked, and what was missing. Those who maintain it can read them. What is asked privately is not kept.
    }
privacy-code = Who asked, or voted, is kept as a code made with a secret key, and shown to nobody. It is there so that you can have your questions deleted.
privacy-counted = I count by day: questions, refusals, failures, votes, how long answers took, and which sources were quoted. There are no words and no names in a count.
privacy-read = In { $channels } I read each message, to see whether it is a question. I keep none of them.
privacy-answers = An answer repeats the question, and is a message on Discord. Whoever deletes it there deletes both.
privacy-memory = In memory alone, and never on disk: for some minutes who asks how often, and until I restart a code of who voted on what.
privacy-maintainers = What maintainers change is recorded with their id, so that a server can find out who did it.
privacy-forget = `/forget-me` deletes what is kept of you, at once and in every server.

## /forget-me

forget-what = Shall I delete all questions of yours that are kept, in every server, and those that you voted down?
forget-stays = Counts stay, for nobody can tell which of them are yours; so does the record of what maintainers change.
forget-button = Delete
forget-done = { $count ->
    [0] Nothing is kept of you.
    [one] Deleted: 1 entry. Nothing more is kept of you.
   *[other] Deleted: { $count } entries. Nothing more is kept of you.
    }
