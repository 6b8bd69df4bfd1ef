### 情報源、以前の回答、ヘルプ。

no-sources = 情報源がまだないため、引用できるものがありません。
sources-heading = 引用できる情報源
sources-counted = { $count }件の情報源
sources-more = ほか{ $count }件

## 以前の回答が引用したものが今どうなっているか

no-citation = 判断できません。私の回答ではないか、何も引用していない回答です。
unchanged-since = { $day }から何も変わっていません。
changed-since = { $day }の時点から変わったものがあります。
state-unchanged = 情報源は変わっていません。
state-quote-stands = 情報源は変わりましたが、この文言は今もあります。
state-quote-gone = 情報源が変わり、この文言はもうありません。
state-source-gone = この情報源は、ここであなたに引用できるものではなくなりました。

## ヘルプ

help-promise = 情報源の言葉だけで答えます。ほかの言葉は使いません。
help-asking = `/ask` で質問するか、私にメンションするか、私のメッセージに返信してください。答えになる文を、その場所とともに示します。答えの文は太字です。文の中で答えになっている言葉がわかるときは、下線を引きます。
help-refusing = 情報源が答えていないときは、そうお伝えします。私から付け加えるものはありませんが、情報源が誤っていたり古かったりすることはあります。元の場所で読んで確かめてください。
help-sources = 引用できる情報源は `/sources list` で確認できます。
help-examples = 例:
