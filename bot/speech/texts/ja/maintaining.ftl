### サーバーの情報源を管理する人に述べること。

not-yours = この操作には「サーバー管理」の権限が必要です。
unrecorded = 操作は完了しましたが、監査ログに記録できませんでした。運用者に伝えてください。
index-damaged = `{ $corpus }` の最新の索引が壊れています。作り直すまで、古い索引から回答します。運用者に伝えてください。

## 規則が適用される場所。$channel と $role はメンション（通知はされない）。

place-server = このサーバー
place-channel = { $channel }
place-role = { $role } への非公開の回答

## 規則。$corpora は名前、$place は上のいずれかの場所。

rules-heading = 回答のもとになる情報源
rule-here = このチャンネル: { $corpora }
rule-told = { $place }: { $corpora }
rule-added = { $place }に追加: { $corpora }
rule-default = { $corpora }（既定）
rule-choices = 選べるもの: { $corpora }
rule-now = 今後{ $place }で使うもの：{ $corpora }
rule-left = 引き続き{ $place }で使うもの：{ $corpora }
rule-gone = { $place }の独自の規則はなくなりました。
rule-really = { $place }で { $corpora } から答えるのをやめますか？
rule-clear = やめる

## 管理する人の操作に問題がある場合

error-no-corpus = このサーバーに「{ $name }」というコーパスはありません。使えるものは `/corpus show` で確認できます。
error-rule-full = この規則にはすでに{ $most }個のコーパスがあります。`/corpus clear` で一つ外してください。
error-no-rule = そのような規則はありません。規則は `/corpus show` で確認できます。
error-no-server = ここはサーバーではありません。このコマンドはサーバーで使ってください。
error-channel-and-role = 規則はチャンネルかロールのどちらか一方に対するものです。片方だけを指定してください。
error-everybodys-role = そのロールは全員が持っています。指定を省くと、サーバー全体の規則になります。

## 長い作業の進み具合。ここにない段階は、作業が付けた名前のまま示す。

step = { $stage }…
step-of = { $stage } { $done } / { $total }
stage-beginning = 開始
stage-reading = 読み込み
stage-splitting = 分割
stage-encoding-passages = パッセージのエンコード
stage-encoding-windows = ウィンドウのエンコード
