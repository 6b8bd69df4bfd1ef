### What was asked and not answered, for those who maintain a server.

gaps-heading = What was asked here and not answered
gaps-summary = { $questions ->
    [one] 1 question
   *[other] { $questions } questions
    } of the last { $days ->
    [one] day
   *[other] { $days } days
    }; what means nearly the same stands together, the most frequent first.
gaps-refused = { $count ->
    [one] not answered once
   *[other] not answered { $count } times
    }
gaps-voted-down = { $count ->
    [one] voted down once
   *[other] voted down { $count } times
    }
gaps-newest = last on { $day }
gaps-missing = no source mentions { $words }
gaps-off-topic = off topic
gaps-not-in-sources = not in the sources
gaps-false-premise = may take something wrong for granted
gaps-none = Nothing that was kept has gone unanswered.
gaps-left-out = Questions to sources that you cannot read in this channel are left out.
gaps-file = The file has them as draft questions: write into each what answers it, or leave it empty, and `quoth eval` measures by them.
gaps-file-hint = `/gaps export` attaches them as a file of draft questions.

## Where nothing is kept

gaps-nothing-kept = This server keeps no questions, so I can only tell you how many there were.
gaps-opt-in = To see what they were: `/settings keep 30` keeps what I refuse or what is voted down for 30 days. `/privacy` then tells everybody so, and `/forget-me` deletes what is somebody's.
gaps-counts = Counted so far, over all servers that are answered from the same sources:
gaps-count-answered = { $count ->
    [one] 1 question answered
   *[other] { $count } questions answered
    }
gaps-count-refused = { $count ->
    [one] 1 question not answered
   *[other] { $count } questions not answered
    }
gaps-count-votes = votes: { $up } helpful, { $down } not helpful
