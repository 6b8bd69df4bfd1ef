### The sources, earlier answers, the help.

no-sources = There are no sources yet, so there is nothing that I could quote.
sources-heading = What I can quote from
sources-counted = { $count ->
    [one] 1 source
   *[other] { $count } sources
    }
sources-more = and { $count } more

## What has become of what an earlier answer quoted

no-citation = I cannot tell: that is no answer of mine, or it quotes nothing.
unchanged-since = Nothing has changed since { $day }.
changed-since = Not everything is as it was on { $day }.
state-unchanged = The source has not changed.
state-quote-stands = The source has changed; these words still stand in it.
state-quote-gone = The source has changed, and these words stand in it no longer.
state-source-gone = The source is no longer among those that I can quote for you here.

## Help

help-promise = I answer in the words of my sources, and in no others.
help-asking = Ask with `/ask`, mention me, or reply to one of my messages. I show the sentences that answer, with the place where they stand; the answering sentence is in bold, and where I can tell them, the words in it that answer are underlined.
help-refusing = When the sources do not answer, I say so. I add nothing of my own, but a source can be wrong, or old: read it where it stands.
help-sources = `/sources list` lists what I can quote from.
help-examples = For example:
