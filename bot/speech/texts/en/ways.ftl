### The ways to ask, and what maintainers set.

## What is said to those who ask

# $way is one of the way-… texts.
way-closed = Those who run this server have switched this way to ask off: { $way }. `/help` says how else to ask.
direct-closed = I do not answer in direct messages here. Ask me in a server.
no-words-there = There are no words in that message that I could look up.
only-in = Only from: { $title }
no-answer-within = That source does not answer this.
not-mentioned-within = It does not mention { $words }.

error-source-gone = That source is not among those that I can quote from here, or not any more. Choose one of the list, or ask without a source.
error-source-unclear = { $count } sources may be meant by that name. Choose one of the list, or give more of its title.

## The ways

way-command = the command `/ask`
way-mention = mentioning me
way-reply = replying to my messages
way-thread = threads in which I have a part, without a mention
way-channel = every question in an ask channel
way-forum = a first answer to new posts of a forum
way-menu = right-click, “Answer this”

## What maintainers are told

settings-heading = How this server is served
way-state = { $way }: { $state }
state-on = on
state-off = off
state-unread = on, but closed, because I may not read there
direct-open = direct messages: on; the operator decides that for all
direct-off = direct messages: off; the operator decides that for all
content-closed = I can only read messages that mention me, reply to me with a ping, or are sent to me directly. For threads, ask channels, forums and replies without a ping, whoever runs me must open the Developer Portal → the application → Bot → Privileged Gateway Intents, switch on “Message Content Intent”, and restart me.
channel-unnamed = No ask channel is named yet: `/settings channel` does that.
forum-unnamed = No forum is named yet: `/settings forum` does that.
channel-answered = In { $room }, every message that is a question is answered from now on.
channel-not-answered = In { $room }, I answer only those who call me.
forum-answered = New posts in { $room } get one first answer from now on. Older ones get none.
forum-not-answered = New posts in { $room } get no answer from me.
helpers-none = “Ask a human” mentions nobody.
helpers-are = “Ask a human” mentions { $role }.
error-helpers-everybody = Everybody has that role. Choose another one.
kept-none = Questions are not kept: once answered, they are forgotten. So nobody can look up later what was not answered.
kept-days = { $days ->
    [one] Questions that are asked in this server are kept for 1 day, and then deleted. `/privacy` says so to everybody, and whoever uses `/forget-me` has theirs deleted at once.
   *[other] Questions that are asked in this server are kept for { $days } days, and then deleted. `/privacy` says so to everybody, and whoever uses `/forget-me` has theirs deleted at once.
    }
# $permissions is a list of the may-… texts.
lacking = In { $room } I lack these permissions: { $permissions }.
may-view = View Channel
may-send = Send Messages
may-send-in-threads = Send Messages in Threads
may-read-history = Read Message History
