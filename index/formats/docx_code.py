"""Tell code in a Word document by its font, where its author used no style for it."""

from __future__ import annotations

import re

from lxml import etree

from index.formats.docx_xml import W, found

ONE_WIDTH = re.compile(
    r"consolas|courier(?: new)?|menlo|monaco|lucida console|andale mono|sf mono|source code pro"
    r"|(?:dejavu sans|liberation|ubuntu|roboto|fira|jetbrains|ibm plex|noto sans|pt|space) mono"
    r"|cascadia (?:code|mono)|fira code|inconsolata|hack",
    re.IGNORECASE,
)
MOSTLY = 0.5  # of the paragraphs: a text that is typewritten as a whole has no code


class TypedCode:
    """The paragraphs of a body that are code: those whose every letter has a font of one width."""

    def __init__(self, body: etree._Element) -> None:
        fonts = (font.get(f"{W}ascii", "") for font in body.iter(f"{W}rFonts"))
        typed = any(map(ONE_WIDTH.fullmatch, fonts))
        lines = [_is_typed(line) for line in body.iter(f"{W}p") if _runs(line)] if typed else []
        self._any = any(lines) and sum(lines) <= MOSTLY * len(lines)

    def __contains__(self, block: etree._Element) -> bool:
        return self._any and _is_typed(block)


def _is_typed(block: etree._Element) -> bool:
    runs = _runs(block)
    return bool(runs) and all(ONE_WIDTH.fullmatch(_font(run)) for run in runs)


def _runs(block: etree._Element) -> list[etree._Element]:
    """Return the runs of a paragraph that have letters."""
    return [
        run
        for run in block.iter(f"{W}r")
        if any((text.text or "").strip() for text in run.iterchildren(f"{W}t"))
    ]


def _font(run: etree._Element) -> str:
    fonts = found(run, "rPr/rFonts")
    return "" if fonts is None else fonts.get(f"{W}ascii", "")
