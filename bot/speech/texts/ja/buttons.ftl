### 回答や「回答なし」の下で押せるものと、その結果。

show-in-context = 前後の文を見る
more-quotes = ほかの引用
read-on = 続きを読む
share = 全員に共有
shared = 共有済み
ask-a-human = 人に聞く
nearest-passages = 最も近い箇所
helpful = 役に立った
not-helpful = 役に立たなかった

# 冒頭だけを表示した引用の下に置きます。$button はボタンの名前です。
folded = ここで折りたたみました。続きは「{ $button }」で読めます

error-question-forgotten = このメッセージからは、何が質問されたのかもう分かりません。もう一度質問してください。

## 引用とその前後

in-context = 前後の文
context-moved = 出典はその後変わりました。引用した言葉は、今はここにあります。
context-above = 引用より { $count } ページ前
context-below = 引用より { $count } ページ後
context-up = 前へ
context-back = 引用へ戻る
context-down = 後へ
context-quote = 引用 { $number }

## ほかの引用。回答のように確かなものと思われてはいけません。

further-quotes = ほかの引用です。回答になっている見込みは低くなります。
further-quotes-means = 確かさは回答より低くなります。
no-further-quotes = 回答に近い引用は、ほかにありません。
answers-no-longer = もう一度調べましたが、ここであなたに引用できるものは、今はこの質問に答えていません。

## 回答のない質問に最も近い箇所

none-of-this-answers = 以下はどれも質問の答えではありません。最も近い箇所です。
nothing-near = この質問に近いものは出典にありません。
by-now = 出典が変わったか、あなたが読める出典が増えました。これが答えです。

## 自分だけに見える回答の共有

shared-by = { $name } さんが共有
share-changed = 最初に回答してから出典が変わりました。引用は現在の本文からのものです。
share-less = 共有しました。表示した内容の一部は、ここで全員に公開されていないため省きました。
error-share-not-open = ここで全員に引用できるものは、この質問に答えていません。何も共有しませんでした。
error-share-failed = Discord が受け付けませんでした。もう一度試す前に、下に表示されていないか確認してください。

## 人に聞く。$role はここで助けてくれるロール、$thread はスレッドへのリンクです。

human-thread = 人への質問
human-wanted = { $role } 上の回答を人に見てほしいという方がいます。
human-wanted-by = { $role } { $name } さんの質問です：{ $question }
human-asked = ここで聞きました：{ $thread }
human-asked-before = それはもう聞かれています。こちらです：{ $thread }
human-really = 質問が公開されます。このチャンネルに、あなたの質問と名前を載せたスレッドを作り、ここで助けてくれる人を呼びます。私の回答はあなただけに見えるままです。
human-confirm = 公開して聞く
error-no-helpers = ここでは、聞ける相手が決められていません。サーバーの管理者が /settings でロールを選べます。
error-helpers-not-mentionable = ロール { $role } をメンションする権限がありません。サーバーの管理者が、全員にメンションを許可するか、「@everyone、@here、全てのロールにメンション」の権限を私に与えることができます。
error-no-threads = ここではスレッドを作れません。サーバーの管理者が「公開スレッドの作成」と「スレッドでメッセージを送信」の権限を私に与えることができます。
error-thread-closed = そのスレッドは閉じられています。モデレーターがもう一度開くことができます。
