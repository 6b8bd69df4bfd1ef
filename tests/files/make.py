"""Make the files that the tests of the formats read, with the programs that people make them with.

    apt-get install libreoffice-writer-nogui pandoc texlive-latex-recommended lmodern chromium qpdf
    pip install weasyprint python-docx
    python tests/files/make.py

The tests need none of that: what this writes is under version control, and ``made.json`` beside
it says by which versions, and on which page each sentence stands according to poppler's pdftotext.
The handbook and the pages are of our own writing: CC0-1.0.
"""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TITLE = "The Handbook of Skerry Light"

LATEX = r"""\documentclass[10pt,%s]{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage[english]{babel}
\usepackage[%s]{geometry}
\usepackage{longtable,booktabs,array,calc,fancyhdr,hyperref}
%s
\providecommand{\tightlist}{}
\pagestyle{fancy}\fancyhf{}\fancyhead[L]{\small\itshape %s}\fancyhead[R]{\small\nouppercase{\leftmark}}
\fancyfoot[C]{\thepage}
\title{%s}\author{Ida Holm}\date{17 May 2024}
\begin{document}\maketitle\thispagestyle{fancy}
%s
\end{document}
"""
# Without it, pdfTeX takes bitmap fonts here, which do not say which letter is which.
LATIN_MODERN = r"\usepackage{lmodern}\input{glyphtounicode}\pdfgentounicode=1"
CSS = """
@page { size: A5; margin: 18mm 16mm 20mm;
  @top-left { content: "The Handbook of Skerry Light"; font: italic 8pt serif }
  @top-right { content: string(chapter); font: 8pt serif }
  @bottom-center { content: "Page " counter(page) " of " counter(pages); font: 8pt serif } }
html { font: 10.5pt/1.35 "DejaVu Serif", serif }
body { hyphens: auto; text-align: justify; margin: 0 }
h1 { string-set: chapter content(); font-size: 18pt } h2 { font-size: 13pt }
.fn { float: footnote; font-size: 8pt; hyphens: manual }
"""


def run(*command: object, cwd: Path | None = None) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, check=True, capture_output=True, text=True
    )
    return done.stdout


def pandoc(*arguments: object) -> str:
    return run("pandoc", HERE / "handbook.md", *arguments)


def latex(folder: Path, name: str, options: str, geometry: str, more: str = "") -> None:
    body = pandoc("-t", "latex", "--wrap=none")
    if "twocolumn" in options:  # longtable knows no columns
        body = re.sub(r"\\begin\{longtable\}.*?\\end\{longtable\}", TABULAR, body, flags=re.S)
    text = LATEX % (options, geometry, more, TITLE, TITLE, body)
    (folder / f"{name}.tex").write_text(text, "utf-8")
    for _ in range(2):
        run("pdflatex", "-interaction=batchmode", f"{name}.tex", cwd=folder)
    shutil.copy(folder / f"{name}.pdf", HERE / f"{name}.pdf")


TABULAR = r"""\\begin{tabular}{lr}Year & Crowns a quarter\\\\ \\hline 1880 & 90\\\\ 1905 & 135\\\\
1930 & 410\\\\ 1960 & 2150\\end{tabular}"""


def libreoffice(folder: Path) -> None:
    """An ODT with a header, page numbers and footnotes, to PDF and to DOCX."""
    pandoc("-o", folder / "plain.odt")
    with (
        zipfile.ZipFile(folder / "plain.odt") as old,
        zipfile.ZipFile(folder / "libreoffice.odt", "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "styles.xml":
                data = with_header(data.decode("utf-8")).encode("utf-8")
            new.writestr(entry, data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    for kind in ("pdf", "docx"):
        run("soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder,
            folder / "libreoffice.odt")  # fmt: skip
        shutil.copy(folder / f"libreoffice.{kind}", HERE)


def with_header(styles: str) -> str:
    edge = '<style:header-footer-properties fo:min-height="8mm"/>'
    styles = re.sub(
        r"(<style:page-layout-properties[^>]*?)fo:page-width=\"[^\"]*\" fo:page-height=\"[^\"]*\"",
        r'\1fo:page-width="148mm" fo:page-height="210mm"', styles)  # fmt: skip
    styles = re.sub(
        r"<style:header-style\s*/>\s*<style:footer-style\s*/>",
        f"<style:header-style>{edge}</style:header-style>"
        f"<style:footer-style>{edge}</style:footer-style>", styles)  # fmt: skip
    running = (
        f"<style:header><text:p>{TITLE}</text:p></style:header><style:footer>"
        "<text:p>– <text:page-number>1</text:page-number> –</text:p></style:footer>"
    )
    return re.sub(
        r"<style:master-page ([^>]*style:name=\"Standard\"[^>]*?)/>",
        rf"<style:master-page \1>{running}</style:master-page>", styles)  # fmt: skip


def browsers(folder: Path) -> None:
    page = folder / "handbook.html"
    pandoc("-s", "-o", page, "--metadata", f"pagetitle={TITLE}")
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu",
        f"--print-to-pdf={HERE / 'chromium.pdf'}", page.as_uri())  # fmt: skip
    import weasyprint

    html = pandoc("-t", "html")
    notes = dict(re.findall(r'<li id="(fn\d+)"[^>]*><p>(.*?)<a href="#fnref', html, re.S))
    html = re.sub(
        r'<a href="#(fn\d+)"[^>]*>.*?</a>', lambda m: f'<span class="fn">{notes[m[1]]}</span>', html
    )
    html = re.sub(r'<section class="footnotes.*?</section>', "", html, flags=re.S)
    text = f'<html lang="en"><head><title>{TITLE}</title><meta name="author" content="Ida Holm">'
    text += f"<style>{CSS}</style></head><body>{html}</body></html>"
    weasyprint.HTML(string=text).write_pdf(HERE / "weasyprint.pdf")


def python_docx() -> None:
    """A document as a program writes it, with a link and a tracked insertion and deletion."""
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    word = docx.Document()
    word.core_properties.title, word.core_properties.author = "Opening hours", "Bo Lind"
    word.add_heading("Opening hours", 0)
    word.add_paragraph("The museum opens at ten. It closes at five, and at four in winter.")
    word.add_heading("Prices", 1)
    for item in ("Adults pay eighteen crowns.", "Children under twelve go free."):
        word.add_paragraph(item, "List Bullet")
    table = word.add_table(rows=2, cols=2)
    for cell, text in zip(
        (*table.rows[0].cells, *table.rows[1].cells), ("Day", "Hours", "Sunday", "ten to two"),
        strict=True,
    ):  # fmt: skip
        cell.text = text
    changed = word.add_paragraph("The boat leaves at ")
    for tag, inner in (("del", "<w:delText>eight</w:delText>"), ("ins", "<w:t>nine</w:t>")):
        changed._p.append(parse_xml(
            f'<w:{tag} {nsdecls("w")} w:id="1" w:author="Bo"><w:r>{inner}</w:r></w:{tag}>'
        ))  # fmt: skip
    changed.add_run(" in the morning.")
    word.save(str(HERE / "python-docx.docx"))


def refused() -> None:
    """PDFs that must be refused: encrypted, scanned, cut off."""
    run("qpdf", "--encrypt", "secret", "owner", "256", "--",
        HERE / "libreoffice.pdf", HERE / "encrypted.pdf")  # fmt: skip
    from PIL import Image, ImageDraw

    page = Image.new("1", (600, 800), 1)
    ImageDraw.Draw(page).text((60, 60), "A page that was scanned.", fill=0)
    page.save(HERE / "scanned.pdf")
    (HERE / "cut-off.pdf").write_bytes((HERE / "libreoffice.pdf").read_bytes()[:3000])


def plain(text: str) -> str:
    """What is the same on the page and in the handbook: the letters and digits."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, text))


def sentences() -> list[str]:
    text = (HERE / "handbook.md").read_text("utf-8").partition("# The station")[2]
    blocks = [" ".join(b.split()) for b in re.sub(r"\[\^\w+\]", "", text).split("\n\n")]
    prose = [b.lstrip(": ") for b in blocks if b and not b.startswith(("#", "-", "|"))]
    return [s for b in prose for s in re.split(r"(?<=[a-z0-9é\"]\.) (?=[A-Z])", b) if s]


def pages_of(pdf: Path) -> dict[str, list[int]]:
    """On which page each sentence begins and ends, as poppler reads them, page by page."""
    count = int(re.search(r"Pages:\s+(\d+)", run("pdfinfo", pdf))[1])  # type: ignore[index]
    pages = [plain(run("pdftotext", "-f", n, "-l", n, pdf, "-")) for n in range(1, count + 1)]
    return {s: where for s in sentences() if (where := _place(plain(s), pages))}


def _place(words: str, pages: list[str]) -> list[int] | None:
    """The pages of the first and the last letter; the head of a page may stand between."""
    for number, page in enumerate(pages, 1):
        if words in page:
            return [number, number]
    for number, (page, after) in enumerate(itertools.pairwise(pages), 1):
        for cut in range(8, len(words) - 4):
            if words[:cut] in page and words[cut:] in after:
                return [number, number + 1]
    return None


def versions() -> dict[str, str]:
    import docx
    import weasyprint

    first = {
        "LibreOffice": run("soffice", "--version"),
        "pandoc": run("pandoc", "--version"),
        "pdfTeX": run("pdflatex", "--version"),
        "Chromium": run("chromium", "--version"),
        "qpdf": run("qpdf", "--version"),
    }
    known = {name: out.split("\n")[0].strip() for name, out in first.items()}
    return known | {"WeasyPrint": weasyprint.__version__, "python-docx": docx.__version__}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        latex(folder, "latex", "a5paper", "a5paper,margin=18mm", LATIN_MODERN)
        latex(folder, "latex-two-columns", "twocolumn,a4paper", "a4paper,margin=20mm")
        libreoffice(folder)
        browsers(folder)
        pandoc("-o", HERE / "pandoc.epub", "--toc")
        pandoc("-o", HERE / "pandoc.docx")
        pandoc("-s", "-t", "rst", "-o", HERE / "pandoc.rst")
        python_docx()
        refused()
    made = {
        "versions": versions(),
        "pages": {
            name: pages_of(HERE / name)
            for name in ("latex.pdf", "latex-two-columns.pdf", "libreoffice.pdf", "chromium.pdf",
                         "weasyprint.pdf")
        },
    }  # fmt: skip
    text = json.dumps(made, indent=1, ensure_ascii=False)
    (HERE / "made.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
