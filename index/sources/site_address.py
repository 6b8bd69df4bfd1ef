"""Make the web address of a source file from its path, as the generator of its site does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePosixPath
from urllib.parse import quote, urljoin

from index.sources import heading_anchors
from index.types import Landmark

PAGES = (".md", ".markdown", ".mdx", ".rst", ".txt")
NUMBER_PREFIX = re.compile(r"\d+\s*[-_.]+\s*(?=[^-_.\s\d])")
POST = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})-(?P<name>.+)")
DEEPEST_HEADING = 6  # what is deeper is a bold line or a question, which has no anchor


class SiteStyle(StrEnum):
    """The ways in which sites make the address of a page from the path of its file."""

    MKDOCS = "mkdocs"
    DOCUSAURUS = "docusaurus"
    VITEPRESS = "vitepress"
    VITEPRESS_CLEAN = "vitepress-clean"
    SPHINX = "sphinx"
    HUGO = "hugo"
    JEKYLL = "jekyll"
    FILES = "files"


ANCHORS = {
    SiteStyle.MKDOCS: heading_anchors.python_markdown,
    SiteStyle.DOCUSAURUS: heading_anchors.github,
    SiteStyle.VITEPRESS: heading_anchors.vitepress,
    SiteStyle.VITEPRESS_CLEAN: heading_anchors.vitepress,
    SiteStyle.SPHINX: heading_anchors.docutils,
    SiteStyle.HUGO: heading_anchors.github,
    SiteStyle.JEKYLL: heading_anchors.github,
    SiteStyle.FILES: heading_anchors.github,
}
# The names of files that are the page of their folder.
INDEXES = {
    SiteStyle.MKDOCS: ("index", "readme"),
    SiteStyle.DOCUSAURUS: ("index", "readme"),
    SiteStyle.VITEPRESS: ("index",),
    SiteStyle.VITEPRESS_CLEAN: ("index",),
    SiteStyle.SPHINX: (),
    SiteStyle.HUGO: ("index", "_index"),
    SiteStyle.JEKYLL: ("index", "readme"),
    SiteStyle.FILES: (),
}
ENDINGS = {
    SiteStyle.MKDOCS: "/",
    SiteStyle.DOCUSAURUS: "",
    SiteStyle.VITEPRESS: ".html",
    SiteStyle.VITEPRESS_CLEAN: "",
    SiteStyle.SPHINX: ".html",
    SiteStyle.HUGO: "/",
    SiteStyle.JEKYLL: ".html",
}


@dataclass(frozen=True, slots=True)
class SiteAddress:
    """The address ``base`` at which a site shows the files of ``folder``, and how it names them."""

    base: str
    style: SiteStyle = SiteStyle.MKDOCS
    folder: str = ""

    def url_of(self, name: str, *, slug: str | None = None, ident: str | None = None) -> str:
        """Return the address of the file ``name``; front matter can give its ``slug`` or ``id``."""
        path = PurePosixPath(name)
        if self.folder:
            path = path.relative_to(self.folder)
        if path.suffix.lower() not in PAGES or self.style is SiteStyle.FILES:
            return self._at(path.as_posix())
        if slug and slug.startswith("/") and ":" not in slug:
            return self._permalink(slug)
        return self._at(self._page(path, slug, ident))

    def _permalink(self, slug: str) -> str:
        """Return the address of a path that the front matter gives from the root on."""
        within = self.style is SiteStyle.DOCUSAURUS
        return self._at(slug.lstrip("/")) if within else urljoin(self.base, quote(slug))

    def _page(self, path: PurePosixPath, slug: str | None, ident: str | None) -> str:
        folders = [self._segment(part) for part in path.parts[:-1]]
        stem = self._segment(path.stem)
        if self.style is SiteStyle.JEKYLL and (post := POST.fullmatch(stem)):
            folders = [part for part in folders if part != "_posts"]
            folders += [post["year"], post["month"], post["day"]]
            stem = post["name"]
        if self._is_index(stem, folders) and not slug:
            return "".join(f"{part}/" for part in folders)
        if self.style is SiteStyle.DOCUSAURUS:
            stem = ident or stem
        if self.style in (SiteStyle.DOCUSAURUS, SiteStyle.HUGO):
            stem = slug or stem
        return "/".join([*folders, stem.strip("/")]) + ENDINGS[self.style]

    def _segment(self, part: str) -> str:
        if self.style is SiteStyle.DOCUSAURUS:
            return NUMBER_PREFIX.sub("", part, count=1) if NUMBER_PREFIX.match(part) else part
        if self.style is SiteStyle.HUGO:
            return re.sub(r"\s+", "-", part.lower())
        return part

    def _is_index(self, stem: str, folders: Sequence[str]) -> bool:
        named = self.style is SiteStyle.DOCUSAURUS and folders and stem == folders[-1]
        return bool(named) or stem.lower() in INDEXES[self.style]

    def _at(self, path: str) -> str:
        return urljoin(self.base.rstrip("/") + "/", quote(path))

    def anchored(self, landmarks: Sequence[Landmark], title: str) -> tuple[Landmark, ...]:
        """Return the headings of a page with the anchors that its site gives them."""
        anchors = heading_anchors.Anchors(ANCHORS[self.style], title)
        return tuple(_anchored(landmarks, anchors, Landmark(0, title)))


def _anchored(
    landmarks: Sequence[Landmark], anchors: heading_anchors.Anchors, title: Landmark
) -> Iterator[Landmark]:
    around = before = title
    for mark in landmarks:
        deeper, before = before.level > DEEPEST_HEADING, mark
        if mark.level > DEEPEST_HEADING:
            yield mark
            continue
        goes_on = deeper and (around.heading, around.level) == (mark.heading, mark.level)
        if not goes_on:  # else the section of the same heading goes on after a question's answer
            around = replace(mark, anchor=mark.anchor or anchors.of(mark.heading))
        yield replace(around, offset=mark.offset)
