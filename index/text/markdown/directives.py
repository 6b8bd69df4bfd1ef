"""Recognise the lines of Markdown that instruct a site generator, and are no text of the page."""

from __future__ import annotations

import re

BEGINS = re.compile(r"[{!?=:/\[@<;%^*(-]|import\b|export\b")  # what all lines below begin with
# What a site takes from elsewhere: nothing of it is in the file. Each kind, with its lines.
FROM_ELSEWHERE = {
    "included files": re.compile(
        r"""\{\*.*\*\} | \{!.*!\} | ;?-{1,2}8<-{1,2}.* | <<<\s*@?[/\w].* | @\[\w[\w-]*\]\(.*\)
        | @include:?.* | !\[\[.*\]\]
        | \{%-?\s*(?:include|include_relative|render|snippet)\b.*%\}""",
        re.VERBOSE,
    ),
    "documentation made from code": re.compile(r":::\s+\w[\w-]*(?:[.:/]\w[\w-]*)+\s*"),
    # Between the first tag and the last anything may stand, so only tags of two kinds are parted.
    "template tags": re.compile(
        r"""\s*+ (?: \{%.*%\} | \{\{.*\}\}
        | \{% (?=.*\}\}\s*\Z) .*?%\} \s*+ \{\{.*\}\}
        | \{\{ (?=.*%\}\s*\Z) .*?\}\} \s*+ \{%.*%\} ) \s*""",
        re.VERBOSE,
    ),
}
NO_TEXT = re.compile(
    r"""\{:.*\} | \{\s*(?:[#.]|[\w-]+=)[^}]*\}                      # attributes
    | \{[A-Za-z_$][\w$.]*(?:\([^()]*\))?\} | </?>                   # expressions of MDX
    | \[TOC\] | \[\[_?(?:TOC|toc)_?\]\] | \[_TOC_\]                         # a table of contents
    | \*\[[^\]]+\]:.* | \([\w/.:-]+\)= | :[a-z-]+:                  # abbreviations, targets, fields
    | /{3,} | :{3,} | \^[A-Za-z0-9-]+ | \[!\w+\][-+]?.* | %(?:\s.*)?""",
    re.VERBOSE,
)
CALLOUT = re.compile(r"\[!(?P<kind>\w+)\][-+]?[ \t]*(?P<title>.*)")
# Blocks whose content is indented below them, and blocks that a line ends.
INDENTED = re.compile(
    r"(?:!!!|\?\?\?\+?|={3}[!+]?)[ \t]*+(?P<kind>[\w-]++(?:[ \t]++[\w-]++)*+)?+[ \t]*+"
    r"(?:\"(?P<title>.*)\"|'(?P<quoted>.*)')?[ \t]*"
)
FENCED = re.compile(
    r"(?P<mark>/{3,}|:{3,})[ \t]*(?P<kind>\{?[\w+-]+\}?)"
    r"(?:[ \t]*\[(?P<label>.*)\]|[ \t]*\|[ \t]*(?P<bar>.*)|[ \t]+(?P<title>.*))?[ \t]*(?:\{.*\})?"
)
TABS = frozenset(("tab", "tab-item", "group-tab"))  # blocks whose title is the label of a tab
# The label of a tab in a template tag, a short code or a component.
TAB_LABEL = re.compile(
    r"""(?:\b(?:title|label|header|name)\s*=\s*\{? | \btab\s+ | \b(?P<value>value)\s*=\s*\{?)
    (?P<mark>["']) (?P<label>(?:(?!(?P=mark))[^<>]){1,100}+) (?P=mark)""",
    re.VERBOSE,
)
# The tags of GitBook, which are around text that is in the file.
AROUND_TEXT = re.compile(
    r"\{%-?\s*(?P<ends>end)?(?P<kind>tabs?|hint|code|stepper|step|columns?|content-ref)\b.*%\}"
)
CODE_LABEL = re.compile(r"[^\[\]]*\[(?P<label>[^\[\]]+)\].*")  # in a group of VitePress
OPTION = re.compile(r"[ \t]+:?[\w-]+:.*|:[\w-]+:.*")
IMPORT = re.compile(r"import\s+(?:['\"]|[\w$*{][^;]*\bfrom\s+['\"]|(?:[\w$]+\s*,\s*)?\{\s*$)")
EXPORT = re.compile(
    r"export\s+(?: (?:const|let|var|class)\s+[\w$]+ | (?:async\s+)?function\b | \{ | \*\s+from"
    r" | default\s+(?:function|class|async|\(|\{|[\w$]+\s*[;(=]) )",
    re.VERBOSE,
)
SKIPPED = re.compile(r"\{%-?\s*(?P<tag>comment|for|schema)\b.*%\}")
HIGHLIGHT = re.compile(
    r"""\{%-?\s*highlight\s+(?P<liquid>[\w+#.-]++).*%\}
    | \{\{[<%]\s*(?:highlight|code-toggle|code|prism)\b
        \s*+(?P<hugo>(?>[\w+#.-]+(?!=)))?+.*[%>]\}\}""",
    re.VERBOSE,
)
HIGHLIGHT_END = re.compile(
    r"\{%-?\s*endhighlight\s*-?%\}"
    r"|\{\{[<%]\s*/\s*(?:highlight|code-toggle|code|prism)\s*[%>]\}\}"
)
# The short codes of Hugo, which can be in a line of text; those of code are lines of their own.
SHORT_CODE = re.compile(
    r"\{\{[<%](?!/\*)(?!\s*+(?:/\s*+)?+(?:highlight|code-toggle|code|prism)\b)"
    r"(?:[^{}<>%]|[<>%](?!\}\})|\{[^{}]*\})*+[>%]\}\}"
)
# A link's target that the site generator fills in.
MADE_TARGET = re.compile(
    r"(?P<link>\[(?!\^)[^\[\]]{1,200}\]:[ \t]*)\{(?:\{[^{}]*\}|%[^%]*%)\}[ \t]*"
)
DEFINITION = re.compile(r"(?P<indent>[ ]{0,3}):(?P<space>[ \t]+)")
NO_TERM = re.compile(r"[ ]{0,3}(?:[#>|:]|[-*+][ ]|\d{1,9}[.)][ ]|!!!|`{3,}|~{3,}|/{3,}|={3,})")
LIST_END = "<!-- -->"  # a line that ends a list, so that no list goes on in the next tab
INDENT = 4  # columns, of what is inside a block of MkDocs


def kind_from_elsewhere(line: str) -> str | None:
    """Return the kind of what ``line`` takes from elsewhere; None if it takes nothing."""
    for kind, pattern in FROM_ELSEWHERE.items():
        if pattern.fullmatch(line):
            return kind
    return None


def tab_label(tag: str) -> str:
    """Return the label of a tab that its tag names, or ""."""
    found = sorted(TAB_LABEL.finditer(tag), key=lambda one: one["value"] is not None)
    return found[0]["label"] if found else ""


def title_of(block: re.Match[str]) -> str:
    """Return the title that a block's first line shows, "" if it has none of its own."""
    return next((value for key, value in block.groupdict().items()
                 if value and key not in {"mark", "kind"}), "")  # fmt: skip
