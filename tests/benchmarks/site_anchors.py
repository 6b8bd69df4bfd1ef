"""Compare the anchors that Quoth gives headings with those that a site's own pages link to.

    python -m tests.benchmarks.site_anchors FOLDER STYLE

Each link in the folder to a section of a page of it (``other.md#section``, ``#section``) names an
anchor that the generator of the site made. It counts as known if Quoth gives it to a heading.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from index.errors import SourceError
from index.sources.documents import SourceFile, read_documents
from index.sources.site_address import SiteAddress, SiteStyle

LINK = re.compile(r"\]\((?P<page>[\w./-]+\.mdx?|)#(?P<anchor>[^)\s\"]+)")
LIMIT = 10**8  # bytes


def main() -> None:
    """Print how many of the links of a folder lead to a heading with that anchor."""
    folder, site = Path(sys.argv[1]), SiteAddress("https://example.org/", SiteStyle(sys.argv[2]))
    anchors = {file: _anchors(file, site) for file in folder.rglob("*.md*")}
    resolved = {path.resolve(): found for path, found in anchors.items()}
    links = known = 0
    for file in anchors:
        for link in LINK.finditer(file.read_text("utf-8")):
            target = (file.parent / link["page"]).resolve() if link["page"] else file.resolve()
            given = resolved.get(target)
            if given:
                links += 1
                known += link["anchor"] in given
    print(f"{folder}: {known} of {links} links to a section")


def _anchors(file: Path, site: SiteAddress) -> set[str]:
    try:
        documents = read_documents(SourceFile(file, file.name, site=site), max_bytes=LIMIT)
    except SourceError:
        return set()
    return {mark.anchor for document in documents for mark in document.landmarks if mark.anchor}


if __name__ == "__main__":
    main()
