### The ways to ask, and what maintainers set.

## What is said to those who ask

way-closed = このサーバーの管理者が、この質問方法をオフにしています：{ $way }。ほかの質問方法は `/help` をご覧ください。
direct-closed = ここではダイレクトメッセージには答えていません。サーバーで質問してください。
no-words-there = そのメッセージには、調べられる言葉がありません。
only-in = この資料のみ：{ $title }
no-answer-within = その資料には、この質問の答えがありません。
not-mentioned-within = { $words }という言葉は出てきません。

error-source-gone = その資料は、ここで引用できる資料の中にないか、もうありません。一覧から選ぶか、資料を指定せずに質問してください。
error-source-unclear = その名前に当てはまる資料が{ $count }件あります。一覧から選ぶか、題名をもう少し長く入力してください。

## The ways

way-command = コマンド `/ask`
way-mention = メンション
way-reply = 私のメッセージへの返信
way-thread = 私が参加しているスレッド（メンション不要）
way-channel = 質問チャンネルでのすべての質問
way-forum = フォーラムの新しい投稿への最初の回答
way-menu = 右クリックの「これに答える」

## What maintainers are told

settings-heading = このサーバーでの答え方
way-state = { $way }：{ $state }
state-on = オン
state-off = オフ
state-unread = オンですが、読む権限がないため閉じています
direct-open = ダイレクトメッセージ：オン（運営者が全体について決めます）
direct-off = ダイレクトメッセージ：オフ（運営者が全体について決めます）
content-closed = 私が読めるのは、私へのメンション、通知付きの返信、ダイレクトメッセージだけです。スレッド、質問チャンネル、フォーラム、通知なしの返信に答えるには、運営者が Developer Portal →アプリケーション→ Bot → Privileged Gateway Intents で「Message Content Intent」をオンにして、私を再起動する必要があります。
channel-unnamed = 質問チャンネルはまだ指定されていません。`/settings channel` で指定できます。
forum-unnamed = フォーラムはまだ指定されていません。`/settings forum` で指定できます。
channel-answered = 今後、{ $room } では質問であるメッセージすべてに答えます。
channel-not-answered = { $room } では、私に呼びかけた人にだけ答えます。
forum-answered = 今後、{ $room } の新しい投稿に最初の回答を1回します。以前の投稿には回答しません。
forum-not-answered = { $room } の新しい投稿には回答しません。
helpers-none = 「人に聞く」は誰にもメンションしません。
helpers-are = 「人に聞く」は { $role } にメンションします。
error-helpers-everybody = そのロールは全員が持っています。別のロールを選んでください。
kept-none = 質問は保存されません。答えたあとは忘れます。そのため、答えられなかった質問をあとから調べることはできません。
kept-days = { $days ->
   *[other] このサーバーでの質問は{ $days }日間保存され、その後削除されます。このことは `/privacy` で誰でも確認でき、`/forget-me` を使うと自分の質問をすぐに削除できます。
    }
lacking = { $room } で次の権限が足りません：{ $permissions }。
may-view = チャンネルを見る
may-send = メッセージを送信
may-send-in-threads = スレッドでメッセージを送信
may-read-history = メッセージ履歴を読む
