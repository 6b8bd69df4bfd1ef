### 回答や「回答なし」の下で押せるものと、その結果。

show-in-context = 前後の文を見る
more-quotes = ほかの引用
read-on = 続きを読む
share = 全員に共有
shared = 共有済み
ask-a-human = 人に聞く
nearest-passages = 最も近い箇所
more-passages = ほかの箇所
helpful = 役に立った
not-helpful = 役に立たなかった

# 冒頭だけを表示した引用の下に置きます。$button はボタンの名前です。
folded = ここで折りたたみました。続きは「{ $button }」で読めます

error-question-forgotten = このメッセージからは質問の内容が分からなくなりました。もう一度質問してください。

## 引用とその前後

in-context = 前後の文
context-moved = 情報源はその後変わりました。引用した言葉は、今はここにあります。
context-above = 引用より { $count } ページ前
context-below = 引用より { $count } ページ後
context-up = 前へ
context-back = 引用へ戻る
context-down = 後へ
context-quote = 引用 { $number }

## ほかの引用。回答のように確かなものと思われてはいけません。

further-quotes = ほかの引用（確かさは低くなります）：
no-further-quotes = 答えに近い引用は、ほかにありません。
answers-no-longer = もう一度調べましたが、この質問の答えは情報源の中に見つからなくなりました。

## 回答のない質問に最も近い箇所

none-of-this-answers = 最も近い箇所です（質問の答えではないかもしれません）：
nothing-near = この質問に近いものは見つかりませんでした。
more-come-close = ほかに近い箇所です（質問の答えではないかもしれません）：
nothing-else-near = この質問に近いものは、ほかに見つかりませんでした。
by-now = 今は答えがあります：

## 自分だけに見える回答の共有

shared-by = { $name } さんが共有
share-changed = 最初に回答してから情報源が変わりました。引用は現在の本文からのものです。
share-less = 共有しました。ここで全員が見られるわけではないものは省きました。
error-share-not-open = ここで全員が見られる情報源には、この質問の答えがありません。何も共有しませんでした。
error-share-failed = Discord が受け付けませんでした。もう一度試す前に、下に表示されていないか確認してください。

## 人に聞く。$role はここで助けてくれるロール、$thread はスレッドへのリンクです。

human-thread = 人への質問
human-wanted = { $role } 上の回答を人に確認してほしいという方がいます。
human-wanted-by = { $role } { $name } さんの質問です：{ $question }
human-asked = ここで質問しました：{ $thread }
human-asked-before = その質問はすでにこちらにあります：{ $thread }
human-really = 質問が公開されます。このチャンネルに、あなたの質問と名前を載せたスレッドを作り、ここで助けてくれる人にメンションします。私の回答は公開されません。
human-confirm = 公開して聞く
error-no-helpers = ここでは、助けてくれる人のロールがまだ決まっていません。サーバーの管理者が /settings で選べます。
error-helpers-not-mentionable = ロール { $role } をメンションする権限がありません。サーバーの管理者が、全員にメンションを許可するか、「@everyone、@here、全てのロールにメンション」の権限を私に与えることができます。
error-no-threads = ここではスレッドを作れません。サーバーの管理者が「公開スレッドの作成」と「スレッドでメッセージを送信」の権限を私に与えることができます。
error-thread-closed = そのスレッドは閉じられています。モデレーターがもう一度開くことができます。
