### The ways to ask, and what maintainers set.

## What is said to those who ask

way-closed = この質問方法は、このサーバーではオフになっています：{ $way }。ほかの質問方法は `/help` をご覧ください。
direct-closed = ここではダイレクトメッセージには答えていません。サーバーで質問してください。
no-words-there = そのメッセージには、調べられる言葉がありません。
only-in = この情報源のみ：{ $title }
no-answer-within = その情報源の中に、この質問の答えは見つかりませんでした。
not-mentioned-within = { $count ->
   *[other] その中に見つからなかった言葉：{ $words }。
    }

error-source-gone = その情報源は、ここでは引用できません。一覧から選ぶか、情報源を指定せずに質問してください。
error-source-unclear = その名前に当てはまる情報源が{ $count }件あります。一覧から選ぶか、題名をもう少し長く入力してください。

## The ways

way-command = コマンド `/ask`
way-mention = メンション
way-reply = 私のメッセージへの返信
way-thread = 私が参加しているスレッド（メンション不要）
way-channel = 質問チャンネルでのすべての質問
way-forum = フォーラムの新しい投稿への最初の回答
way-menu = 右クリックの「これに答える」

## What maintainers are told

settings-heading = このサーバーの設定
way-state = { $way }：{ $state }
state-on = オン
state-off = オフ
state-unread = オンですが、そこのメッセージを読めません
direct-open = ダイレクトメッセージ：オン（全サーバー共通で、運用者が決めます）
direct-off = ダイレクトメッセージ：オフ（全サーバー共通で、運用者が決めます）
content-closed = ここでは、私にメンションしていないメッセージを読めません。運用者が「Message Content Intent」（Developer Portal → Bot）をオンにして、私を再起動する必要があります。
channel-unnamed = 質問チャンネルがまだありません。`/settings channel` で選べます。
forum-unnamed = フォーラムがまだありません。`/settings forum` で選べます。
channel-answered = 今後、{ $room } ではすべての質問に答えます。
channel-not-answered = { $room } では、私に直接質問したときだけ答えます。
forum-answered = 今後、{ $room } の新しい投稿に最初の回答をします。以前の投稿には回答しません。
forum-not-answered = { $room } の新しい投稿には回答しません。
helpers-none = 「人に聞く」は誰にもメンションしません。
helpers-are = 「人に聞く」は { $role } にメンションします。
error-helpers-everybody = そのロールは全員が持っています。別のロールを選んでください。
kept-none = 質問は保存されません。そのため、答えられなかった質問をあとから調べることはできません。
closest-shown = 確信がないときは、いちばん近い文章を、答えではないかもしれないと断って表示します。
closest-not-shown = 確信がないときは、文章を表示せず、場所だけを示します。
kept-by-all = このことは `/privacy` で誰でも確認でき、`/forget-me` で自分の質問をすぐに削除できます。
lacking = { $room } で次の権限が足りません：{ $permissions }。
may-view = チャンネルを見る
may-send = メッセージを送信
may-send-in-threads = スレッドでメッセージを送信
may-read-history = メッセージ履歴を読む
