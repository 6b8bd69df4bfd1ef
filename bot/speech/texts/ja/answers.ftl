### 引用のまわりで述べること、および引用がない場合に述べること。

source = 情報源
open = 開く
page = { $number }ページ
paragraph = 第{ $number }段落
shortened = ここで省略しました。文は情報源でさらに続きます
cut = …続きは入りきらないため省略しました
still-so = 今も有効？
as-of = これに答えている情報源のうち、見つかった中で最も新しいものの日付は{ $date }です。
sides = 違いを述べた箇所は見つからなかったため、それぞれについて1か所ずつ示します。
unasked = ここに入りきらなかった質問があります。別々に質問してください：{ $questions }

## 情報源の間で違いがある場合。$count は 2 から 5。

differ-newest-first = { $count }件の情報源の内容が異なります。新しい順に示します。
differ-undated-last = { $count }件の情報源の内容が異なります。新しい順に、日付のないものは最後に示します。
differ-undated = { $count }件の情報源の内容が異なります。いずれも日付がありません。

## 情報源が答えていない場合。答えのように聞こえてはいけません。

no-answer = この質問の答えは、情報源の中に見つかりませんでした。
why-off-topic = 情報源が扱っているのは別の話題です。
why-not-in-sources = { "" }
why-false-premise = 質問の前提が、情報源に書かれていないのかもしれません。
# $words は「ヨットレース」、「港」、またはほか2語、のような一覧。
not-mentioned = { $count ->
   *[other] 見つからなかった言葉：{ $words }。
    }
word-quoted = 「{ $word }」
words-more = ほか{ $count }語
nearest = 最も近い箇所です（答えではないかもしれません）：
closest-found = いちばん近い箇所です。質問の答えではないかもしれません：
other-language = 情報源は{ $language }のようです。{ $language }で質問してみてください。
try-other-words = 別の言い方で質問してみてください。引用できる情報源は `/sources list` で見られます。

## 質問に問題がある場合

error-question-empty = 質問が空です。質問を入力してください。
error-question-long = 質問が{ $length }文字あります。上限は{ $most }文字です。一つのことを一文で質問してください。
error-question-wordless = 質問に言葉が含まれていません。質問を入力してください。

## うまくいかなかった場合

too-slow = 時間がかかりすぎたため、中止しました。1分ほど待ってから、もう一度お試しください。
failed = こちら側で問題が起きました。しばらくしてから、もう一度お試しください。
leaving = まもなく再起動します。1分ほど待ってから、もう一度お試しください。
unknown-button = このボタンは別のバージョンのものです。もう一度質問してください。
automod = このサーバーのAutoModが回答をブロックしました。`private` を付けてもう一度質問するか、モデレーターに相談してください。
# 同じ参照番号が運用者のログにあります。
reference = （参照番号 { $code }）
