"""Patterns of replies to an answer that ask nothing new: "tl;dr", "source?", "that's wrong".

A pattern must match the whole message, in lower case, without marks and accents, as
``other_languages.bare`` returns it. English is here too, since no reply is made of single words.
Words that may be names in the sources ("reference", "continue") are left out.
"""

from __future__ import annotations

import re

from index.answering.small_talk.other_languages import either

PLEASE = r"(?: (?:please|pls|plz|bitte|s'il (?:te|vous) plait|stp|svp|por favor))?"
LANGUAGE = r"""(?:english|german|french|spanish|portuguese|japanese|chinese|italian|dutch|russian\
    |polish|turkish|korean|hindi|arabic)"""


def _only(lines: str) -> re.Pattern[str]:
    """Match messages that are one of ``lines``, with or without a "please"."""
    return re.compile(f"(?:{either(lines)}){PLEASE}")


SUMMARY = _only(
    r"""
    tl ?dr|(?:a |short |quick )?summary|in short|make it short(?:er)?|(?:the |a )?short version
    in (?:one|a) sentence|the gist|too long
    (?:(?:can|could) (?:you|u) )?(?:make (?:it|that) )?shorter
    (?:please |(?:can|could) (?:you|u) )?summari[sz]e(?: (?:it|this|that))?
    (?:too long )?(?:didn't|didnt) read(?: (?:it|that|all (?:of )?(?:it|that)))?
    kurzfassung|zusammenfassung|zu lang|(?:bitte )?fasse? (?:das|es)(?: bitte)?(?: kurz)? zusammen
    kannst du (?:das|es)(?: bitte)?(?: kurz)? zusammenfassen
    trop long|(?:un )?resume|(?:(?:peux tu|tu peux) )?(?:le )?resumer(?: ca)?|en bref
    (?:es )?(?:muy|demasiado) largo|(?:un )?resumen|(?:me lo |lo )?puedes resumir(?:lo)?
    resume(?:lo)|en resumen
    (?:muito|longo) demais|muito longo|(?:um )?resumo|(?:pode )?resum(?:a|ir)(?: isso)?
    長すぎ(?:る|ます)|要約(?:して(?:ください|下さい)?)?|まとめて(?:ください|下さい)?
    """
)
SOURCE = _only(
    r"""
    (?:the |your |a |any )?sources?|(?:what|where)(?:'s| is| are) (?:the|your) sources?
    (?:got |have )?(?:a |any |the |docs? )?(?:link|proof|source)
    (?:can|could) (?:you|u) (?:send |give |show )?(?:me )?(?:link )?(?:the |a )(?:docs?|link|source)
    where (?:did|do) (?:you|u) get (?:that|this|it)(?: from)?|where(?:'s| is) (?:that|this|it) from
    where (?:does|do) (?:it|that|they) say (?:that|this|so|it)
    (?:which|what) page(?: (?:is (?:that|this|it)(?: (?:on|from))?|says (?:that|this|so)))?|links?
    where (?:can|could) (?:i|we) read (?:more (?:about|on) )?(?:that|this|it)
    where(?:'s| is) (?:that|this|it) documented|(?:any )?proof
    who says(?: so| that)?|says who
    (?:die |deine )?quellen?|(?:was|wo) (?:ist|sind) (?:die|deine) quellen?|woher (?:weisst|hast) \
        du das|wer sagt das|wo steht das
    (?:la |ta |les |tes )?sources?|d'ou (?:ca|cela) vient|qui (?:le )?dit ca
    (?:la |tu |las |tus )?fuentes?|(?:cual es|donde esta) (?:la|tu) fuente|quien lo dice
    (?:a |sua |as |suas )?fontes?|qual e a fonte|quem disse(?: isso)?
    (?:出典|情報源|ソース)(?:は|は何ですか|を教えて(?:ください)?)?
    """
)
SURE = _only(
    r"""
    (?:(?:are|r) )?(?:you|u) (?:really |absolutely )?sure(?: about (?:that|this|it))?
    really|(?:for real|fr|seriously|srsly)|is (?:that|this|it) (?:really )?(?:true|right|correct)
    bist du (?:dir )?(?:da )?(?:ganz )?sicher|wirklich|stimmt das(?: wirklich)?
    (?:es tu|tu es|t'es) (?:vraiment )?sure?(?: de toi)?|vraiment|c'est (?:vrai|sur)
    estas segur[oa]|es (?:verdad|cierto)(?: eso)?|de verdad
    (?:voce |vc )?tem certeza(?: disso)?|(?:isso )?e verdade
    本当(?:に|ですか)?|確かですか|間違いない(?:ですか)?
    """
)
MORE = _only(
    r"""
    (?:(?:some|any|show|show me|give me|tell me) )?more(?: quotes| info| details)?
    (?:can|could) (?:you|u) (?:show|tell|give) (?:me )?more(?: quotes| info| details)?
    (?:anything|something) else|what else|go on|keep going|(?:any )?other (?:quotes|results|answers)
    any(?:one|body)|bump|any (?:ideas?|thoughts|clue|tips|help)(?: (?:guys|any(?:one|body)))?
    (?:some(?:one|body)|any(?:one|body))(?: (?:know|knows))?(?: (?:this|that|it))?
    (?:weiss das )?(?:jemand|keiner|niemand|irgendwer)|(?:noch )?mehr(?: davon| zitate| infos)?
    was noch|noch etwas
    (?:personne|quelqu'un)(?: (?:sait|le sait|pour m'aider))?|(?:dis m'en |en savoir )?plus|encore
    autre chose|quoi d'autre
    (?:nadie|alguien)(?: (?:sabe|lo sabe))?|(?:algo |dime |cuentame )?mas(?: citas)?|que mas
    (?:ninguem|alguem)(?: sabe)?|(?:algo |fale )?mais(?: citacoes)?|o que mais|mais alguma coisa
    誰か(?:いますか|教えて(?:ください)?)?|もっと(?:見せて|教えて)?(?:ください|下さい)?
    続き(?:は|を教えて(?:ください)?)?|(?:他|ほか)には
    """
)
EXPLAIN = _only(
    r"""
    (?:please |can you |could you |pls )?explain(?: (?:it|this|that))?(?: to me)?\
        (?: (?:simply|better|more|again|like i'?m (?:a )?(?:five|5|child|kid|noob)))?
    (?:can|could) (?:you|u) explain(?: (?:it|this|that))?(?: to me)?(?: (?:better|again|please))?
    dumb (?:it|that|this) down|in plain english
    eli5|wdym|what do (?:you|u) mean(?: by (?:that|this))?|huh|what|wat|i'?m (?:so )?confused
    what does (?:that|this|it) mean|i (?:don't|dont|do not) (?:understand|get)(?: it| that)?
    in (?:simple|simpler|plain|easy) (?:words|terms)
    (?:bitte )?erklare?(?: mir)?(?: das| es)?(?: mal)?(?: genauer| einfacher)?
    kannst du (?:mir )?(?:das|es)(?: bitte)? erklaren|was (?:heisst|bedeutet) das
    das verstehe? ich nicht|ich verstehe? (?:das )?nicht
    explique(?: moi)?(?: ca)?|(?:peux tu|tu peux) (?:m')?expliquer(?: ca)?
    je (?:ne )?comprends pas|j'ai pas compris|ca veut dire quoi
    explica(?:melo|lo)?|(?:me lo )?puedes explicar|no (?:lo )?entiendo|que (?:significa|quiere \
        decir) eso
    (?:pode )?(?:me )?expli(?:car|ca|que)(?: isso)?|(?:eu )?nao (?:entendi|entendo)
    o que isso significa
    説明して(?:ください|下さい)?|どういう意味(?:ですか)?|(?:わかりません|分かりません|わからない)
    """
)
TRANSLATE = _only(
    rf"""
    (?:and |now |please |pls )?in {LANGUAGE}|{LANGUAGE} (?:please|pls|plz)
    (?:(?:can|could) (?:you|u) )?(?:please )?say (?:it|that|this) in {LANGUAGE}
    (?:can|do) (?:you|u) speak {LANGUAGE}|(?:kannst|sprichst) du (?:auch )?(?:deutsch|englisch)
    (?:tu )?parles(?: tu)? (?:francais|anglais)|(?:tu )?hablas (?:espanol|ingles)
    (?:voce |vc )?fala (?:portugues|ingles)
    (?:日本語|英語)(?:は)?(?:話せますか|できますか|わかりますか)
    (?:please |can you |could you )?translate(?: (?:it|this|that))?(?: (?:to|into) {LANGUAGE})?
    (?:bitte )?(?:auf|in) (?:deutsch|englisch|franzosisch|spanisch|italienisch|turkisch)
    deutsch bitte|(?:bitte )?ubersetze?(?: (?:das|es))?|kannst du (?:das|es) ubersetzen
    en (?:francais|anglais|allemand|espagnol)|tradui(?:s|re)(?: (?:le|moi))?(?: ca)?
    en (?:espanol|ingles|frances|aleman)|(?:puedes )?traduc(?:e|elo|ir|irlo)
    em (?:portugues|ingles|espanhol|frances)|(?:pode )?traduz(?:a|ir)?(?: isso)?
    (?:日本語|英語)で(?:お願いします|お願い)?
    (?:(?:日本語|英語)に)?(?:翻訳|訳)して(?:ください|下さい)?
    """
)
# Whether an answer still holds: its source may have changed since, and has a date.
CURRENT = _only(
    r"""
    is (?:that|this|it|(?:that|this|your) (?:info|information|answer|page|source|article))\
        (?: (?:still|even))? (?:current|up to date|uptodate|outdated|out of date)
    is (?:that|this|your) (?:info|information|answer|page|source) (?:still )?(?:valid|recent|old)
    how (?:old|recent|current) is (?:that|this|your|the) (?:info|information|answer|page|source)
    when was (?:that|this|the) (?:(?:page|article|source|answer) )?(?:written|(?:last )?updated)
    (?:that's|thats|that is|this is) (?:outdated|out of date|old|an old (?:answer|page|version))
    ist (?:das|die antwort)(?: noch)? (?:aktuell|gultig)|wie alt ist (?:das|die quelle)
    (?:das ist )?veraltet
    (?:c'est|est ce)(?: toujours| encore)? (?:a jour|d'actualite|valable)|ca date de quand
    c'est (?:perime|obsolete)
    (?:eso )?(?:sigue|esta) (?:vigente|actualizado|al dia)|de cuando es(?: eso)?
    (?:eso )?esta desactualizado
    (?:isso )?(?:ainda )?(?:esta atualizado|e atual)|de quando e isso
    (?:isso )?esta desatualizado
    (?:これは|それは)?(?:最新(?:ですか|の情報ですか)|今も(?:有効|同じ)ですか|いつの情報ですか|古い(?:です|情報です)か?)
    """
)
# What says that an answer was read, and asks for nothing.
NOTED = _only(
    r"""
    got it|i see|(?:that )?makes sense|fair enough|good to know|(?:good|nice|smart|love this) bot
    (?:never ?mind|nvm)(?: i)?(?: (?:found|figured|got) (?:it|that)(?: out)?)?
    (?:it |that )?works(?: fine)?(?: now)?
    (?:that|it) (?:worked|did it|did the trick|fixed it|solved it)
    (?:fixed|solved|worked)(?: it)?
    alles klar|verstanden|passt|ach so|schon gut
    d'accord|compris|ca marche|laisse tomber
    vale|entendido|de acuerdo|da igual
    beleza|entendi|ta bom|deixa pra la
    了解(?:です|しました)?|なるほど|(?:わか|分か)りました|大丈夫です
    """
)
COMPLAINT = _only(
    r"""
    (?:(?:no|nope|nah|sorry|but|bot) ){0,3}+(?:that's|thats|that is|that was|this is|it's|you're) \
        (?:just |so |all |completely |totally )?(?:wrong|incorrect|false|nonsense|bs|unhelpful)
    (?:(?:no|nope|nah|sorry|but|bot) ){0,3}+(?:(?:that's|thats|that is|that was|this is|it's) )?\
        not (?:right|correct|true|it|helpful|my question|an answer|the answer\
        |what i (?:asked|meant|wanted|was asking|am asking)(?: for| about)?)
    (?:(?:no|nope|nah|sorry|but|bot) ){0,3}+(?:that|this|it|you) \
        (?:doesn't|doesnt|does not|didn't|didnt|did not|don't|dont) (?:really |even |actually )?\
        (?:answer|help)(?: (?:me|it|that|(?:my|the) question))?(?: at all)?
    wrong (?:answer|question|page|topic)|no help(?: at all)?
    (?:das |die antwort )?(?:ist|war) (?:leider )?(?:falsch|nicht (?:richtig|hilfreich|die frage))
    (?:das |es )?stimmt (?:so )?nicht|das (?:hilft|half) (?:mir )?(?:so )?nicht|falsche antwort
    das (?:habe|hab|wollte) ich nicht (?:gefragt|gemeint|wissen)|danach habe? ich nicht gefragt
    c'est (?:faux|pas (?:ca|vrai|juste|ma question|la question))|mauvaise reponse
    ce n'est pas (?:ca|vrai|juste|ma question|la question|ce que j'ai demande)
    ca (?:ne )?(?:m')?aide pas|ca (?:ne )?repond pas a (?:ma|la) question
    (?:eso )?(?:es|esta) (?:mal|equivocado)|(?:eso )?no es (?:correcto|cierto|eso)
    (?:eso )?no es lo que (?:pregunte|pedi|quise decir)|eso no (?:me )?(?:ayuda|sirve)
    respuesta equivocada
    (?:isso )?(?:esta|ta) errado|(?:isso )?nao (?:esta|e) (?:certo|correto)|resposta errada
    nao (?:foi|e) (?:isso )?o que (?:eu )?(?:perguntei|quis dizer)|isso nao (?:me )?ajud(?:a|ou)
    (?:それは)?(?:違います|違う|間違っています|間違いです)(?:よ)?
    (?:聞いた|質問した)(?:こと|の)と違います
    """
)
