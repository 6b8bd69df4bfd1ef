### What can be pressed below an answer and a refusal, and what comes of it.

show-in-context = Show in context
more-quotes = More quotes
read-on = Read on
share = Share with everyone
shared = Shared
ask-a-human = Ask a human
nearest-passages = Closest passages
more-passages = More passages
helpful = Helpful
not-helpful = Not helpful

# Below a quote of which only the beginning is shown; $button is the name of a button.
folded = folded here: “{ $button }” shows the rest

error-question-forgotten = I can't tell from this message what was asked. Please ask again.

## A quote in its context

in-context = In context
context-moved = The source has changed since. The quoted words are now here.
context-above = { $count ->
    [one] 1 page above the quote
   *[other] { $count } pages above the quote
    }
context-below = { $count ->
    [one] 1 page below the quote
   *[other] { $count } pages below the quote
    }
context-up = Further up
context-back = To the quote
context-down = Further down
context-quote = Quote { $number }

## More quotes. Nothing here may sound as sure as an answer.

# Followed, after it, by further-quotes-means.
further-quotes = More quotes – less certain:
no-further-quotes = No other quotes come close to answering this.
answers-no-longer = I looked again: my sources don't answer this any more.

## The passages nearest to a question that is not answered

none-of-this-answers = Closest passages I found – they may not answer your question:
nothing-near = I found nothing close to this question.
more-come-close = More passages that come close – they may not answer your question:
nothing-else-near = I found nothing else close to this question.
by-now = There is an answer now:

## Sharing a private answer

# $name is who shared it.
shared-by = shared by { $name }
share-changed = A source has changed since the first answer; these quotes are from its current text.
share-less = Shared. I left out what not everyone here may see.
error-share-not-open = The sources that everyone here may see don't answer this, so I shared nothing.
error-share-failed = Discord didn't accept the message. Check whether it appears below before you try again.

## Asking a human. $role is the role that helps here, $thread a link to a thread.

human-thread = A question for a human
human-wanted = { $role } Someone would like a person to check the answer above.
human-wanted-by = { $role } { $name } asks: { $question }
human-asked = I asked here: { $thread }
human-asked-before = That was already asked here: { $thread }
human-really = Your question becomes public: I open a thread in this channel with your question and your name, and mention the people who help here. My answer stays private.
human-confirm = Ask in public
error-no-helpers = No helpers are set up here. Someone who manages this server can choose a role with /settings.
error-helpers-not-mentionable = I may not mention the role { $role }. Someone who manages this server can let everyone mention it, or give me “Mention @everyone, @here and All Roles”.
error-no-threads = I may not open a thread here. Someone who manages this server can give me “Create Public Threads” and “Send Messages in Threads”.
error-thread-closed = That thread is closed. A moderator can reopen it.
