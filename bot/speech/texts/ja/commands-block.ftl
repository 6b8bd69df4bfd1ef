### The names of /block, as Discord shows them.

command-block-name = ブロック
command-block-description = 運営者用：ユーザーやサーバーへの応答を止めます
command-block-add-name = 追加
command-block-add-description = ユーザーまたはサーバーに応答しないようにします
command-block-add-person-name = ユーザー
command-block-add-person-description = ユーザーの ID またはメンション
command-block-add-server-name = サーバー
command-block-add-server-description = またはサーバーの ID
command-block-add-hours-name = 時間
command-block-add-hours-description = 何時間か（既定：無期限）
command-block-lift-name = 解除
command-block-lift-description = ユーザーまたはサーバーに再び応答します
command-block-list-name = 一覧
command-block-list-description = ブロック中の一覧
command-block-lift-person-name = ユーザー
command-block-lift-person-description = ユーザーの ID またはメンション
command-block-lift-server-name = サーバー
command-block-lift-server-description = またはサーバーの ID
