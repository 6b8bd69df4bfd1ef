### Whether a quote stands in the sources.

# Each verdict begins with words in bold, set apart by the code.
verdict-exact = EXACT.
verdict-exact-means = My sources hold these words.
verdict-shortened = SHORTENED.
verdict-shortened-means = Words of my sources were left out.
verdict-changed = CHANGED.
verdict-changed-means = My sources do not say it like that.
verdict-not-in-the-sources = NOT IN MY SOURCES.
verdict-not-in-the-sources-means = I found nothing like it.
stitched = Put together from different places: each part is in my sources, but not next to each other.
partial = This is only part of a sentence. The whole sentence:
# $words is a list of the source's words, each a word-quoted.
words-left-out = Left out: { $words }
attribution = Not compared, because it says whose words these are: “{ $words }”
change-left-out = left out: “{ $there }”
change-put-in = put in: “{ $claimed }”
change-differs = the quote has “{ $claimed }”, the source has “{ $there }”
changes-more = and { $count } more
# $kinds is a list of the typography-… texts.
typography-only = Only the typography differs: { $kinds }.
typography-too = The typography differs too: { $kinds }.

error-claim-empty = There are no words in that quote. Paste the words that somebody quoted.
error-claim-long = That quote has { $length } characters; { $most } is the most. Check one passage at a time.

## How a quote may differ from its source and still be exact

typography-quotation-marks = quotation marks
typography-dashes = dashes
typography-white-space = white space
typography-ellipsis = ellipsis
typography-letters = ligatures, accents or invisible characters written otherwise
typography-markup = markup
typography-first-letter = the case of the first letter
typography-last-mark = the mark at the end
