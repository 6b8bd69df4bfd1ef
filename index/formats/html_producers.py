"""Find the content of a page that a known program wrote, which says itself where its content is.

Such a page needs no vote: a manual, a wiki or an export has nothing of a site within its content.
"""

from __future__ import annotations

from lxml import etree

from index.formats.html_tree import all_text_of, classes_of, drop, named, tag_of

DOCBOOK_BARS = frozenset(("navheader", "navfooter"))
CONTENT = frozenset(
    (
        "mw-parser-output",  # MediaWiki, and so Fandom
        "wiki-content",  # an export of Confluence
        "manual-text",  # mandoc
        "chatlog",  # a channel of Discord, as DiscordChatExporter saves it
        "theme-doc-markdown",  # Docusaurus
        "vp-doc",  # VitePress
        "md-content__inner",  # Material for MkDocs
        "rst-content",  # Sphinx and MkDocs with the theme of Read the Docs
        "bd-article",  # Sphinx with the theme of PyData
    )
)
OLD_WIKI, OLD_WIKI_LINES = "bodyContent", frozenset(("siteSub", "contentSub", "jump-to-nav"))
MOST_ELSEWHERE = 0.1  # of the words, in other parts that look like content, such as a notice
NOTION = "page-body"  # within the <article> that is the page, beside its title and properties
SPHINX = frozenset(("body", "furo-main-content"))  # other themes of Sphinx, with a role
ASCIIDOC = frozenset(("header", "content"))


def content_of_producer(root: etree._Element) -> etree._Element | None:
    """Return the element that holds all content of a page, if the page's program says so."""
    body = next((node for node in root if tag_of(node) == "body"), root)
    if _is_docbook(root) or _is_asciidoc(body):
        return body
    found = [node for node in named(root, "div", "main", "article") if _is_content(node)]
    return _outermost(found) if found else _old_wiki(root)


def _outermost(found: list[etree._Element]) -> etree._Element | None:
    """Return the one that holds the others, or nearly all of their words; None if none does."""
    most = max(found, key=lambda node: len(all_text_of(node)))
    others = sum(
        len(all_text_of(node)) for node in found if most not in (node, *node.iterancestors())
    )
    return most if others < MOST_ELSEWHERE * len(all_text_of(most)) else None


def _old_wiki(root: etree._Element) -> etree._Element | None:
    """Return the content of a page of MediaWiki before 1.31, without the lines of its skin."""
    found = [node for node in named(root, "div") if node.get("id") == OLD_WIKI]
    for line in [node for body in found for node in body if node.get("id") in OLD_WIKI_LINES]:
        drop(line)
    return found[0] if len(found) == 1 else None


def _is_docbook(root: etree._Element) -> bool:
    """Return whether DocBook made a page, and take its navigation out."""
    bars = [part for part in named(root, "div") if DOCBOOK_BARS.intersection(classes_of(part))]
    for bar in bars:
        drop(bar)
    return bool(bars)


def _is_asciidoc(body: etree._Element) -> bool:
    names = {node.get("id") for node in body.iterchildren("{*}div")}
    sections = ("sect1", "sectionbody", "paragraph")
    return names >= ASCIIDOC and any(
        name in classes_of(part) for part in named(body, "div") for name in sections
    )


def _is_content(node: etree._Element) -> bool:
    classes = classes_of(node)
    if tag_of(node) == "article" and "page" in classes:
        return any(NOTION in classes_of(part) for part in node)
    if node.get("role") == "main" and not SPHINX.isdisjoint((*classes, node.get("id"))):
        return True
    return not CONTENT.isdisjoint(classes)
