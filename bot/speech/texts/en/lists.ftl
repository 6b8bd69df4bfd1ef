### The sources, earlier answers, the help.

no-sources = There are no sources yet, so I have nothing to quote.
sources-heading = What I can quote from
sources-counted = { $count ->
    [one] 1 source
   *[other] { $count } sources
    }
sources-more = and { $count } more

## What has become of what an earlier answer quoted

no-citation = I can't tell: that isn't an answer of mine, or it quotes nothing.
unchanged-since = Nothing has changed since { $day }.
changed-since = Something has changed since { $day }.
state-unchanged = The source has not changed.
state-quote-stands = The source has changed, but these words are still in it.
state-quote-gone = The source has changed, and these words are no longer in it.
state-source-gone = I can no longer quote from this source here.

## Help

help-promise = I answer only in the words of my sources.
help-asking = Ask with `/ask`, mention me, or reply to one of my messages.
help-marks = Bold marks the sentence that answers. Underlined words in it are the answer itself.
help-refusing = If my sources have no answer, I tell you. A source can be wrong or out of date, so check it yourself.
help-sources = `/sources list` shows what I can quote from.
help-examples = For example:
