"""The address of a quote: from the path of its file, as the generator of its site makes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sources.documents import SourceFile, read_documents
from index.sources.heading_anchors import docutils, github, python_markdown, vitepress
from index.sources.site_address import SiteAddress, SiteStyle

BASE = "https://example.org/guide"


@pytest.mark.parametrize(
    ("style", "name", "address"),
    [
        ("mkdocs", "guide/lamp.md", "lamp/"),
        ("mkdocs", "guide/oil/index.md", "oil/"),
        ("mkdocs", "guide/README.md", ""),
        ("mkdocs", "guide/oil/The price.md", "oil/The%20price/"),
        ("mkdocs", "guide/lamp.pdf", "lamp.pdf"),
        ("docusaurus", "guide/01-start/02-lamp.mdx", "start/lamp"),
        ("docusaurus", "guide/oil/oil.md", "oil/"),
        ("docusaurus", "guide/2015-01-lamp.md", "2015-01-lamp"),
        ("vitepress", "guide/lamp.md", "lamp.html"),
        ("vitepress", "guide/oil/index.md", "oil/"),
        ("vitepress-clean", "guide/oil/lamp.md", "oil/lamp"),
        ("sphinx", "guide/lamp.rst", "lamp.html"),
        ("sphinx", "guide/oil/index.md", "oil/index.html"),
        ("hugo", "guide/Oil/_index.md", "oil/"),
        ("hugo", "guide/Oil/The Lamp.md", "oil/the-lamp/"),
        ("jekyll", "guide/lamp.md", "lamp.html"),
        ("jekyll", "guide/_posts/2015-01-31-the-lamp.md", "2015/01/31/the-lamp.html"),
        ("files", "guide/oil/lamp.md", "oil/lamp.md"),
    ],
)
def test_each_generator_has_its_own_addresses(style: str, name: str, address: str) -> None:
    site = SiteAddress(BASE, SiteStyle(style), "guide")
    assert site.url_of(name) == f"{BASE}/{address}"


def test_front_matter_gives_a_page_its_address() -> None:
    docusaurus = SiteAddress(BASE, SiteStyle.DOCUSAURUS, "guide")
    assert docusaurus.url_of("guide/oil/lamp.md", slug="burner") == f"{BASE}/oil/burner"
    assert docusaurus.url_of("guide/oil/lamp.md", slug="/burner") == f"{BASE}/burner"
    assert docusaurus.url_of("guide/oil/lamp.md", ident="burner") == f"{BASE}/oil/burner"
    hugo = SiteAddress(BASE, SiteStyle.HUGO, "guide")
    assert hugo.url_of("guide/oil/lamp.md", slug="burner") == f"{BASE}/oil/burner/"
    jekyll = SiteAddress(BASE, SiteStyle.JEKYLL, "guide")
    assert jekyll.url_of("guide/lamp.md", slug="/burner/") == "https://example.org/burner/"


@given(
    st.sampled_from(SiteStyle),
    st.lists(st.text(min_size=1).filter(lambda part: "/" not in part), min_size=1, max_size=3),
)
def test_no_name_of_a_file_leads_away_from_the_site(style: SiteStyle, parts: list[str]) -> None:
    name = "guide/" + "/".join(part.replace(".", "_").replace("\0", "_") for part in parts) + ".md"
    assert SiteAddress(BASE, style, "guide").url_of(name).startswith("https://example.org/")


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("The Lamp & the Oil", ("the-lamp-the-oil", "the-lamp--the-oil", "the-lamp-the-oil")),
        ("What's new?", ("whats-new", "whats-new", "what-s-new")),
        ("1. Café_bar", ("1-cafe_bar", "1-café_bar", "_1-cafe-bar")),
    ],
)
def test_anchors_are_those_of_the_generator(heading: str, expected: tuple[str, str, str]) -> None:
    assert (python_markdown(heading, ()), github(heading, ()), vitepress(heading, ())) == expected
    assert docutils("The Lamp & the Oil", ()) == "the-lamp-the-oil"


def test_a_quote_links_to_the_section_that_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "lamp.md"
    path.write_text(
        "---\nid: the-lamp\n---\n# Lamp\n\nIt is old.\n\n## Price\n\nDear.\n\n## Price\n\nFree.\n\n"
        "## Oil { #fuel }\n\n**How much?**\n\nA litre.\n",
        "utf-8",
    )
    site = SiteAddress(BASE, SiteStyle.MKDOCS)
    (found,) = read_documents(SourceFile(path, "lamp.md", site=site), max_bytes=10_000)
    assert found.id == "lamp.md"
    urls = {text: found.locate(found.text.index(text)).url
            for text in ("It is old", "Dear", "Free", "A litre")}  # fmt: skip
    assert urls == {
        "It is old": f"{BASE}/lamp/",
        "Dear": f"{BASE}/lamp/#price",
        "Free": f"{BASE}/lamp/#price_1",
        "A litre": f"{BASE}/lamp/#fuel",
    }


def test_the_own_address_of_a_document_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "lamp.md"
    path.write_text("---\nurl: https://example.org/x\n---\nIt is old.\n", "utf-8")
    (found,) = read_documents(SourceFile(path, "lamp.md", site=SiteAddress(BASE)), max_bytes=999)
    assert found.url == "https://example.org/x"
