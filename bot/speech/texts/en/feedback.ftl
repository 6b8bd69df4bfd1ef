### Limits, votes, and what is kept.

# $when is a time as Discord writes it, such as "in 12 seconds".
limited-person = You're asking faster than I can answer. Please try again { $when }.
limited-place = I'm busy here. Please try again { $when }.
error-humans-person = You have asked for a human often enough for now. You can ask again { $when }.
error-humans-place = People here have been called often enough for now. You can call them again { $when }.

## Helpful and Not helpful

vote-thanks = Thanks, noted.
vote-again = You've already voted.
vote-changed = Thanks, I changed your vote.
vote-else = Try asking it another way. `/sources list` shows what I can quote from.
vote-human = You can also ask a human: use the button below my answer.
vote-kept = { $days ->
    [one] This server keeps such questions for a day, so that its maintainers see what is missing. `/privacy` tells you more.
   *[other] This server keeps such questions for { $days } days, so that its maintainers see what is missing. `/privacy` tells you more.
    }

## /privacy

privacy-heading = What I keep here
privacy-nothing = I keep nothing of your questions: not the words, and not who asked.
privacy-direct = In direct messages, and where only you have added me, I keep nothing of your questions: not the words, and not who asked.
privacy-kept = { $days ->
    [one] This server keeps questions that I can't answer, or whose answers are voted down, for a day: the words, the time, the server, and what was missing. Its maintainers can read them. Private questions are never kept.
   *[other] This server keeps questions that I can't answer, or whose answers are voted down, for { $days } days: the words, the time, the server, and what was missing. Its maintainers can read them. Private questions are never kept.
    }
privacy-code = Who asked or voted is kept only as a code made with a secret key, and shown to nobody. It lets you delete your questions.
privacy-counted = I count per day: questions, unanswered questions, failures, votes, answer times and quoted sources. The counts contain no words and no names.
privacy-read = In { $channels } I read every message, to see whether it is a question. I keep nothing of the others.
privacy-answers = My answer is a Discord message and repeats your question. Delete the message to delete both.
privacy-memory = Only in memory, never on disk: who asks how often, for a few minutes; questions with their answers, but not who asked, for ten minutes at most; what you last asked with `/ask`, with your id and the channel’s, for five minutes at most; and a code of who voted on what, until I restart.
privacy-maintainers = Maintainers' changes are recorded with their user ID, so that the server can see who made them.
privacy-blocked = If the operator blocks you, I keep your user ID until the block is lifted, or for as long as it lasts.
privacy-forget = `/forget-me` deletes your questions at once, on every server.
privacy-more = More

## /forget-me

forget-what = Delete all your questions that are kept, and those you voted down, on every server?
forget-stays = Counts stay: nobody can tell which are yours. So does the record of maintainers' changes.
forget-button = Delete
forget-done = { $count ->
    [0] No questions of yours are kept.
    [one] Deleted 1 entry. No other questions of yours are kept.
   *[other] Deleted { $count } entries. No other questions of yours are kept.
    }
