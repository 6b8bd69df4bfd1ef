### What is said to those who ask nothing of the sources.

reply-greeting = Hello! Ask me something, and I quote what my sources say about it.
reply-thanks = You are welcome. The thanks belong to those who wrote it.
reply-farewell = Goodbye!
reply-insult = I am sorry that I was no help. Other words often help me, and `/sources list` shows what I can quote from.
reply-order = I cannot be told to be anything else: there is no language model in me that would obey. I find sentences in my sources and quote them.
