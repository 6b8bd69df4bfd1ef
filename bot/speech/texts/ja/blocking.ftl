### ブロックされた人と、ブロックする運営者に述べること。

# $when は Discord の書く時刻、$who は通知されないメンションか ID です。
blocked-person = このボットの運営者があなたをブロックしています。
blocked-person-until = このボットの運営者があなたをブロックしています。{ $when }にまた質問できます。
blocked-limits = 制限を超えた回数が多すぎます。{ $when }にまた質問できます。
blocked-server = このボットの運営者がこのサーバーをブロックしています。
blocked-server-until = このボットの運営者がこのサーバーをブロックしています。{ $when }にまた質問できます。
not-operator = この操作は、このボットの運営者だけができます。
block-heading = ブロック中のユーザーとサーバー
block-nobody = ブロックされている人はいません。
block-for-good = { $who }：無期限でブロック中
block-until = { $who }：{ $when }までブロック中
block-lifted = { $who }：ブロックを解除しました。
block-none = { $who }：ブロックされていませんでした。
error-block-whom = ユーザーかサーバーのどちらか一方の ID を指定してください。
error-block-operator = 運営者はブロックできません。
