### 引用のまわりで述べること、および引用がない場合に述べること。

source = 出典
open = 開く
page = { $number }ページ
paragraph = 第{ $number }段落
shortened = ここで省略しました。文は出典でさらに続きます
cut = 続きはここに収まりません
still-so = 今もそうですか？

## 情報源の間で違いがある場合。$count は 2 から 5。

differ-newest-first = { $count }件の情報源の内容が異なります。新しい順に示します。
differ-undated-last = { $count }件の情報源の内容が異なります。新しい順に、日付のないものは最後に示します。
differ-undated = { $count }件の情報源の内容が異なります。いずれも日付がありません。

## 情報源が答えていない場合。答えのように聞こえてはいけません。

no-answer = 情報源はこの質問に答えていません。
why-off-topic = 情報源が扱っているのは別の事柄です。
why-not-in-sources = { "" }
why-false-premise = 質問が前提としていることは、情報源では裏付けられないかもしれません。
# $words は「ヨットレース」、「港」、またはほか2語、のような一覧。
not-mentioned = どの情報源にも{ $words }は出てきません。
word-quoted = 「{ $word }」
words-more = ほか{ $count }語
nearest = 答えではありませんが、情報源の中で最も近い箇所:
try-other-words = 別の言葉で尋ねると見つかるかもしれません。引用できる情報源は `/sources list` で確認できます。

## 質問に問題がある場合

error-question-empty = 質問が空です。いくつかの言葉で質問してください。
error-question-long = 質問が{ $length }文字あります。上限は{ $most }文字です。一つのことを一文で質問してください。
error-question-wordless = 質問に言葉が含まれていません。いくつかの言葉で質問してください。

## うまくいかなかった場合

too-slow = 時間がかかりすぎたため、中止しました。1分ほど待ってから、もう一度質問してください。
failed = こちら側で問題が起きました。質問のせいではありません。しばらくしてから、もう一度質問してください。
leaving = まもなく再起動します。1分ほど待ってから、もう一度質問してください。
# 同じ参照番号が運用者のログにあります。
reference = （参照番号 { $code }）
