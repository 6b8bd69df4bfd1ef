"""Recognise site furniture: lines that belong to the site, not to the article, and are not quoted.

Only lines that cannot answer a question count. If a line with content were taken for furniture,
Quoth would refuse a question that the sources answer.
"""

from __future__ import annotations

import re

ENDS_A_SENTENCE = re.compile(r"""[.!?…。！？؟।]['"”’»)\]]*\Z""")
FURNITURE = re.compile(
    r"""
    (?: image | photo | picture | video | advertisement | ad | sponsored | share | print
        | menu | search | comments? | loading | skip\ to\ (?:main\ )?content | read\ more
        | back\ to\ top | subscribe | sign\ (?:in|up) | log\ in
        | share\ (?:this|on) (?:\ (?:article|page|post|story))?
        | (?:accept|reject|manage)\ (?:all\ )?cookies | cookie\ (?:settings|preferences) ) \W*
    | (?: read\ more | see\ also | filed\ under | share\ (?:this|on) ) \s* : [^`]*
    | related (?:\ (?:articles?|links?|pages?|posts?|reading|stories|topics?))? \s* : \s*
        (?-i: [A-Z\[] ) .*
    | (?: tags? | categories ) \s* : \s* (?: {few} (?: \s* [,;|/·•\#] \s* {few} )* ) [\s.…]*
    | sources? \s* : \s* (?: {names} | [^\W\d_]+ ) [\s…]*
    | (?: references? | via ) \s* : \s* {names} [\s…]*
    | (?: photo | image | picture | video | credits? ) \s* : \s* (?: {agency} | {names} ) [\s…]*
    | !?\[ [^\]]* \] \( [^)]* \)                           # only an image or a link
    | [\W_]+                                               # rules and ornaments
    """.format(
        few=r"\#? [^\W\d_] (?: [^\W\d_] | ['’-] )* (?: [ ] (?: [^\W\d_] | ['’-] )+ )?",
        # At least two capitalised words, as in a person's name, or a web address.
        names=r"""(?: https?://\S+ | \[ [^\]]* \] \( [^)]* \) | (?-i: {name}
            (?: (?: \s* [,/&|] \s* | \s ) (?: (?: of | by | the | and | for | de | von ) \s )?
            {name} )+ ) )""".format(
            name=r"(?: by\s | courtesy\ of\s )? [A-Z] (?: [^\W\d_] | ['’-] )* \.?"
        ),
        agency="(?: ap | afp | dpa | epa | flickr | getty | nasa | reuters | unsplash )",
    ),
    re.IGNORECASE | re.VERBOSE,
)
# Paragraph (c) of a law is not a copyright line: a copyright line has a year or the word itself.
COPYRIGHT = re.compile(
    r"""
    (?: © | copyright \s* (?: © | \(c\) | (?=(?:19|20)\d\d\b) ) ) .*
    | \(c\) \s* (?: copyright\b .*
        | (?:19|20)\d\d (?: \s* [-–,] \s* (?:19|20)\d\d )?
            (?: ,? \s+ (?: by \s+ )? (?-i: [A-Z] ) [\w.&'’-]* ){0,6}
        | (?-i: (?: [A-Z] [\w.&'’-]* ,? \s+ ){1,5} ) (?:19|20)\d\d )
    | (?: (?: © | \(c\) | copyright ) .* )? all\ rights\ reserved \W*
    """,
    re.IGNORECASE | re.VERBOSE,
)
SEGMENT = r"[^\W_][^»›>/|.,:;!?]{0,39}"
WHOLE_SEGMENT = SEGMENT + "+"  # with the spaces behind it: one way, not two for each segment
BREADCRUMBS = re.compile(
    rf"""
    (?: (?: home | start ) \s* [»›>] | home \s* [/|] ) \s* {WHOLE_SEGMENT}
        (?: \s* [»›>/|] \s* {WHOLE_SEGMENT} )*
    | {SEGMENT} (?: \s [»›] \s {SEGMENT} )+
    """,
    re.IGNORECASE | re.VERBOSE,
)
INSTRUCTION = re.compile(
    r"(?:and|call|change|choose|click|find|follow|from|go|in|navigate|open|press|see|select|set|"
    r"switch|tap|then|to|turn|under|use|visit)\b",
    re.IGNORECASE,
)
LONGEST_SEGMENT = 4  # words


def is_furniture(block: str, *, top: bool = True) -> bool:
    """Return whether a block is part of the site, not of the article, and must not be quoted.

    ``top``: only furniture comes before the block. Breadcrumbs are expected only there.
    """
    if "\n" in block or len(block) > 200:
        return False
    if COPYRIGHT.fullmatch(block) or (top and _is_breadcrumbs(block)):
        return True
    if ENDS_A_SENTENCE.search(block) and not block.endswith(("...", "…")):
        return not any(map(str.isalnum, block))
    return FURNITURE.fullmatch(block) is not None


def _is_breadcrumbs(block: str) -> bool:
    """Return whether the block is the path to a page: short names, and not an instruction."""
    if not BREADCRUMBS.fullmatch(block) or INSTRUCTION.match(block):
        return False
    return all(len(part.split()) <= LONGEST_SEGMENT for part in re.split(r"[»›>/|]", block))
