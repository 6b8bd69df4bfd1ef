### 情報源、以前の回答、ヘルプ。

no-sources = 情報源がまだないため、引用できるものがありません。
sources-heading = 引用できる情報源
sources-counted = { $count }件の情報源
sources-more = ほか{ $count }件

## 以前の回答が引用したものが今どうなっているか

no-citation = 判断できません。そのメッセージは私の回答ではないか、何も引用していません。
unchanged-since = { $day }から何も変わっていません。
changed-since = { $day }から変わったものがあります。
state-unchanged = 情報源は変わっていません。
state-quote-stands = 情報源は変わりましたが、この文言は今もあります。
state-quote-gone = 情報源が変わり、この文言はもうありません。
state-source-gone = この情報源は、ここではもう引用できません。

## ヘルプ

help-promise = 情報源の言葉だけで答えます。
help-asking = `/ask` で質問するか、私にメンションするか、私のメッセージに返信してください。
help-marks = 太字は答えの文です。その中の下線は答えそのものです。
help-refusing = 情報源に答えがないときは、そうお伝えします。情報源が誤っていたり古かったりすることもあるので、元の場所でも確かめてください。
help-sources = 引用できる情報源は `/sources list` で見られます。
help-examples = 例:
