"""List the elements of HTML: another name in angle brackets may be a blank to fill in."""

from __future__ import annotations

# https://html.spec.whatwg.org/multipage/indices.html, and what it lists as obsolete
ELEMENTS = frozenset({
    "a", "abbr", "address", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blockquote",
    "br", "button", "canvas", "caption", "center", "cite", "code", "col", "colgroup", "data",
    "datalist", "dd", "del", "details", "dfn", "dialog", "div", "dl", "dt", "em", "embed",
    "fieldset", "figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hgroup", "hr", "i", "iframe", "img", "input", "ins", "kbd", "label",
    "legend", "li", "link", "main", "map", "mark", "menu", "meta", "meter", "nav", "noscript",
    "object", "ol", "optgroup", "option", "output", "p", "param", "picture", "pre", "progress",
    "q", "rp", "rt", "ruby", "s", "samp", "section", "select", "small", "source", "span",
    "strike", "strong", "sub", "summary", "sup", "svg", "path", "table", "tbody", "td",
    "template", "textarea", "tfoot", "th", "thead", "time", "tr", "track", "tt", "u", "ul", "var",
    "video", "wbr",
})  # fmt: skip
# What stands behind the tags of these begins a new line.
BREAKING = frozenset({
    "br", "hr", "p", "div", "li", "tr", "details", "summary", "h1", "h2", "h3", "h4", "h5", "h6",
    "dt", "dd", "ul", "ol", "table", "pre", "figure",
})  # fmt: skip
