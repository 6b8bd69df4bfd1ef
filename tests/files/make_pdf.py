"""Make the PDF files in ``tests/files/pdf``: kinds of pages, by programs that people use.

    apt-get install chromium ghostscript libreoffice-writer fonts-noto-cjk fonts-dejavu
    pip install reportlab fpdf2 weasyprint
    python tests/files/make_pdf.py

The tests need none of that: what this writes is under version control. The texts are of our own
writing: CC0-1.0.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

HERE = Path(__file__).resolve().parent / "pdf"
PROSE = (
    "The keeper of the light climbs the tower every evening before sunset, trims the wick and winds "
    "the clockwork that turns the lens through the night. In the winter of 1947 the relief boat "
    "could not land for sixty-three days, and the crew lived on tinned fish and flour. "
)
ASK = "The fee for a visit to the tower is eleven crowns, to be paid at the desk of the museum before the climb, and children pay half of it. "
OPEN = "Opening times of the museum: from May to September on all days, in winter on Sundays."
RATES = [
    ["Berth", "What the harbour gives for it", "Rate"],
    [
        "Inner quay",
        "Water and light at the berth, a watchman at night, and the use of the crane on weekdays.",
        "30 crowns",
    ],
    [
        "Outer quay",
        "A mooring ring only; the boat is left at the risk of its owner, who must be near.",
        "12 crowns",
    ],
    [
        "Slipway",
        "Two hours on the slip at high water, with the help of the harbour master's men.",
        "25 crowns",
    ],
]
STORES = [
    ["Thing", "Price", "Kept in", "Boats", "Nets", "Keeper"],
    ["Rope of hemp", "12.50", "the loft", "4", "1,200", "Anna"],
    ["Oar", "140.00", "a boat shed", "12", "30", "Old Tom"],
    ["Lantern", "1,250.75", "our tower", "140", "1", "Mary"],
    ["Anchor, small", "96.00", "two yards", "2", "12,500", "Jonas"],
    ["Bucket", "8.25", "any kitchen", "1,030", "7", "Eve"],
]  # its columns stand as close as words
CLOSE = (
    "<style>body { font: 11pt 'DejaVu Serif' } table { border-collapse: collapse }"
    " td { padding: 2px 3px } %s</style><p>" + PROSE + "</p><table>%s</table><p>" + ASK + "</p>"
)
FLUSH = "td:nth-child(2), td:nth-child(4), td:nth-child(5) { text-align: right }"
TABLE = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in RATES)
CSS = """body { font: 11pt/1.4 'DejaVu Serif'; width: 150mm } table { border-collapse: collapse }
td { border: 1px solid #888; padding: 4px; width: 50mm; vertical-align: %s }
aside { float: right; width: 42mm; margin-left: 6mm; padding: 3mm; background: #eee; font-size: 8pt }
.cap::first-letter { float: left; font-size: 44pt; line-height: 36pt; padding-right: 4pt }
@page { size: A4 } @page wide { size: A4 landscape } .wide { page: wide }"""
HEBREW = "הספרייה נפתחת בשעה 9 בבוקר ונסגרת בשעה 17:30 בכל ימות השבוע. מחיר הכניסה הוא 120 שקלים למבוגר (כולל מס), וילדים נכנסים בחינם עד גיל 12."
ARABIC = "تفتح المكتبة في الساعة التاسعة صباحا وتغلق في الساعة 17:30 كل يوم. رسوم الدخول 120 دينارا للكبار (خمسون للصغار)."
JAPANESE = "図書館は午前九時に開きます。本は二週間借りることができます。会員証をなくした場合は、受付で五百円を払ってください。"
VERTICAL = "席は二百あり、予約はいりません。詳しくは ABC の窓口で聞いてください。"
CHINESE = (
    "图书馆上午九点开门，下午六点关门。每位读者最多可以借阅十本书，借期为三十天，逾期每天罚款一元。"
)
SCRIPTS = "".join(
    f"<p lang={lang} dir={way} style=\"width:90mm;font-family:'{font}'\">{text}</p>"
    for lang, way, font, text in (
        ("he", "rtl", "DejaVu Sans", HEBREW),
        ("ar", "rtl", "DejaVu Sans", ARABIC),
        ("ja", "ltr", "Noto Serif CJK JP", JAPANESE),
        ("zh", "ltr", "Noto Serif CJK SC", CHINESE),
    )
)
UPRIGHT = (  # columns from top to bottom, the first one on the right
    "<style>body { writing-mode: vertical-rl; font-family: 'Noto Serif CJK JP'; height: 120mm }"
    f"</style><h1>図書館の規則</h1><p>{JAPANESE}</p><h2>席</h2><p>{VERTICAL}</p>"
)


def page(body: str, align: str = "top") -> str:
    return f"<!DOCTYPE html><meta charset=utf-8><style>{CSS % align}</style><body>{body}</body>"


def chromium(name: str, html: str) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
        file.write(html)
        file.flush()
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
             f"--print-to-pdf={HERE / name}", file.name],
            check=True, capture_output=True,
        )  # fmt: skip


def weasyprint(name: str, html: str) -> None:
    import weasyprint as library

    library.HTML(string=html).write_pdf(HERE / name)


def reportlab_table(name: str, *, grid: bool, align: str) -> None:
    from reportlab.lib import colors
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    styles = getSampleStyleSheet()
    cells = [[Paragraph(cell, styles["Normal"]) for cell in row] for row in RATES]
    style = [("VALIGN", (0, 0), (-1, -1), align)]
    if grid:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.grey))
    SimpleDocTemplate(str(HERE / name)).build([
        Paragraph("Rates of the harbour", styles["Title"]), Paragraph(PROSE, styles["Normal"]),
        Table(cells, colWidths=[80, 220, 70], style=style), Paragraph(ASK, styles["Normal"]),
    ])  # fmt: skip


def reportlab_close(name: str) -> None:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    normal = getSampleStyleSheet()["Normal"]
    style: list[tuple[object, ...]] = [("ALIGN", (at, 0), (at, -1), "RIGHT") for at in (1, 3, 4)]
    style += [(side, (0, 0), (-1, -1), 3) for side in ("LEFTPADDING", "RIGHTPADDING")]
    SimpleDocTemplate(str(HERE / name)).build(
        [Paragraph(PROSE, normal), Table(STORES, style=style), Paragraph(ASK, normal)]
    )


def libreoffice(name: str, html: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder, name).with_suffix(".html")
        written.write_text(html, encoding="utf-8")
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "pdf:writer_web_pdf_Export", written],
            check=True, capture_output=True, cwd=folder,
        )  # fmt: skip
        (HERE / name).write_bytes(written.with_suffix(".pdf").read_bytes())


def distilled(name: str, of: str) -> None:
    """Write a file anew by Ghostscript."""
    subprocess.run(
        ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", f"-sOutputFile={HERE / name}",
         HERE / of],
        check=True,
    )  # fmt: skip


def reportlab_form(name: str) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(HERE / name))
    canvas.setFont("Helvetica", 11)
    for y, label in ((780, "Application for a berth in the harbour of Skerry."), (740, "Name:"),
                     (710, "Quay:"), (680, "Insured:"), (650, "Remarks:")):  # fmt: skip
        canvas.drawString(60, y, label)
    form = canvas.acroForm
    form.textfield(name="n", value="Ida Holm", x=140, y=733, width=200, height=20)
    form.choice(name="q", value="Inner quay", options=["Inner quay", "Slipway"], x=140, y=703,
                width=200, height=20)  # fmt: skip
    form.checkbox(name="i", checked=True, x=140, y=676, size=14)
    form.textfield(name="r", value="The boat is blue.\nIt draws two metres.", x=140, y=610,
                   width=300, height=50, fieldFlags="multiline")  # fmt: skip
    canvas.save()


def fpdf(name: str) -> None:
    """A running head of two parts, a table without rules that goes on, and page numbers."""
    from fpdf import FPDF

    class Report(FPDF):
        def header(self) -> None:
            self.set_font("Helvetica", size=8)
            self.cell(95, 8, "Harbour of Skerry: register of boats")
            self.cell(95, 8, f"Part {'one' if self.page_no() < 3 else 'two'}", align="R")
            self.ln(14)

        def footer(self) -> None:
            self.set_y(-15)
            self.cell(0, 8, f"Page {self.page_no()} of {{nb}}", align="C")

    report = Report()
    report.add_page()
    report.set_font("Helvetica", size=10)
    for number in range(1, 131):
        for width, cell in (
            (25, f"S-{number}"),
            (70, "Gannet" if number % 3 else "Tern"),
            (40, f"{number * 7} crowns"),
        ):
            report.cell(width, 6, cell)
        report.ln()
    report.output(str(HERE / name))


def ghostscript(name: str) -> None:
    """Write a register over three pages with heads and feet, and then a page on its side."""
    program = ["%!PS", "/Times-Roman findfont 10 scalefont setfont"]

    def show(x: float, y: float, text: str) -> None:
        program.append(f"{x} {y} moveto ({text}) show")

    for sheet in range(3):
        show(60, 800, f"Harbour office                 The register of boats {sheet + 1}")
        for row in range(40):
            number = 40 * sheet + row + 1
            show(60, 770 - 18 * row, f"S-{number}")
            show(160, 770 - 18 * row, "Gannet" if number % 3 else "Tern")
            show(300, 770 - 18 * row, f"{number * 7} crowns")
        show(280, 30, f"Page {sheet + 1}")
        program.append("showpage")
    program.append("90 rotate 0 -595 translate /Times-Roman findfont 10 scalefont setfont")
    for number, line in enumerate(textwrap.wrap(ASK, 80)):
        show(60, 500 - 14 * number, line)
    program.append("showpage")
    subprocess.run(
        ["gs", "-q", "-sDEVICE=pdfwrite", "-sPAPERSIZE=a4", f"-sOutputFile={HERE / name}", "-"],
        input="\n".join(program).encode(),
        check=True,
    )


def main() -> None:
    HERE.mkdir(exist_ok=True)
    beside = f"<p>{PROSE * 2}</p><aside>{OPEN}</aside><p>{PROSE + ASK + PROSE}</p><p>{PROSE}</p>"
    chromium("chromium-sidebar.pdf", page(beside))
    weasyprint("weasyprint-sidebar.pdf", page(beside))
    for align in ("top", "middle"):
        chromium(
            f"chromium-table-{align}.pdf",
            page(f"<p>{PROSE}</p><table>{TABLE}</table><p>{ASK}</p>", align),
        )
    weasyprint("weasyprint-table.pdf", page(f"<p>{PROSE}</p><table>{TABLE}</table><p>{ASK}</p>"))
    chromium("chromium-initial.pdf", page(f"<p class=cap>{PROSE + ASK}</p>"))
    chromium("chromium-scripts.pdf", page(SCRIPTS))
    chromium("chromium-vertical.pdf", page(UPRIGHT))
    weasyprint("weasyprint-scripts.pdf", page(SCRIPTS))
    weasyprint(
        "weasyprint-landscape.pdf", page(f"<p>{PROSE}</p><div class=wide><p>{ASK}</p></div>")
    )
    reportlab_table("reportlab-table-grid.pdf", grid=True, align="MIDDLE")
    reportlab_table("reportlab-table-plain.pdf", grid=False, align="TOP")
    stores = ("".join(f"<td>{cell}</td>" for cell in row) for row in STORES)
    rows = "".join(f"<tr>{row}</tr>" for row in stores)
    chromium("chromium-close.pdf", "<!DOCTYPE html>" + CLOSE % (FLUSH, rows))
    weasyprint("weasyprint-close.pdf", CLOSE % (FLUSH, rows))
    distilled("ghostscript-close.pdf", "chromium-close.pdf")
    libreoffice("libreoffice-close.pdf", CLOSE % ("", rows))
    reportlab_close("reportlab-close.pdf")
    reportlab_form("reportlab-form.pdf")
    fpdf("fpdf2-register.pdf")
    ghostscript("ghostscript-register.pdf")


if __name__ == "__main__":
    sys.exit(main())
