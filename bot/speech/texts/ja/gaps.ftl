### 質問されて答えられなかったこと。サーバーの管理者向け。

gaps-heading = ここで答えられなかった質問
gaps-summary = 過去{ $days }日間の質問{ $questions }件。似た質問はまとめ、多い順に並べています。
gaps-refused = 答えられなかった回数：{ $count }
gaps-near = いちばん近い箇所だけを示した回数：{ $count }
gaps-voted-down = 低い評価：{ $count }件
gaps-newest = 最後は{ $day }
gaps-missing = 見つからなかった言葉：{ $words }
gaps-off-topic = 情報源の対象外
gaps-not-in-sources = 情報源にない
gaps-false-premise = 前提が誤っている可能性
gaps-none = 答えられなかった質問は保存されていません。
gaps-file = 添付ファイルには、運用者向けに質問の下書きが入っています。
gaps-file-hint = `/gaps export` で、ファイルとして添付します。
gaps-left-out = このチャンネルであなたが読めない情報源への質問は除いています。

## 何も保存していない場合

gaps-nothing-kept = このサーバーは質問を保存していないため、件数だけをお伝えできます。
gaps-opt-in = 質問を見るには `/settings keep 30` を使ってください。答えられなかった質問と低く評価された質問を30日間保存します。そのことは `/privacy` で全員に知らされ、`/forget-me` で本人の分を削除できます。
gaps-counts = 同じ情報源を使うすべてのサーバーの、これまでの集計：
gaps-count-answered = 回答した質問：{ $count }件
gaps-count-near = いちばん近い箇所だけを示した質問：{ $count }件
gaps-count-refused = 答えられなかった質問：{ $count }件
gaps-count-votes = 評価：役に立った { $up }、役に立たなかった { $down }
gaps-count-votes-near = いちばん近い箇所への評価：役に立った { $up }、役に立たなかった { $down }
