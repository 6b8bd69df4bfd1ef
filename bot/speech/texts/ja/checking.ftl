### 引用文が情報源にあるかどうか。

# 判定の冒頭の語は、コードの側で太字にします。
verdict-exact = 【一致】
verdict-exact-means = この文言は情報源にそのままあります。
verdict-shortened = 【省略あり】
verdict-shortened-means = 情報源にある言葉が省かれています。
verdict-changed = 【変更あり】
verdict-changed-means = 情報源の言い方はこのとおりではありません。
verdict-not-in-the-sources = 【情報源になし】
verdict-not-in-the-sources-means = 似た文言は見つかりませんでした。
stitched = 別々の箇所をつなぎ合わせた引用です。それぞれの部分は情報源にありますが、続けて書かれてはいません。
partial = これは文の一部です。文全体は次のとおりです。
# $words は情報源の言葉の一覧。それぞれ word-quoted。
words-left-out = 省かれた言葉:{ $words }
attribution = 誰の言葉かを示す部分なので、照合していません:「{ $words }」
change-left-out = 省かれた部分:「{ $there }」
change-put-in = 加えられた部分:「{ $claimed }」
change-differs = 引用文では「{ $claimed }」、情報源では「{ $there }」
changes-more = ほか{ $count }か所
# $kinds は typography-… の一覧。
typography-only = 違いは表記だけです: { $kinds }。
typography-too = 表記にも違いがあります: { $kinds }。

error-claim-empty = 引用文に言葉が含まれていません。引用された文言を貼り付けてください。
error-claim-long = 引用文が{ $length }文字あります。上限は{ $most }文字です。一度に一か所ずつ確認してください。

## 引用文が情報源と違っていても一致とみなすもの

typography-quotation-marks = 引用符
typography-dashes = ダッシュ
typography-white-space = 空白
typography-ellipsis = 省略記号
typography-letters = 合字・アクセント記号・不可視文字の書き方
typography-markup = マークアップ
typography-first-letter = 先頭の大文字・小文字
typography-last-mark = 末尾の記号
