command-privacy-name = プライバシー
command-privacy-description = ここで保存しているものと、していないもの
command-forget-me-name = 忘れて
command-forget-me-description = すべてのサーバーからあなたの質問を削除する
command-gaps-name = 不足
command-gaps-description = ここで答えられなかった質問
command-gaps-export-name = ファイル
command-gaps-export-description = 質問の下書きをファイルで付ける
