command-privacy-name = プライバシー
command-privacy-description = ここで保存しているものと、していないもの
command-forget-me-name = 忘れて
command-forget-me-description = あなたについて保存されているものをすべて削除する
command-gaps-name = 不足
command-gaps-description = ここで質問されて答えられなかったこと
command-gaps-export-name = ファイル
command-gaps-export-description = 下書きの質問のファイルも付ける
