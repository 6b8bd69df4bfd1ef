### What can be pressed below an answer and a refusal, and what comes of it.

show-in-context = Show in context
more-quotes = More quotes
read-on = Read on
share = Share with everyone
shared = Shared
ask-a-human = Ask a human
nearest-passages = Nearest passages
helpful = Helpful
not-helpful = Not helpful

# Below a quote of which only the beginning is shown; $button is the name of a button.
folded = folded here: “{ $button }” shows the rest

error-question-forgotten = I cannot tell from this message any more what was asked. Please ask again.

## A quote in its context

in-context = In context
context-moved = The source has changed since. The words that were quoted now stand here.
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
further-quotes = Further quotes, less likely to answer.
further-quotes-means = I am less sure of these.
no-further-quotes = There are no further quotes that come near to answering this.
answers-no-longer = I asked again: what I can quote for you here does not answer this now.

## The passages nearest to a question that is not answered

none-of-this-answers = None of this answers your question. It is what stands nearest:
nothing-near = Nothing in the sources comes near this question.
by-now = The sources have changed, or more of them are open to you: this answers.

## Sharing a private answer

# $name is who shared it.
shared-by = shared by { $name }
share-changed = A source has changed since this was first answered; the quotes are of its present text.
share-less = Shared. Some of what you were shown is not open to everybody here, and was left out.
error-share-not-open = What I can quote to everybody here does not answer this, so nothing was shared.
error-share-failed = Discord did not take it. Look whether it stands below before you try again.

## Asking a human. $role is the role that helps here, $thread a link to a thread.

human-thread = A question for a human
human-wanted = { $role } Somebody would like a human to look at the answer above.
human-wanted-by = { $role } { $name } asks: { $question }
human-asked = I have asked here: { $thread }
human-asked-before = That was asked already, here: { $thread }
human-really = Your question becomes public: I open a thread in this channel with your question and your name, and call those who help here. What I answered stays with you.
human-confirm = Ask in public
error-no-helpers = Nobody is named here whom I could ask. Who manages this server can choose a role with /settings.
error-helpers-not-mentionable = I may not mention the role { $role }. Who manages this server can allow everybody to mention it, or give me “Mention @everyone, @here and All Roles”.
error-no-threads = I may not open a thread here. Who manages this server can give me “Create Public Threads” and “Send Messages in Threads”.
error-thread-closed = That thread is closed. Who moderates here can open it again.
