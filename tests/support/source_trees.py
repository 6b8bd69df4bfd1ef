"""Sources as separate machines have them: each its own, or shared in one database."""

from __future__ import annotations

from pathlib import Path

from pydantic import SecretStr

from index.settings import FetchSettings, IndexSettings, LibrarySettings
from tests.support.web_server import HOST


def machine(folder: Path, address: str | None = None) -> IndexSettings:
    """The settings of a machine whose files are in ``folder``; its index is shared at ``address``.

    Its folder of sources has two files.
    """
    docs = folder / "docs"
    if not docs.exists():
        (docs / "faq").mkdir(parents=True)
        (docs / "lamp.md").write_text("# Lamp\n\nThe lamp was lit in 1867.\n", "utf-8")
        (docs / "faq" / "horn.md").write_text("# Horn\n\nThe horn is orange.\n", "utf-8")
    return IndexSettings(
        library=LibrarySettings(
            sources=docs,
            fetched=folder / "fetched",
            index=folder / "index",
            url=SecretStr(address) if address else None,
        ),
        fetch=FetchSettings(allowed_hosts=HOST, delay=0, retries=0, timeout=5),
        _env_file=None,  # type: ignore[call-arg]
    )
