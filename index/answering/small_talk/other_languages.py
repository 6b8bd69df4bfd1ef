"""Patterns of greetings, thanks, insults and orders in five languages other than English.

A pattern must match the whole message, so that no question is taken for small talk. A phrase that
the lists miss is looked up like a question, which does no harm; so the lists are short. They are
written as ``bare`` returns text: in lower case, without marks, Latin letters without accents.
"""

from __future__ import annotations

import re
import unicodedata

CONTINUED = re.compile(r"\\\n *")
ACCENT = re.compile("[\u0300-\u036f]")  # on Latin letters; not the voicing marks of kana


def bare(plain: str) -> str:
    """Remove the accents, which people in a hurry leave out: "schön" → "schon", "à" → "a"."""
    return unicodedata.normalize("NFC", ACCENT.sub("", unicodedata.normalize("NFD", plain)))


def _made_of(cores: str, others: str) -> re.Pattern[str]:
    """Match messages of at least one of ``cores`` and any of ``others``, and nothing else."""
    core, other = either(cores), either(f"{others}\n{ADDRESSED}")
    # Possessive, because backtracking would try every reading of an ambiguous text.
    return re.compile(f"(?:{other} )*+{core}(?: (?:{core}|{other})(?= |$))*+")


def either(lines: str) -> str:
    """Return a pattern that matches any of ``lines``; a backslash continues a line in the next."""
    whole = [line.strip() for line in CONTINUED.sub("", lines).split("\n")]
    return "(?:" + "|".join(filter(None, whole)) + ")"


ADDRESSED = r"""
    (?:lieber |cher |querido |caro )?(?:bot|robot|robo|quoth)
    alle|zusammen|leute|tous|tout le monde|a tous|todos|a todos|gente|pessoal
    du|dir|euch|toi|vous|amigo|amiga|mon ami|mein freund|皆さん|みなさん|ボットさん
"""
GREETING = _made_of(
    r"""
    hallo|hi|hey|moin|servus|gruezi|guten (?:morgen|tag|abend)|gruss (?:gott|dich|euch)
    wie geht(?:'s| es)?(?: dir| euch)?(?: so)?(?: heute)?
    bonjour|bonsoir|salut|coucou|(?:comment )?ca va(?: bien)?
    comment (?:allez vous|vas tu|tu vas)
    hola|buenas|buenos dias|buen dia|buenas (?:tardes|noches)|saludos
    que tal(?: estas)?|como (?:estas|te va|andas)
    ola|oi|e ai|bom dia|boa (?:tarde|noite)|tudo (?:bem|bom)(?: com voce)?|como (?:vai|voce esta)
    こんにち[はわ]|こんばん[はわ]|おはよう(?:ございます)?|はじめまして|やあ|どうも|お?元気ですか
    (?:ich )?(?:hab|habe|hatte) (?:da )?(?:mal )?(?:eine|ne) (?:kurze )?frage
    kann (?:mir|uns) (?:bitte )?(?:hier )?(?:jemand|einer|wer) helfen
    j'ai une (?:petite )?question|quelqu'un (?:peut|pourrait) m'aider
    tengo una (?:pregunta|duda)|alguien (?:me puede ayudar|puede ayudarme)
    tenho uma (?:pergunta|duvida)|alguem (?:pode me ajudar|me ajuda)
    質問があります|質問してもいいですか|誰か助けて(?:ください)?
    """,
    "na|und|et|y",
)
THANKS = _made_of(
    r"""
    dank(?:e|eschon|esehr)|(?:vielen|vielen lieben|besten|herzlichen|tausend) dank
    merci|mille mercis|je (?:te|vous) remercie
    gracias|te lo agradezco|muy amable
    obrigad[oa]|brigad[oa]|obg|valeu
    (?:どうも|本当に|とても)?ありがとう(?:ございます|ございました)?|(?:とても|本当に)?助かりました|サンキュー
    """,
    r"""
    schon|sehr|vielmals|super|toll|klasse|das hat (?:mir )?(?:sehr )?geholfen|(?:sehr )?hilfreich
    fur (?:die|deine|eure) (?:hilfe|antwort|schnelle antwort)
    beaucoup|bien|infiniment|parfait|genial|c'est gentil|c'etait (?:tres )?utile|d'avance
    pour (?:ton|votre|ta) (?:aide|reponse)|a
    muchas|muchisimas|mil|perfecto|por (?:tu|su|la) (?:ayuda|respuesta)
    muito|mesmo|perfeito|pel[ao] (?:sua )?(?:ajuda|resposta)
    """,
)
FAREWELL = _made_of(
    r"""
    tschuss|tschau|ciao|auf wiedersehen|gute nacht|schlaf gut|mach(?:'s| es)? gut
    bis (?:bald|dann|spater|morgen|zum nachsten mal)|schonen (?:tag|abend)|schones wochenende
    au revoir|adieu|a (?:bientot|plus tard|demain|la prochaine)|bonne (?:nuit|journee|soiree)
    adios|chao|chau|hasta (?:luego|manana|pronto|la proxima)|nos vemos
    tchau|adeus|ate (?:logo|mais|amanha|breve|a proxima)
    さようなら|さよなら|またね|また明日|じゃあ(?:ね|また)|(?:それ)?ではまた|おやすみ(?:なさい)?|バイバイ
    """,
    "noch|dann|und|alors|et|y|entonces|e|entao",
)
INSULT = re.compile(
    either(
        r"""
    (?:(?:du|dieser bot|der bot|das) (?:bist|ist) )(?:(?:so|echt|wirklich|total|einfach|ein) \
        )*(?:dumm|blod|nutzlos|bescheuert|idiot|mull|schrott|mist|scheisse)
    (?:du |so ein |was fur ein |(?:sehr |ganz )?)(?:dummer|bloder|nutzloser|bescheuerter) bot
    (?:du )?(?:idiot|trottel|depp|vollidiot|dummkopf|arschloch)
    halt(?: die|'s| den)? (?:klappe|maul|fresse|mund)|fick dich|verpiss dich|ich hasse dich
    du nervst
    (?:(?:tu es|t'es|vous etes|ce bot est) )(?:(?:vraiment|si|tellement|trop|tres|un|une) \
        )*(?:stupide|idiote?|bete|nul(?:le)?|inutile|debile|conn?e?|connard|imbecile|abruti)
    (?:espece d[e'] ?)?(?:idiote?|connard|connasse|imbecile|abruti|cretin)
    (?:sale |stupide |quel )bot(?: inutile| stupide| nul)?|bot (?:inutile|stupide|nul|idiot)
    ferme la|(?:ferme )?ta gueule|tais toi|va te faire (?:foutre|voir)|je te deteste
    tu (?:ne )?sers a rien
    (?:(?:eres|sos|este bot es) )(?:(?:muy|tan|un|una|realmente) )*(?:estupid[oa]|tont[oa]|\
        inutil|idiota|imbecil|basura|mierda)
    (?:que )?bot (?:(?:mas|tan) )?(?:estupido|tonto|inutil|idiota)|imbecil|gilipollas|pendejo
    callate|vete a la mierda|jodete|te odio|no sirves(?: para nada)?
    (?:(?:voce|vc|este bot|esse bot) e )(?:(?:muito|tao|um|uma|realmente) )*(?:burr[oa]|\
        estupid[oa]|idiota|inutil|imbecil|lixo|merda)
    (?:que |seu )?bot (?:burro|estupido|inutil|idiota)|babaca|otario|cala (?:a )?boca
    vai se (?:foder|fuder)|eu te odeio
    (?:(?:お前|おまえ|君|あなた|このボット)は)?(?:本当に|マジで)?(?:馬鹿|ばか|バカ|アホ|役立たず|無能)(?:だ|です)?(?:な|ね)?
    (?:馬鹿|ばか|バカ|クソ|くそ|役立たずの|使えない)な?ボット(?:だ|め|だな|ですね)?|死ね|黙れ|うるさい|うざい
    """
    )
)
ORDER = re.compile(
    either(
        r"""
    ^(?:bitte )?(?:ignoriere?|vergiss|missachte|ubergehe)(?: (?:alle|alles|all|die|deine|meine|\
        eure|diese|bitte))* (?:vorherigen|bisherigen|fruheren|vorigen|obigen) \
        (?:anweisung(?:en)?|instruktionen|regeln|befehle|vorgaben|prompts?)\b
    ^(?:bitte )?(?:ignoriere?|vergiss|missachte)(?: (?:alle|all))? deine (?:anweisungen|\
        instruktionen|regeln|vorgaben)\b
    ^(?:bitte )?(?:zeige?|gib|nenne?|verrate?|wiederhole|was (?:ist|sind)|wie laute(?:t|n))(?: \
        mir)? deine?n? (?:(?:system)?prompt|system prompt|anweisungen|instruktionen)$
    ^(?:bitte )?(?:tu so als|verhalte dich (?:wie|als)|benimm dich wie|spiele? die rolle)\b
    ^(?:ab jetzt|ab sofort|von nun an) (?:bist du|du bist) (?:eine?|der|die|das|kein|mein)\b
    ^du bist (?:jetzt|nun|ab jetzt|ab sofort) (?:eine?|der|die|das|kein|mein)\b
    ^(?:ignore[zr]?|oublie[zr]?)(?: (?:toutes|tous|les|tes|vos|mes|ces))* (?:instructions?|\
        consignes|regles|directives) (?:precedentes?|anterieures?|ci dessus)\b
    ^(?:ignore[zr]?|oublie[zr]?)(?: toutes)? (?:tes|vos) (?:instructions|consignes|regles|\
        directives)\b
    ^(?:montre|affiche|donne|revele|repete|quel est|quelles sont)(?: moi)? (?:ton|tes|votre|vos) \
        (?:prompt|instructions)(?: systeme)?$
    ^(?:fais semblant|fais comme si|agis comme|agissez comme|comporte toi comme|imagine que tu \
        es)\b
    ^(?:tu es|vous etes) (?:maintenant|desormais) (?:une?|le|la|mon)\b
    ^(?:desormais|a partir de maintenant) (?:tu es|vous etes) (?:une?|le|la|mon)\b
    ^(?:por favor )?(?:ignora|olvida|descarta)(?: (?:todas|todos|las|los|tus|mis|estas))* \
        (?:instrucciones|reglas|ordenes|indicaciones) (?:anteriores|previas)\b
    ^(?:por favor )?(?:ignora|olvida)(?: todas)? tus (?:instrucciones|reglas)\b
    ^(?:por favor )?(?:muestra|muestrame|revela|repite|dime|dame|cual es|cuales son) tus? \
        (?:prompt|instrucciones)(?: del sistema)?$
    ^(?:finge que eres|actua como si fueras|comportate como|imagina que eres)\b
    ^(?:a partir de ahora|desde ahora|ahora) eres (?:una?|el|la|mi)\b
    ^(?:por favor )?(?:ignore|esqueca|desconsidere)(?: (?:todas|todos|as|os|suas|minhas|essas))* \
        (?:instrucoes|regras|ordens) (?:anteriores|previas|acima)\b
    ^(?:por favor )?(?:ignore|esqueca|desconsidere)(?: todas)?(?: as)? suas (?:instrucoes|\
        regras)\b
    ^(?:por favor )?(?:me )?(?:mostre|revele|repita|diga)(?: me)?(?: o| as)? (?:seu|suas) \
        (?:prompt|instrucoes)$|^qual e (?:o )?seu prompt$
    ^(?:finja ser|finja que|aja como|atue como|comporte se como|faca de conta que voce)\b
    ^(?:a partir de agora|de agora em diante|agora) voce e (?:uma?|o|meu)\b
    ^(?:これまで|以前|今まで|上記|前)の(?:すべての|全ての)?(?:指示|命令|ルール|プロンプト)を(?:すべて|全て)?(?:無視して|忘れて)(?:ください|下さい|$)
    ^(?:あなたの)?(?:システム)?プロンプトを(?:見せて|教えて|表示して)(?:ください|下さい)?$
    ^(?:今から|これから)あなたは\S+です(?:$| )
    ^\S+(?:のふりをして|として振る舞って|になりきって)(?:ください|下さい)$
    """
    )
)
ABOUT_ME = re.compile(
    either(
        r"""
    (?:wer|was) bist du(?: eigentlich| denn| genau)?|wie heisst du|wie ist dein name
    wer hat dich (?:gemacht|gebaut|programmiert|entwickelt)
    bist du (?:(?:ein|eine|echter|ein echter) )?(?:bot|roboter|mensch|ki|maschine|person|chatgpt|\
        sprachmodell|echt)
    was (?:kannst|machst) du(?: alles| so)?|wie (?:funktionierst|arbeitest) du
    was kann ich dich fragen|wie (?:benutze|nutze) ich dich
    (?:kannst|konntest) du mir (?:bitte )?helfen|hilfe(?: bitte)?|hilf mir(?: bitte)?
    (?:qui|qu') ?es tu|qui etes vous|(?:tu es|t'es) qui
    comment (?:tu t'appelles|t'appelles tu|vous appelez vous)|quel est (?:ton|votre) nom
    (?:es tu|tu es|etes vous) (?:une? )?(?:bot|robot|humaine?|ia|machine|personne|chatgpt|vrai \
        humain)
    (?:que (?:peux tu|sais tu|pouvez vous|savez vous)|qu'est ce que tu (?:peux|sais)) faire
    comment (?:fonctionnes tu|tu fonctionnes|fonctionnez vous)
    qui (?:t'a|vous a) (?:cree|fait|programme|concu)|(?:peux tu|tu peux|pouvez vous) m'aider
    aide(?: moi)?|a l'aide|que puis je (?:te|vous) demander
    (?:quien|que) eres(?: tu)?|como te llamas|cual es tu nombre|quien te (?:hizo|creo|programo)
    eres (?:una? )?(?:bot|robot|human[oa]|ia|maquina|persona|chatgpt|real)
    que (?:puedes|sabes) hacer|como funcionas
    (?:me puedes|puedes|podrias) ayudar(?:me)?|ayuda(?:me)?(?: por favor)?
    que (?:te )?puedo preguntar(?:te)?
    quem e (?:voce|vc)|o que (?:voce e|e voce)|como voce se chama|qual e (?:o )?seu nome
    quem te (?:fez|criou|programou)|quem (?:fez|criou|programou) (?:voce|vc)
    (?:voce|vc) e (?:uma? )?(?:bot|robo|human[oa]|ia|maquina|pessoa|chatgpt|real)
    o que (?:voce|vc) (?:pode|sabe|consegue) fazer|como (?:voce|vc) funciona
    (?:voce )?pode me ajudar|me ajud[ae]|ajuda(?: por favor)?|o que posso perguntar(?: para voce)?
    (?:あなた|君|きみ)(?:は|って)(?:誰|だれ|何者|何)(?:ですか|なの)?|(?:あなたの|お)名前は(?:何ですか|なんですか)?
    あなたは(?:ボット|ロボット|人間|ai|機械|chatgpt)ですか|(?:あなたは)?何ができ(?:ますか|るの)|誰があなたを作りましたか
    (?:助けて|手伝って)(?:ください|くれますか|もらえますか)?|ヘルプ|使い方を教えて(?:ください)?|何を(?:聞け|質問でき)ますか
    """
    )
)
