### Was denen gesagt wird, die von den Quellen nichts wissen wollen.

reply-greeting = Hallo! Frag mich etwas, und ich zitiere, was meine Quellen dazu sagen.
reply-thanks = Gern geschehen!
reply-farewell = Bis bald!
reply-insult = Tut mir leid, dass das nicht geholfen hat. Frag vielleicht anders, oder sieh dir `/sources list` an.
reply-order = Ich zitiere nur meine Quellen; eine andere Rolle kann ich nicht spielen.
reply-summary = Ich zitiere und fasse nicht zusammen. „{ show-in-context }“ unter einer Antwort zeigt mehr aus der Quelle.
reply-source = Unter jedem Zitat steht seine Quelle. „{ show-in-context }“ zeigt, was davor und danach steht.
reply-sure = Beurteilen kann ich das nicht, ich zitiere nur. Mit „{ show-in-context }“ prüfst du die Quelle selbst.
reply-more = Drück „{ more-quotes }“ unter einer Antwort, oder „{ more-passages }“, wo ich nicht sicher war.
reply-explain = Ich zitiere und erkläre nicht. „{ show-in-context }“ zeigt mehr um ein Zitat herum, „{ more-quotes }“ zeigt andere.
reply-translate = Ich zitiere im Wortlaut der Quelle und übersetze nicht. „{ show-in-context }“ zeigt mehr um ein Zitat herum.
reply-current = Unter jedem Zitat steht das Datum der Quelle, wenn sie eines nennt. „{ still-so }“ unter einer Antwort zeigt, ob sich die Quelle seither geändert hat.
reply-noted = Alles klar. Frag mich jederzeit wieder.
reply-complaint = Tut mir leid, dass es das nicht war. Drück „{ more-quotes }“ oder „{ more-passages }“ unter meiner Antwort, oder frag mit anderen Worten.
