### 質問されて答えられなかったこと。サーバーの管理者向け。

gaps-heading = ここで質問されて答えられなかったこと
gaps-summary = 過去{ $days }日間の質問{ $questions }件。ほぼ同じ内容はまとめ、多い順に並べています。
gaps-refused = 答えられなかった回数：{ $count }
gaps-voted-down = 低い評価：{ $count }件
gaps-newest = 最後は{ $day }
gaps-missing = どの資料にも出てこない言葉：{ $words }
gaps-off-topic = 資料の対象外
gaps-not-in-sources = 資料にない
gaps-false-premise = 前提が誤っている可能性
gaps-none = 保存された質問の中に、答えられなかったものはありません。
gaps-left-out = このチャンネルであなたが読めない資料への質問は除いています。
gaps-file = ファイルには下書きの質問が入っています。それぞれに答えとなる文を書くか、空のままにすると、`quoth eval` で測定に使えます。
gaps-file-hint = `/gaps export` で、下書きの質問をファイルとして添付します。

## 何も保存していない場合

gaps-nothing-kept = このサーバーは質問を保存していないため、件数だけをお伝えできます。
gaps-opt-in = 内容を見るには：`/settings keep 30` で、答えられなかった質問と低く評価された質問を30日間保存します。そのことは `/privacy` で全員に知らされ、`/forget-me` で本人の分を削除できます。
gaps-counts = 同じ資料から回答を受けるすべてのサーバーの、これまでの集計：
gaps-count-answered = 回答した質問：{ $count }件
gaps-count-refused = 答えられなかった質問：{ $count }件
gaps-count-votes = 評価：役に立った { $up }、役に立たなかった { $down }
