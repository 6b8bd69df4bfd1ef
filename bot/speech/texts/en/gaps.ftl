### What was asked and not answered, for those who maintain a server.

gaps-heading = Questions I couldn't answer here
gaps-summary = { $questions ->
    [one] 1 question
   *[other] { $questions } questions
    } of the last { $days ->
    [one] day
   *[other] { $days } days
    }; similar ones are grouped, the most frequent first.
gaps-refused = { $count ->
    [one] not answered once
   *[other] not answered { $count } times
    }
gaps-near = { $count ->
    [one] closest text shown once
   *[other] closest text shown { $count } times
    }
gaps-voted-down = { $count ->
    [one] voted down once
   *[other] voted down { $count } times
    }
gaps-newest = last on { $day }
gaps-missing = words not found: { $words }
gaps-off-topic = off topic
gaps-not-in-sources = not in the sources
gaps-false-premise = may assume something wrong
gaps-none = No unanswered questions are kept.
gaps-file = The attached file has them as draft questions, for the operator.
gaps-file-hint = `/gaps export` attaches them as a file.
gaps-left-out = Questions to sources that you cannot read in this channel are left out.

## Where nothing is kept

gaps-nothing-kept = This server keeps no questions, so I can only tell you how many there were.
gaps-opt-in = To see the questions, use `/settings keep 30`: I then keep what I can't answer, or what is voted down, for 30 days. `/privacy` tells everyone, and `/forget-me` deletes a person's own questions.
gaps-counts = So far, on all servers that use the same sources:
gaps-count-answered = { $count ->
    [one] 1 question answered
   *[other] { $count } questions answered
    }
gaps-count-near = { $count ->
    [one] 1 question for which I only showed the closest text
   *[other] { $count } questions for which I only showed the closest text
    }
gaps-count-refused = { $count ->
    [one] 1 question not answered
   *[other] { $count } questions not answered
    }
gaps-count-votes = votes: { $up } helpful, { $down } not helpful
gaps-count-votes-near = on closest texts: { $up } helpful, { $down } not helpful
