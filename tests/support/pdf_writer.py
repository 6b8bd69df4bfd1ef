"""Write small PDF files for tests, letter by letter where a test wants it, without a library."""

from __future__ import annotations

from dataclasses import dataclass, field

CODEC = "cp1252"
FONTS = {"F": "Helvetica", "B": "Helvetica-Bold", "T": "Times-Roman", "C": "Courier"}
A4 = (595, 842)


@dataclass
class PdfPage:
    """What is drawn on a page: text at places, and rules; ``rotate`` is the page's turn."""

    size: tuple[int, int] = A4
    rotate: int = 0
    drawn: list[str] = field(default_factory=list)
    annotations: list[str] = field(default_factory=list)

    def text(
        self, x: float, y: float, text: str, *, size: float = 11, font: str = "F", turn: int = 0
    ) -> PdfPage:
        """Draw a line of text, turned by quarter turns to the left."""
        across, up = ((1, 0), (0, 1), (-1, 0), (0, -1))[turn % 4]
        said = text.encode(CODEC).hex()
        self.drawn.append(
            f"BT /{font} {size} Tf {across} {up} {-up} {across} {x} {y} Tm <{said}> Tj ET"
        )
        return self

    def lines(self, x: float, y: float, *lines: str, step: float = 14, **how: object) -> PdfPage:
        """Draw lines below one another."""
        for number, line in enumerate(lines):
            self.text(x, y - step * number, line, **how)  # type: ignore[arg-type]
        return self

    def rule(self, left: float, right: float, y: float) -> PdfPage:
        """Draw a horizontal rule."""
        self.drawn.append(f"{left} {y} m {right} {y} l S")
        return self

    def dot(self, x: float, y: float, wide: float = 4) -> PdfPage:
        """Draw a small square, as browsers draw the bullet of an item."""
        self.drawn.append(f"{x} {y} {wide} {wide} re f")
        return self

    def remark(self, said: str) -> PdfPage:
        """Put a note onto the page, as readers of a draft do."""
        self.annotations.append(
            f"<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents <{_text(said)}> >>"
        )
        return self

    def picture(self) -> PdfPage:
        """Draw a grey box, as a scan is for a program that reads text."""
        self.drawn.append("0.8 g 60 60 400 600 re f 0 g")
        return self


def pdf(
    *pages: PdfPage, title: str | None = None, author: str | None = None, language: str = ""
) -> bytes:
    """Return a PDF of these pages."""
    first = 4 + len(FONTS)
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(pages)))
    fonts = " ".join(f"/{name} {4 + at} 0 R" for at, name in enumerate(FONTS))
    said = {"Title": title, "Author": author}
    info = " ".join(f"/{key} <{_text(value)}>" for key, value in said.items() if value)
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {f'/Lang ({language})' if language else ''} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        f"<< {info} >>",
        *(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>"
            for font in FONTS.values()
        ),
    ]
    for at, page in enumerate(pages):
        content = "\n".join(page.drawn)
        width, height = page.size
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}]"
            f" /Rotate {page.rotate} /Annots [{' '.join(page.annotations)}]"
            f" /Resources << /Font << {fonts} >> >>"
            f" /Contents {first + 2 * at + 1} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    return _file(objects)


def _text(value: str) -> str:
    return ("\ufeff" + value).encode("utf-16-be").hex()


def _file(objects: list[str]) -> bytes:
    data = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return data + (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 3 0 R >>\n"
        f"startxref\n{len(data)}\n%%EOF\n"
    ).encode("latin-1")
