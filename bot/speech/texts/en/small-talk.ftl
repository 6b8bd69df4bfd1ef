### What is said to those who ask nothing of the sources.

reply-greeting = Hello! Ask me something, and I'll quote what my sources say about it.
reply-thanks = You're welcome!
reply-farewell = Goodbye!
reply-insult = Sorry that didn't help. Try asking it another way, or see `/sources list`.
reply-order = I only quote my sources; I can't play another role.
reply-summary = I quote and don't summarise. Press “{ show-in-context }” below an answer to read more of its source.
reply-source = Each quote names its source below it. Press “{ show-in-context }” to read around it.
reply-sure = I can't judge, I only quote. Press “{ show-in-context }” to check the source yourself.
reply-more = Press “{ more-quotes }” below an answer, or “{ more-passages }” where I was not sure.
reply-explain = I quote and don't explain. Press “{ show-in-context }” to read around a quote, or “{ more-quotes }” for others.
reply-translate = I quote in the words of the source and don't translate. Press “{ show-in-context }” to read around a quote.
reply-current = The line below a quote has the date of its source, if it gives one. Press “{ still-so }” below an answer to see whether the source has changed since.
reply-noted = All right. Ask me whenever you like.
reply-complaint = Sorry that wasn't it. Press “{ more-quotes }” or “{ more-passages }” below my answer, or ask it in other words.
