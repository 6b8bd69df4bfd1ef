### 管理者が情報源に対して行うこと。

upkeep-not-this-server = 他のサーバーもこの情報源を使っているため、このサーバーからは変更できません。運用者が許可できます：QUOTH_DISCORD__MAINTAINED_BY={ $server }
error-url-or-file = アドレスかファイルのどちらか一方を指定してください。
error-no-address = ウェブアドレスではありません。https:// で始まるものを指定してください。

## 作業中に表示するもの

upkeep-adding = 情報源を追加しています
upkeep-refreshing = 情報源を更新しています
upkeep-removing = 情報源を取り除いています
upkeep-publishing = 新しい索引を公開しています
step-downloading = ファイルを取得中
step-reading = 読み込み中
step-removing = 削除中

## 結果

upkeep-added = { $name } が情報源になりました。
upkeep-removed = { $name } は情報源ではなくなりました。索引から { $count } 件のファイルを外しました。
upkeep-files-stay = { $name } は登録簿から外れました。ファイルは残り、引き続き情報源として使われます。
upkeep-fetched = { $name }：{ $count } ページを取得しました。
upkeep-serves = 完了しました。これからは文書 { $documents } 件から回答します。
upkeep-unchanged = 変更はありません。文書は { $documents } 件です。
upkeep-not-read = 読めませんでした：{ $why }
upkeep-not-built = 変更は済みましたが、索引は作り直されていません：{ $why }
upkeep-more = ほか { $count } 件
upkeep-gate = 新しい索引は公開されませんでした。テスト用の質問への回答が悪くなったためです。これまでの索引を引き続き使います。
upkeep-force-button = それでも公開する
upkeep-really = { $name } と、そのために取得したものをすべて取り除きますか？
upkeep-really-delete = { $name } を取り除き、ファイルも完全に削除しますか？
upkeep-remove-button = 取り除く

## 情報源の状態

upkeep-status = { $corpus } の情報源
upkeep-serving = 使用中：{ $name }
upkeep-no-entries = 登録された情報源はありません。フォルダー内のすべてのファイルを使います。
upkeep-files = ファイル { $count } 件
upkeep-fetched-at = { $at } に取得
upkeep-hidden = 非表示
upkeep-paused = 一時停止中
upkeep-no-change = 作り直しても索引は変わりません。
upkeep-would-change = 作り直すと、文書が { $added } 件増え、{ $changed } 件変わり、{ $removed } 件なくなります。/sources refresh で作り直せます。
upkeep-elsewhere = { $corpora } の情報源の場所は分かりません。運用者が作成しています。
