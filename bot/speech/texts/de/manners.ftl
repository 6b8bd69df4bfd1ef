### Was denen gesagt wird, die von den Quellen nichts wissen wollen.

reply-greeting = Hallo! Frag mich etwas, und ich zitiere, was meine Quellen dazu sagen.
reply-thanks = Gern geschehen. Der Dank gebührt denen, die es geschrieben haben.
reply-farewell = Bis bald!
reply-insult = Tut mir leid, dass ich keine Hilfe war. Oft helfen mir andere Wörter, und `/sources list` zeigt, woraus ich zitieren kann.
reply-order = Mir kann niemand sagen, dass ich etwas anderes sein soll: In mir steckt kein Sprachmodell, das gehorchen würde. Ich finde Sätze in meinen Quellen und zitiere sie.
