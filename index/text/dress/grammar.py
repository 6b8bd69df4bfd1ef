"""State exactly what dress is: the form of each kind, as the scanners look for it.

What fits none of these forms is shown, so that no word of prose is lost to a guess. Quantifiers are
possessive or bounded: hostile texts cost no more time than others.
"""

from __future__ import annotations

import re

from index.text.dress.enclosures import Enclosure
from index.text.dress.shown_line import DressKind

# --- within a paragraph ----------------------------------------------------------------------

PUNCTUATION = r"!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~"
ADDRESS = (
    r"(?:<[^<>\n]{0,2000}+>"
    r"|(?:\{\{[^{}\n]{0,400}+\}\}|\{%[^%\n]{0,400}+%\}|[^\s()<\\]|\\.|\((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*+\))*+\)){0,2000}+)"
)
TITLE = r"""(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\))"""
TARGET = re.compile(rf"\(\s*+{ADDRESS}(?:\s++{TITLE})?+\s*+\)", re.DOTALL)
REFERENCE = re.compile(r"\[(?P<label>[^\[\]\n]{0,200}+)\]")
WIKI = re.compile(r"\[\[(?P<target>[^\[\]|\n]{0,400}\|)?(?P<shown>[^\[\]|\n]{1,400})\]\]")
EMBED = re.compile(r"!\[\[[^\[\]\n]{0,400}+\]\]")
FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,60}+\]")
AUTOLINK = re.compile(r"<(?P<shown>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{0,2000}+|"
                      r"[\w.+-]{1,64}@[\w.-]{1,255})>", re.ASCII)  # fmt: skip
ATTRIBUTE = r"""\s++[@:#A-Za-z_][\w.:@#-]{0,80}+(?:\s*+=\s*+(?:"[^"]{0,2000}+"|'[^']{0,2000}+'|
    \{(?:[^{}]{1,2000}+|\{[^{}]{0,2000}+\}){0,20}+\}|[^\s"'=<>`{}]{1,2000}+))?+"""
TAG = re.compile(
    rf"<(?:/(?P<closes>[A-Za-z][\w.:-]{{0,60}}+)\s*+>"
    rf"|(?P<opens>[A-Za-z][\w.:-]{{0,60}}+)(?P<attributes>(?:{ATTRIBUTE})*+)\s*+(?P<alone>/?+)>)",
    re.VERBOSE | re.ASCII,
)
COMMENT = re.compile(r"\{/\*(?s:.{0,2000}?)\*/\}")
# What nobody sees of HTML, however much of it there is.
UNSEEN = (
    Enclosure(re.compile(r"<!--"), re.compile(r"-->")),
    *(
        Enclosure(
            re.compile(rf"<{name}\b[^<>]{{0,2000}}+>", re.IGNORECASE),
            re.compile(rf"</{name}\s*>", re.IGNORECASE),
        )
        for name in ("script", "style", "template")
    ),
)
PRE = Enclosure(
    re.compile(r"<pre\b[^<>]{0,2000}+>\s*+(?:<code\b[^<>]{0,2000}+>)?+", re.IGNORECASE),
    re.compile(r"(?:</code\s*+>\s*+)?+</pre\s*+>", re.IGNORECASE),
)
TEMPLATE = re.compile(
    r"\{%[^\n]{0,400}?%\}|\{\{[<%][^\n]{0,400}?[>%]\}\}|\{\{[^{}\n]{0,200}+\}\}"
    r"|\{\*[^\n]{0,400}?\*\}"
)
ATTRIBUTES = re.compile(
    r"\{:?[ \t]*(?:(?:[#.][\w:.-]{1,100}|[\w:-]{1,60}=(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|"
    r"[^\s\"'{}]{1,200}))[ \t]*){1,20}\}"
)
ROLE = re.compile(r"\{[a-z][\w:.-]{0,40}+\}(?=`)", re.ASCII)
# Spaces that are written out; only at an end of a line or of emphasis are they dress.
BLANKS = re.compile(
    r"(?:&(?:nbsp|NonBreakingSpace|e[mn]sp|emsp1[34]|(?:num|punc|thin|hair)sp"
    r"|(?:Very)?Thi(?:n|ck)Space|MediumSpace|Tab|NewLine"
    r"|#[xX]0{0,4}(?:[9aAdD]|20|[aA]0|200[0-9aA]|20[25][fF]|3000)"
    r"|#0{0,4}(?:9|10|13|32|160|819[2-9]|820[0-2]|8239|8287|12288));[ \t]*+)++"
)
# What is around a space at an end: only spaces, or marks of emphasis at the end of a word.
END_BEFORE = re.compile(r"(?:\A\s*|(?:\A|[^\w*~])[*_~]+)\Z")
END_AFTER = re.compile(r"\s*\Z|[*_~]+(?:\Z|[^\w*~])")
# A part that is marked, and keys to press, as Obsidian and Material for MkDocs write them.
MARKED = re.compile(r"(?<![\w=])==(?=[^\s=])(?P<shown>[^\n]{1,400}?)(?<=[^\s=])==(?![\w=])")
KEYS = re.compile(r"(?<![\w+])\+\+(?=[\w\"])(?P<shown>[\w\"+-]{1,80}?)\+\+(?![\w+])")
# A raised and a lowered part, as PyMdown and Pandoc write them. "^" stays before a digit.
RAISED = re.compile(
    r"(?<=[\w)\]])\^(?:(?P<power>[-+]?\d[\w+-]{0,7})|(?P<letters>[A-Za-z]{1,8}))\^(?!\^)"
)
LOWERED = re.compile(r"(?<=[^\W\d_])~(?P<shown>[A-Za-z0-9+-]{1,4})~(?!~)")
# Without its tags, another number would be read: 2<sup>16</sup> is not 216.
POWER = re.compile(
    r"(?<=[\d)\]])<sup\b[^<>]{0,200}+>\s*+[-+−–]?\d[^<>\n]{0,40}+</sup\s*+>", re.IGNORECASE
)
# The name of a paragraph of Obsidian, at its end.
BLOCK_NAME = re.compile(r"\^(?=[\w-]*[a-z])[a-z0-9-]{4,60}(?=[ \t]*(?:\n|\Z))")
ICON_SET = r":(?:material|octicons|fontawesome|simple)-(?:(?:brands|regular|solid)-)?"
ICON = re.compile(rf"{ICON_SET}(?P<name>[a-z0-9-]{{1,60}}?)(?:-(?:12|16|24|48|96))?:")
# What is before and behind an icon that is named as a word is, not one that adorns a label.
BEFORE_NAMED = re.compile(r"[+/\w),;]\s{0,3}\Z")
BEHIND_NAMED = re.compile(r"\s{0,3}(?:[.,;!?)/+(]|(?<=\s)[a-z])")

# --- whole lines -----------------------------------------------------------------------------

FENCE = re.compile(r"[ \t]*(?P<fence>`{3,}+(?=[^`\n]*$)|~{3,}+)[ \t]*(?P<info>[^\n]*)")
# What a site shows above a block of code: mostly the name of a file.
FENCE_TITLE = re.compile(
    r"(?<![\w-])(?:title|filename)=(?P<mark>[\"'])(?P<title>(?:(?!(?P=mark))[^\n]){1,200}+)(?P=mark)"
)
# A comment in code that tells Docusaurus, or Shiki, to mark a line.
CODE_MARK = re.compile(
    r"(?://|#|--|/\*|\{/\*|<!--)[ \t]*+(?:highlight-(?:next-line|start|end)"
    r"|\[!code [^\[\]\n]{1,60}\])[ \t]*+(?:\*/\}?|-->)?[ \t]*+$"
)
HEADING = re.compile(r"#{1,6}(?:[ \t]++|$)")
HEADING_END = re.compile(r"[ \t]#+[ \t]*$")
UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
MARKER = re.compile(r"(?:[-+*•]|(?P<number>\d{1,9})[.)])(?:[ \t]+|$)")
QUOTE = re.compile(r"(?P<indent>[ \t]*+)>[ ]?")
ALERT = re.compile(r"\[!\w+\][+-]?[ \t]*")
# Such as an admonition of MkDocs with its title, a tab, or a directive between colons.
DIRECTIVE = re.compile(
    r"(?:(?:!!!|\?\?\?\+?)(?:[ \t]+|(?=[a-z]))[\w -]+?(?:[ \t]+\"|[ \t]*$)|===[!+]?[ \t]+\""
    r"|/{3,}[ \t]*(?:[\w-]+[ \t]*(?:\|[ \t]*|$)|$)|:{3,}[ \t]*(?:\{[\w:-]+\}[ \t]*|"
    r"[\w-]+(?:\[|[ \t]+|$)|[\w.]+[ \t]*$|$))",
    re.ASCII,
)
# The options of a directive of MyST, on the lines below its name.
OPTION = re.compile(r":[\w-]+:(?:[ \t][^\n]*)?$", re.ASCII)
# Components of MDX that stand alone on a line; no reader of the site sees their names.
COMPONENTS = re.compile(r"(?:</?+[A-Z][\w.]{0,60}+[ \t]*+>[ \t]*+){1,4}+$", re.ASCII)
# A tag of an element of the site's own; one that opens is a blank to fill in, unless it is closed.
OWN_TAG = re.compile(r"<(?P<closes>/?+)(?P<name>[a-z][\w.-]{0,60}+)[ \t]*+>[ \t]*+$", re.ASCII)
# A tab of Docusaurus, Starlight or Mintlify, or another component, which shows only its title.
TITLED_BEGINS = re.compile(
    r"<(?:Tab(?:Item|Panel)?+[ \t][^<>\n]{0,400}?\b(?:label|title|header|name)"
    r"|[A-Z][\w.]{0,60}+[ \t][^<>\n]{0,400}?(?<![\w-])(?:title|question|summary))"
    r"=\{?(?P<mark>[\"'])",
    re.ASCII,
)
TITLED_ENDS = re.compile(r"[\"'][^<>\n]{0,400}(?<!/)>[ \t]*$")
INCLUDE = re.compile(
    r"(?:-{1,2}8<-{1,2}(?:[ \t]+\"[^\"\n]*\"|)|\[TOC\]|\[\[(?:toc|_TOC_)\]\]"
    r"|<<<[ \t]*[@./][^\s]+.*|!INCLUDE[ \t]+\".*\".*|\{!.*!\}"
    r"|import[ \t]+(?:[\w{},* \t]+[ \t]from[ \t]+)?(?:'[^']+'|\"[^\"]+\");?)[ \t]*$",
    re.IGNORECASE,
)
DEFINITION = re.compile(
    r"\[(?!\^)(?P<label>[^\[\]\n]{1,200}+)\]:[ \t]*+"
    rf"(?:\{{\{{[^{{}}\n]*+\}}\}}|\{{%[^%\n]*+%\}}|\S++)(?:[ \t]++{TITLE})?+[ \t]*+$"
)
NOTE = re.compile(r"\[\^[^\[\]\s]{1,60}+\]:[ \t]*")

FORMS: dict[DressKind, re.Pattern[str]] = {
    DressKind.EMPHASIS: re.compile(r"\*{1,2}|_{1,2}|~{1,2}|==|\+\+|\^"),
    DressKind.TICKS: re.compile(r"`+ ?| `+"),
    DressKind.ESCAPE: re.compile(r"\\"),
    DressKind.LINK: re.compile(
        rf"\[|\]|<|>|\]{TARGET.pattern}|\]{REFERENCE.pattern}|\[\[(?:[^\[\]|\n]*\|)?|\]\]",
        re.DOTALL,
    ),
    DressKind.IMAGE: re.compile(rf"!\[.*\](?:{TARGET.pattern}|\[[^\[\]\n]*\])|{EMBED.pattern}",
                                re.DOTALL),
    DressKind.TAG: TAG,
    DressKind.COMMENT: re.compile(
        "|".join([COMMENT.pattern, CODE_MARK.pattern, *(form.pattern for form in UNSEEN)]), re.I
    ),
    DressKind.ATTRIBUTES: re.compile(rf"{ATTRIBUTES.pattern}|{BLOCK_NAME.pattern}"),
    DressKind.TEMPLATE: TEMPLATE,
    DressKind.FOOTNOTE: re.compile(rf"{FOOTNOTE.pattern}|{NOTE.pattern}"),
    DressKind.ROLE: re.compile(r"\{[a-z][\w:.-]*\}", re.ASCII),
    DressKind.ICON: re.compile(rf"{ICON.pattern}|{ICON_SET}|(?:-\d\d)?:"),
    DressKind.BLANK: BLANKS,
    DressKind.MARKER: re.compile(r"[-+*•>]|\d{1,9}[.)]|#+"),
    DressKind.FENCE: re.compile(r"(?:`{3,}|~{3,}).*|[\"'].*"),
    DressKind.RULE: re.compile(rf"{RULE.pattern}|{UNDERLINE.pattern}"),
    DressKind.DIRECTIVE: re.compile(
        rf"{DIRECTIVE.pattern}|{ALERT.pattern}|{TITLED_BEGINS.pattern}|{TITLED_ENDS.pattern}"
        rf"|{OPTION.pattern}|[\"\]]"
    ),
    DressKind.INCLUDE: INCLUDE,
    DressKind.DEFINITION: DEFINITION,
    DressKind.CELL: re.compile(r"\||[|:\s-]*-[|:\s-]*"),
}  # fmt: skip
