### 管理者が出典に対して行うこと。

upkeep-not-this-server = 他のサーバーもこの出典から回答を得ているため、このサーバーからは変更できません。運用者が許可できます：QUOTH_DISCORD__MAINTAINED_BY={ $server }
error-url-or-file = アドレスかファイルのどちらか一方を指定してください。
error-no-address = ウェブアドレスではありません。https:// で始まるものを指定してください。

## 作業中に表示するもの

upkeep-adding = 出典を追加しています
upkeep-refreshing = 出典を更新しています
upkeep-removing = 出典を取り除いています
upkeep-publishing = 新しい索引を公開しています
step-downloading = ファイルを取得中
step-reading = 読み込み中
step-removing = 削除中

## 結果

upkeep-added = { $name } が出典になりました。
upkeep-removed = { $name } は出典ではなくなりました。索引から { $count } 件のファイルが外れます。
upkeep-files-stay = { $name } は登録簿から外れました。ファイルは残り、引き続き出典です。
upkeep-fetched = { $name }：{ $count } ページを取得しました。
upkeep-serves = これからは新しい索引から回答します。文書 { $documents } 件、符号化した文章 { $encoded } 件。
upkeep-unchanged = 索引は最新で、何も作り直していません。文書 { $documents } 件、符号化した文章 { $encoded } 件。
upkeep-not-read = 読めませんでした：{ $why }
upkeep-not-built = 変更は済みましたが、索引は作り直されていません：{ $why }
upkeep-more = ほか { $count } 件
upkeep-gate = 新しい索引は公開されませんでした。確認用の質問への回答が悪くなったためです。これまでの索引が引き続き使われます。
upkeep-force-button = それでも公開する
upkeep-really = { $name } と、そのために取得したものをすべて取り除きますか？
upkeep-really-delete = { $name } を取り除き、ファイルも完全に削除しますか？
upkeep-remove-button = 取り除く

## 出典の状態

upkeep-status = { $corpus } の出典
upkeep-serving = { $name } が使われています
upkeep-no-entries = 登録簿に出典はありません。フォルダー内のすべてのファイルが出典です。
upkeep-files = ファイル { $count } 件
upkeep-fetched-at = { $at } に取得
upkeep-hidden = 非表示
upkeep-paused = 一時停止中
upkeep-no-change = 作り直しても索引は変わりません。
upkeep-would-change = 作り直すと、文書が { $added } 件増え、{ $changed } 件変わり、{ $removed } 件なくなります。/sources refresh で作り直せます。
upkeep-elsewhere = { $corpora } の出典がどこにあるかは私にはわかりません。運用者が作成しています。
