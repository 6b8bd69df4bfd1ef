"""Open the package of an EPUB book: its files, their order, and its metadata."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree
from lxml import html as lxml_html

from index.errors import SourceError
from index.formats.decoding import one_line, parse_day, web_address
from index.formats.html_stylesheets import StyleSheet, style_sheet
from index.formats.html_tree import tag_of, text_of
from index.formats.zip_safety import member, open_archive, wrong_format, xml_of

if TYPE_CHECKING:
    from zipfile import ZipFile

PAGES = ("application/xhtml+xml", "text/html")
NAMED = re.compile(rb"&(?!#|(?:amp|lt|gt|quot|apos);)")  # a character that XML does not know
FONTS = ("ttf", "otf", "woff", "woff2")


def open_package(data: bytes, name: str) -> EpubPackage:
    """Open the package of a book.

    :raises SourceError: it is not one, is copy-protected, or unpacks to too much.
    """
    archive = open_archive(data, name, "EPUB")
    _check_protection(archive, name)
    path = _package_path(archive, name)
    package = xml_of(member(archive, path, name, "EPUB"), name, "EPUB")
    return EpubPackage(archive, name, posixpath.dirname(path), package)


class EpubPackage:
    """The package of a book: its files, their order, and its metadata."""

    def __init__(self, archive: ZipFile, name: str, folder: str, package: etree._Element) -> None:
        self._archive, self._name, self._folder, self._package = archive, name, folder, package
        self._files = set(archive.namelist())
        self._manifest = {
            item.get("id"): item for item in package.iter("{*}item") if item.get("href")
        }

    def spine(self) -> Iterator[str]:
        """Yield the paths of the chapters in reading order, without the table of contents."""
        for reference in self._package.iter("{*}itemref"):
            item = self._manifest.get(reference.get("idref"))
            if item is None or item.get("media-type") not in PAGES:
                continue
            if "nav" not in (item.get("properties") or "").split():
                yield self._path(item.get("href") or "")

    def unread(self) -> Counter[str]:
        """Count what the book has besides the chapters that it puts into order."""
        listed = {reference.get("idref") for reference in self._package.iter("{*}itemref")}
        pages = {key for key, item in self._manifest.items() if item.get("media-type") in PAGES}
        apart = [
            key
            for key in pages - listed
            if "nav" not in (self._manifest[key].get("properties") or "").split()
        ]
        return Counter(
            {
                "pages outside the reading order": len(apart),
                "pages of pictures": len((listed & self._manifest.keys()) - pages),
                "chapters that the book lacks": len(listed - self._manifest.keys()),
            }
        )

    def body(self, path: str) -> etree._Element:
        """Parse a chapter as XML, or as HTML if it is not well formed, and return its body.

        :raises SourceError: it is damaged, or declares entities.
        """
        data = member(self._archive, path, self._name, "EPUB")
        if b"<!ENTITY" in data:
            raise SourceError(
                f"{self._name}: {path} in it declares its own entities",
                hint="E-books do not need that, and it may be malicious: export the book again.",
            )
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):  # many books are not well-formed XML
            try:
                root = lxml_html.document_fromstring(data)
            except (etree.ParserError, ValueError):
                raise wrong_format(self._name, "EPUB") from None
        if NAMED.search(data) and next(root.iter(etree.Entity), None) is not None:
            root = lxml_html.document_fromstring(data)  # lxml's HTML parser knows &nbsp; etc.
        return next((element for element in root.iter() if tag_of(element) == "body"), root)

    def labels(self) -> dict[str, str]:
        """Return the labels of the chapters in the table of contents, by path."""
        for item in self._manifest.values():
            path = self._path(item.get("href") or "")
            if path not in self._files:
                continue
            if "nav" in (item.get("properties") or "").split():
                found = self._xml(path).iter("{*}a")
                return self._named(path, ((a.get("href") or "", text_of(a)) for a in found))
            if item.get("media-type") == "application/x-dtbncx+xml":
                points = self._xml(path).iter("{*}navPoint")
                return self._named(path, map(_point, points))
        return {}

    def style_sheet(self) -> StyleSheet:
        """Return what the style sheets of the book hide, strike out, raise or lower."""
        paths = [
            self._path(item.get("href") or "")
            for item in self._manifest.values()
            if item.get("media-type") == "text/css"
        ]
        found = [
            member(self._archive, path, self._name, "EPUB") for path in paths if path in self._files
        ]
        return style_sheet(b"\n".join(found).decode("utf-8", "replace"))

    def known(self) -> dict[str, object]:
        """Return the metadata of the book, as fields of ``Parsed``."""
        return {
            "title": one_line(self._first("title")),
            "author": ", ".join(self._all("creator")) or None,
            "published": parse_day(self._first("date")),
            "language": one_line(self._first("language")),
            "licence": one_line(self._first("rights")),
            "url": next(filter(None, map(web_address, self._all("source"))), None),
        }

    def _named(self, path: str, found: Iterator[tuple[str, str]]) -> dict[str, str]:
        folder = posixpath.dirname(path)
        named: dict[str, str] = {}
        for href, label in found:
            whole = posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))
            if href and label.strip():
                named.setdefault(whole, label)
        return named

    def _xml(self, path: str) -> etree._Element:
        return xml_of(member(self._archive, path, self._name, "EPUB"), self._name, "EPUB")

    def _path(self, href: str) -> str:
        return posixpath.normpath(posixpath.join(self._folder, unquote(href.partition("#")[0])))

    def _all(self, what: str) -> list[str]:
        found = self._package.iter(f"{{http://purl.org/dc/elements/1.1/}}{what}")
        return [line for element in found if (line := one_line(element.text))]

    def _first(self, what: str) -> str | None:
        return next(iter(self._all(what)), None)


def _point(point: etree._Element) -> tuple[str, str]:
    content = next(point.iterchildren("{*}content"), None)
    label = next(point.iter("{*}text"), None)
    href = content.get("src") if content is not None else None
    return href or "", (label.text or "") if label is not None else ""


def _package_path(archive: ZipFile, name: str) -> str:
    container = xml_of(member(archive, "META-INF/container.xml", name, "EPUB"), name, "EPUB")
    for rootfile in container.iter("{*}rootfile"):
        if path := rootfile.get("full-path"):
            return str(path)
    raise wrong_format(name, "EPUB")


def _check_protection(archive: ZipFile, name: str) -> None:
    """Refuse a book whose chapters are encrypted; obfuscated fonts do not matter."""
    if "META-INF/encryption.xml" not in archive.namelist():
        return
    root = xml_of(member(archive, "META-INF/encryption.xml", name, "EPUB"), name, "EPUB")
    for reference in root.iter("{*}CipherReference"):
        if (reference.get("URI") or "").lower().rsplit(".", 1)[-1] not in FONTS:
            raise SourceError(
                f"{name}: copy-protected (DRM)",
                hint="Use an edition without protection.",
            )
