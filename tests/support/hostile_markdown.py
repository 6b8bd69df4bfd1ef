"""Markdown as nobody should write it: every construct, whole, broken and within the others."""

from __future__ import annotations

from index.text.markdown_outline import outline_of_markdown
from index.types import Document
from tests.support.factories import document
from tests.support.pieces import made_of

PIECES = [
    "word", "A sentence. ", " ", "\n", "\n\n", "*", "**", "***", "_", "__", "~~", "`", "``",
    "```", "```python\n", "\n```\n", "~~~\n", "- ", "\n- ", "\n  - ", "\n1. ", "\n    2) ",
    "\n   ", "    ", "[", "]", "](", ")", "![", "[a](b)", "[a][r]", "\n[r]: http://x.y\n",
    "![alt](c.png 't')", "[[a|b]]", "[[", "![[x]]", "<", ">", "<br>", "<b>", "</b>", "<name>",
    "<Tabs a={1}>", "<!--", "-->", "<script>", "</script>", "<https://a.b>", "<del>", "</del>",
    "\n# ", " {#x}\n", "{#", "{: .c }", "}", "{% raw %}", "{{ x }}", "{{< y >}}", "{*", "*}",
    '\n!!! note "T"\n    ', "\n::: tip\n", "\n:::\n", "\n/// note | T\n", "\n///\n",
    '\n=== "Tab"\n', "\n> ", "\n> [!TIP]\n", "\n---\n", "\n===\n", "\n| a | b |\n|---|---|\n",
    "| c ", "|", "\\", "\\*", "\\\n", "  \n", "&amp;", "[^1]", "\n[^1]: ", "{ref}`x`",
    ":material-x:", '\n--8<-- "x"\n', "\n[TOC]\n", "import a from 'b'\n", "snake_case", "2 * 3",
    "&nbsp;", "\n\n      ", "\n\n        x = *1*\n", "\n<pre>", "</pre>",
    "\n<pre><code>a *b*\n</code></pre>\n",
    "<tr>", "<td>", "</td>", "<th>", "</tr>\n", "\n<table><tr><td>a</td><td>b</td></tr></table>\n",
    "<ul><li>", "<ol>", "<li>", "</ol>", "==", "==a==", "++a+b++", " ^abc1\n",
    "\n{% highlight c %}\n*x*\n{% endhighlight %}\n",
    "\n<Tabs>\n", '\n<TabItem value="a" label="b" c>\n', "\n</TabItem></Tabs>\n",
    "**1.** ", "Step 2: ", '```js title="a_b.js" {1}\n', " // [!code ++]\n",
    "\n# highlight-start\n", "\n    > ", "`` `", " ``", "\n<Tab title='*b*'>\n",
    "é", "漢字", "\t", "\u202e", "\u2028", "\x00", "😀", "Q: ", "\n: ",
]  # fmt: skip
hostile_markdown = made_of(PIECES, min_size=1, max_size=30)


def markdown_document(text: str) -> Document:
    """Make the document of a Markdown text, as the reader of that format does."""
    outline = outline_of_markdown(text)
    return document(text, blocks=outline.blocks, landmarks=outline.landmarks, markup=outline.markup)
