### 情報源への質問ではないメッセージへの返事。

reply-greeting = こんにちは！質問していただければ、情報源に書かれていることを引用します。
reply-thanks = どういたしまして！
reply-farewell = それでは、また！
reply-insult = お役に立てず申し訳ありません。別の言い方で質問するか、`/sources list` をご覧ください。
reply-order = 私は情報源を引用するだけです。ほかの役にはなれません。
reply-summary = 要約はせず、引用だけをします。回答の下の「{ show-in-context }」で、情報源の続きを読めます。
reply-source = 引用の下に情報源が示されています。「{ show-in-context }」で前後を読めます。
reply-sure = 正しいかどうかは判断できません。「{ show-in-context }」で情報源を確かめてください。
reply-more = 回答の下の「{ more-quotes }」を押してください。確信がなかったときは「{ more-passages }」です。
reply-explain = 説明はせず、引用だけをします。「{ show-in-context }」で前後を、「{ more-quotes }」でほかの引用を読めます。
reply-translate = 情報源の言葉のまま引用し、翻訳はしません。「{ show-in-context }」で前後を読めます。
reply-current = 引用の下には、情報源に日付があればその日付が示されます。回答の下の「{ still-so }」で、その後に情報源が変わったかどうかを確かめられます。
reply-noted = わかりました。いつでも質問してください。
reply-complaint = お役に立てず申し訳ありません。回答の下の「{ more-quotes }」か「{ more-passages }」を押すか、別の言葉で質問してください。
