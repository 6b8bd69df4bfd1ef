### The ways to ask, and what maintainers set.

## What is said to those who ask

# $way is one of the way-… texts.
way-closed = This way of asking is switched off on this server: { $way }. `/help` shows you how else to ask.
direct-closed = I don't answer direct messages here. Ask me in a server.
no-words-there = That message has no words that I could look up.
only-in = Only from: { $title }
no-answer-within = That source does not answer this.
not-mentioned-within = { $count ->
    [one] I couldn't find this word in it: { $words }.
   *[other] I couldn't find these words in it: { $words }.
    }

error-source-gone = I can't quote from that source here. Choose one from the list, or ask without a source.
error-source-unclear = That name could mean { $count } sources. Choose one from the list, or type more of its title.

## The ways

way-command = the command `/ask`
way-mention = mentioning me
way-reply = replying to my messages
way-thread = threads that I take part in, without a mention
way-channel = every question in an ask channel
way-forum = a first answer to new forum posts
way-menu = right-click, “Answer this”

## What maintainers are told

settings-heading = Settings for this server
way-state = { $way }: { $state }
state-on = on
state-off = off
state-unread = on, but I can't read messages there
direct-open = direct messages: on (the operator decides this for all servers)
direct-off = direct messages: off (the operator decides this for all servers)
content-closed = I can't read messages here that don't mention me. The operator must switch on Message Content Intent (Developer Portal → Bot) and restart me.
channel-unnamed = No ask channel yet: choose one with `/settings channel`.
forum-unnamed = No forum yet: choose one with `/settings forum`.
channel-answered = From now on, I answer every question in { $room }.
channel-not-answered = In { $room }, I answer only when someone asks me directly.
forum-answered = From now on, I give new posts in { $room } a first answer. Older posts get none.
forum-not-answered = I don't answer new posts in { $room }.
helpers-none = “Ask a human” mentions nobody.
helpers-are = “Ask a human” mentions { $role }.
error-helpers-everybody = Everyone has that role. Choose another one.
kept-none = Questions are not kept. So nobody can see later what was not answered.
closest-shown = Where I'm not sure, I show the closest text, and say that it may not answer.
closest-not-shown = Where I'm not sure, I show no text, only where to look.
kept-by-all = `/privacy` tells everyone, and `/forget-me` deletes a person's own at once.
# $permissions is a list of the may-… texts.
lacking = I lack these permissions in { $room }: { $permissions }.
may-view = View Channel
may-send = Send Messages
may-send-in-threads = Send Messages in Threads
may-read-history = Read Message History
