"""Mend what sitemaps and feeds often have wrong, so that a strict parser with our limits reads it.

Only bytes are replaced, in one pass: what declares entities or is nested too deep stays refused.
"""

from __future__ import annotations

import re
from html.entities import html5

SPACE = b"\xef\xbb\xbf \t\r\n"
# Text in CDATA and comments stays; an ampersand elsewhere begins a reference, or should be one.
AMPERSAND = re.compile(
    rb"<!\[CDATA\[(?:.*?\]\]>|.*)|<!--(?:.*?-->|.*)|&(#\d{1,7};|#x[0-9a-fA-F]{1,6};|\w{1,32};)?",
    re.DOTALL,
)
CONTROL = bytes({*range(32)} - {9, 10, 13})
OF_XML = frozenset((b"amp;", b"lt;", b"gt;", b"quot;", b"apos;"))
PREFIX = re.compile(rb"</?([A-Za-z_][\w.-]{0,40}):[A-Za-z_]")
DECLARED = re.compile(rb"\sxmlns:([A-Za-z_][\w.-]{0,40})\s*=")
ROOT = re.compile(rb"<[A-Za-z_][\w.:-]{0,60}(?=[\s>/])")
MOST_PREFIXES = 20
# What a server writes before the declaration, such as a warning of PHP, is none of the file.
BEGINNING = re.compile(
    rb"<\?xml\s[^>]{0,200}\?>\s*(?:<!--(?:(?!-->).){0,2000}-->\s*|<\?(?!xml\s)[^>]{0,500}\?>\s*)*"
    rb"<(?P<root>(?:[\w.-]{1,40}:)?(?:urlset|sitemapindex|rss|feed|RDF))\b",
    re.DOTALL,
)
BEFORE = 10_000  # bytes, in which the declaration is looked for
# A byte-order mark or the first letter, which is "<"; the longer ones first.
UTF_16 = (
    (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"),
)  # fmt: skip
ENCODING = re.compile(rb"<\?xml\s[^<>]{0,200}encoding\s*=\s*[\"']([\w.-]{1,40})")


def mended(body: bytes) -> bytes:
    """Return ``body`` with what comes before it, bare ampersands and names of HTML put right."""
    body = from_utf_16(body).lstrip(SPACE)
    body = _in_utf8(_without_surroundings(body))
    body = AMPERSAND.sub(_reference, body.translate(None, CONTROL))
    declared = {*DECLARED.findall(body[:65_536]), b"xml", b"xmlns"}
    unbound = sorted({*PREFIX.findall(body)} - declared)[:MOST_PREFIXES]
    names = b"".join(b' xmlns:%b="urn:x-undeclared:%b"' % (name, name) for name in unbound)
    return ROOT.sub(lambda root: root[0] + names, body, count=1) if names else body


def _without_surroundings(body: bytes) -> bytes:
    """Return the file itself, without what stands before its declaration and behind its root."""
    begun = BEGINNING.search(body[:BEFORE])
    if begun is None or b"<html" in body[: begun.start()].lower():
        return body
    closed = b"</%b>" % begun["root"]
    end = body.rfind(closed)
    return body[begun.start() :] if end < 0 else body[begun.start() : end + len(closed)]


def from_utf_16(body: bytes) -> bytes:
    """Return a body of UTF-16 or UTF-32 in UTF-8, without the name of the encoding it had."""
    codec = next((codec for begin, codec in UTF_16 if body.startswith(begin)), None)
    if codec is None:
        return body
    text = body.decode(codec, "replace").encode()
    return ENCODING.sub(lambda found: found[0].replace(found[1], b"utf-8"), text, count=1)


def _in_utf8(body: bytes) -> bytes:
    """Replace the bytes that are not of the encoding UTF-8, if the file does not name another."""
    named = ENCODING.match(body)
    if named is not None and named[1].lower() not in (b"utf-8", b"utf8"):
        return body
    return body.decode("utf-8", "replace").encode()


def _reference(found: re.Match[bytes]) -> bytes:
    """Return a reference that XML knows: ``&nbsp;`` as a number, a bare ``&`` as ``&amp;``."""
    whole, name = found[0], found[1]
    if not whole.startswith(b"&"):
        return whole
    if name is None:
        return b"&amp;"
    if name in OF_XML or name.startswith(b"#"):
        return whole
    letters = html5.get(name.decode("ascii", "replace"))
    if letters is None:
        return b"&amp;" + name
    return "".join(f"&#{ord(letter)};" for letter in letters).encode()
