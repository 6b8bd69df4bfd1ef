"""Word documents: what is printed is read, and what is struck, hidden or a contents list is not."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx as python_docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from index.formats import docx
from index.formats.list_numbers import in_form
from index.formats.parsed import Parsed
from index.formats.symbol_fonts import symbol
from index.types import BlockKind
from tests.support.read_pages import headings, quotable

NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
FEE = "<w:r><w:t xml:space='preserve'>An adult pays </w:t></w:r>"
FIVE = "<w:r><w:t>five crowns.</w:t></w:r>"


def read_word(*blocks: str, numbering: str = "", styles: str = "") -> Parsed:
    """Read a document of python-docx whose body has these blocks of XML."""
    word = python_docx.Document()
    for block in blocks:
        begin, _, rest = block.partition(">")
        closed = begin.endswith("/")
        named = f"{begin.removesuffix('/')} {NAMES}{'/' if closed else ''}>{rest}"
        word.element.body.insert(len(word.element.body) - 1, parse_xml(named))
    if numbering:
        root = word.part.numbering_part.element
        for child in list(root):
            root.remove(child)
        for child in parse_xml(f"<w:numbering {NAMES}>{numbering}</w:numbering>"):
            root.append(child)
    if styles:
        word.styles.element.extend(parse_xml(f"<w:styles {NAMES}>{styles}</w:styles>"))
    data = BytesIO()
    word.save(data)
    (parsed,) = docx.read(data.getvalue(), "fees.docx")
    return parsed


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("left_out", "kind"),
    [(run("four ", "<w:strike/>"), "struck"), (run("four ", "<w:dstrike/>"), "struck"),
     (run("four ", '<w:strike w:val="true"/>'), "struck"), (run("four ", "<w:vanish/>"), "hidden"),
     ("<w:del><w:r><w:delText>four</w:delText></w:r></w:del>", "struck")],
)  # fmt: skip
def test_struck_hidden_and_deleted_text_is_not_read_but_counted(left_out: str, kind: str) -> None:
    parsed = read_word(paragraph(FEE + left_out + FIVE))
    assert quotable(parsed) == ["An adult pays five crowns."]
    assert parsed.notes == (f"fees.docx: 1 {kind} passage left out",)


@pytest.mark.parametrize("off", ["0", "false", "none"])
def test_a_property_that_is_switched_off_does_nothing(off: str) -> None:
    struck = run("four or ", f'<w:strike w:val="{off}"/><w:vanish w:val="{off}"/>')
    parsed = read_word(paragraph(FEE + struck + FIVE))
    assert quotable(parsed) == ["An adult pays four or five crowns."]
    assert parsed.notes == ()


def test_raised_and_lowered_runs_are_as_unicode_has_them_and_marks_of_notes_are_none() -> None:
    up, down = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    volume = run("It is 10") + run("6", up) + run(" feet of H") + run("2", down) + run("O.")
    note = run("3", up) + run(" It is old") + run("[4]", up) + run(".")
    assert quotable(read_word(paragraph(volume + note))) == ["It is 10⁶ feet of H₂O. It is old."]


def equation(inside: str) -> str:
    return paragraph(f"{run('So ')}<m:oMath>{inside}</m:oMath>{run(' holds.')}")


def letters(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


EQUATIONS = {
    "So E = mc² holds.": letters("E")
    + letters("=")
    + letters("m")
    + f"<m:sSup><m:e>{letters('c')}</m:e><m:sup>{letters('2')}</m:sup></m:sSup>",
    "So (a+b)/2 holds.": f"<m:f><m:num>{letters('a+b')}</m:num><m:den>{letters('2')}</m:den></m:f>",
    "So √(x+1) holds.": "<m:rad><m:radPr><m:degHide m:val='1'/></m:radPr><m:deg/>"
    f"<m:e>{letters('x+1')}</m:e></m:rad>",
    "So xᵢ holds.": f"<m:sSub><m:e>{letters('x')}</m:e><m:sub>{letters('i')}</m:sub></m:sSub>",
    "So ∑_(i=1)^n x holds.": '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>'
    f"{letters('i=1')}</m:sub><m:sup>{letters('n')}</m:sup><m:e>{letters('x')}</m:e></m:nary>",
}


@pytest.mark.parametrize("text", EQUATIONS)
def test_an_equation_that_fits_on_a_line_is_read(text: str) -> None:
    assert quotable(read_word(equation(EQUATIONS[text]))) == [text]


def test_an_equation_that_does_not_is_a_hole_which_is_named_and_never_quoted() -> None:
    matrix = f"<m:m><m:mr><m:e>{letters('a')}</m:e></m:mr></m:m>"
    parsed = read_word(equation(matrix), paragraph(FIVE))
    assert "So \ufffd holds." in parsed.text
    assert quotable(parsed) == ["five crowns."]
    assert parsed.notes == (
        "fees.docx: 1 paragraph with an equation or symbol that text cannot show is not quoted",
    )


def test_symbols_are_named_by_their_font() -> None:
    arrow = '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'
    least = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    assert quotable(read_word(paragraph(f"{run('a ')}{least}{run(' b ')}{arrow}{run(' c')}"))) == [
        "a ≥ b → c"
    ]
    assert symbol("Arial", "2192") == "→"
    assert symbol("Webdings", "F021") == symbol("Wingdings", "zz") == "\ufffd"


def level(at: int, form: str, text: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


LISTS = (
    '<w:abstractNum w:abstractNumId="1">'
    + level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "%2)")
    + level(2, "decimal", "%1.%2.%3")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + level(0, "bullet", "\uf0b7")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="3">'
    + level(0, "upperRoman", "Article %1", 4)
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
)


def item(text: str, list_id: int, at: int = 0) -> str:
    return paragraph(
        run(text), f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_id}"/></w:numPr>'
    )


def test_a_paragraph_with_a_blank_for_its_bullet_goes_on_with_the_item_above() -> None:
    blank = (
        f'<w:abstractNum w:abstractNumId="9">{level(0, "bullet", " ")}</w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num>'
    )
    numbering = blank + LISTS
    parsed = read_word(
        item("Smelt it:", 1), item("smelt --all", 9), item("Hammer it.", 1), paragraph(FIVE),
        item("Alone.", 9), numbering=numbering,
    )  # fmt: skip
    assert quotable(parsed) == [
        "1. Smelt it:\n  smelt --all\n2. Hammer it.", "five crowns.", "Alone.",
    ]  # fmt: skip


def test_code_in_an_item_keeps_its_lines_and_the_list_goes_on_after_inner_lists() -> None:
    blank = (
        f'<w:abstractNum w:abstractNumId="9">{level(0, "bullet", " ")}</w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num>'
    )
    code = paragraph(
        "<w:r><w:t>smelt</w:t><w:br/><w:t xml:space='preserve'>  --all</w:t></w:r>",
        '<w:pStyle w:val="Pre"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="9"/></w:numPr>',
    )
    style = '<w:style w:type="paragraph" w:styleId="Pre"><w:name w:val="HTML Preformatted"/>'
    parsed = read_word(
        item("Smelt:", 1), item("iron", 2, 1), code, item("Hammer it.", 1), numbering=blank + LISTS,
        styles=f"{style}</w:style>",
    )  # fmt: skip
    assert quotable(parsed) == [
        "1. Smelt:\n  - iron\n  smelt\n    --all\n2. Hammer it.",
    ]


def test_a_list_in_a_cell_has_its_marks_on_the_row() -> None:
    cells = f"<w:tc>{paragraph(run('Boss'))}</w:tc><w:tc>{item('keys', 2)}{item('gates', 2)}</w:tc>"
    other = f"<w:tc>{paragraph(run('Cook'))}</w:tc><w:tc>{item('one', 1)}{item('two', 1)}</w:tc>"
    table = f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{other}</w:tr></w:tbl>"
    assert quotable(read_word(table, numbering=LISTS)) == [
        "| Boss | • keys • gates |\n| Cook | 1. one 2. two |"
    ]


def test_items_have_the_numbers_that_are_printed() -> None:
    parsed = read_word(
        item("Smelt", 1), item("iron", 1, 1), item("tin", 1, 1), item("deep", 1, 2),
        item("Hammer", 1), item("iron again", 1, 1), paragraph(FIVE), item("Cool", 1),
        paragraph(FIVE), item("one", 2), paragraph(FIVE), item("Fees", 3), item("Hours", 3),
        paragraph(FIVE), item("anew", 4), numbering=LISTS,
    )  # fmt: skip
    assert [block for block in quotable(parsed) if block != "five crowns."] == [
        "1. Smelt\n  a) iron\n  b) tin\n    1.b.1 deep\n2. Hammer\n  a) iron again",
        "3. Cool",
        "- one",
        "Article IV Fees\nArticle V Hours",
        "7. anew",
    ]
    assert parsed.blocks[0].kind is BlockKind.STEPS


@given(st.integers(1, 5_000), st.sampled_from(["lowerLetter", "upperRoman", "decimal", "other"]))
def test_every_number_has_a_form(count: int, form: str) -> None:
    assert in_form(count, form).isalnum()


@pytest.mark.parametrize(
    ("count", "form", "written"),
    [(1, "lowerLetter", "a"), (27, "lowerLetter", "aa"), (28, "upperLetter", "BB"),
     (14, "lowerRoman", "xiv"), (1999, "upperRoman", "MCMXCIX"), (3, "decimalZero", "03")],
)  # fmt: skip
def test_numbers_are_written_as_word_does(count: int, form: str, written: str) -> None:
    assert in_form(count, form) == written


BOX = f"<w:txbxContent>{paragraph(run('Keep the door shut.'))}</w:txbxContent>"


VML = "<w:pict><v:textbox>{0}</v:textbox></w:pict>"
DRAWN = "<w:drawing><wps:txbx>{0}</wps:txbx></w:drawing>"
BOTH = (
    f"<mc:AlternateContent><mc:Choice Requires='wps'>{DRAWN}</mc:Choice>"
    f"<mc:Fallback>{VML}</mc:Fallback></mc:AlternateContent>"
)


@pytest.mark.parametrize("drawn", [VML, DRAWN, BOTH])
def test_a_text_box_is_read_once_after_its_paragraph(drawn: str) -> None:
    anchor = f"<w:r>{drawn.format(BOX)}</w:r>"
    assert quotable(read_word(paragraph(anchor + FEE + FIVE), paragraph(run("Next.")))) == [
        "An adult pays five crowns.",
        "Keep the door shut.",
        "Next.",
    ]


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_a_table_of_contents_is_never_quoted() -> None:
    code = '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" </w:instrText></w:r>'
    parsed = read_word(
        paragraph(field("begin") + code + field("separate") + run("Fees ..... 3")),
        paragraph(run("Hours ..... 5")),
        paragraph(field("end")),
        paragraph(FEE + FIVE),
    )
    assert quotable(parsed) == ["An adult pays five crowns."]
    control = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{paragraph(run('Fees 3'))}</w:sdtContent></w:sdt>"
    )
    assert quotable(read_word(control, paragraph(FIVE))) == ["five crowns."]


def test_other_fields_are_read() -> None:
    code = '<w:r><w:instrText> HYPERLINK "https://example.org" </w:instrText></w:r>'
    link = field("begin") + code + field("separate") + run("the office") + field("end")
    assert quotable(read_word(paragraph(run("Ask ") + link + run(".")))) == ["Ask the office."]


def test_a_subtitle_is_a_heading_and_not_quoted() -> None:
    word = python_docx.Document()
    word.add_paragraph("Rules", style="Title")
    word.add_paragraph("As of spring", style="Subtitle")
    word.add_paragraph("The hall is at the harbour.")
    word.add_heading("Fees", 1)
    word.add_paragraph("Five crowns.")
    data = BytesIO()
    word.save(data)
    (parsed,) = docx.read(data.getvalue(), "rules.docx")
    assert headings(parsed) == ["As of spring", "Fees"]
    assert quotable(parsed) == ["The hall is at the harbour.", "Five crowns."]


def test_a_cell_that_covers_rows_is_repeated_and_a_frame_is_no_table() -> None:
    def cell(text: str, merged: str = "") -> str:
        return f"<w:tc><w:tcPr>{merged}</w:tcPr>{paragraph(run(text))}</w:tc>"

    begin, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = (
        f"<w:tbl><w:tr>{cell('Day')}{cell('Hall')}</w:tr><w:tr>{cell('Monday', begin)}"
        f"{cell('North')}</w:tr><w:tr>{cell('', go_on)}{cell('South')}</w:tr></w:tbl>"
    )
    frame = f"<w:tbl><w:tr>{cell('Mind the step.')}</w:tr></w:tbl>"
    parsed = read_word(table, frame)
    assert quotable(parsed) == [
        "| Day | Hall |\n| Monday | North |\n| Monday | South |",
        "Mind the step.",
    ]
    assert parsed.blocks[0].headed


@pytest.mark.parametrize(("switch", "kind"), [("strike", "struck"), ("hidden", "hidden")])
def test_a_paragraph_whose_style_strikes_or_hides_it_is_not_read(switch: str, kind: str) -> None:
    word = python_docx.Document()
    setattr(word.styles.add_style("Old rule", WD_STYLE_TYPE.PARAGRAPH).font, switch, True)
    old = word.add_paragraph("Four crowns, ", style="Old rule")
    setattr(old.add_run("or five crowns.").font, switch, False)
    word.add_paragraph("Five crowns.")
    data = BytesIO()
    word.save(data)
    (parsed,) = docx.read(data.getvalue(), "fees.docx")
    assert quotable(parsed) == ["or five crowns.", "Five crowns."]
    assert parsed.notes == (f"fees.docx: 1 {kind} passage left out",)


def test_digits_that_are_set_higher_are_raised() -> None:
    high = run("6", '<w:position w:val="8"/>')
    assert quotable(read_word(paragraph(run("It has 10") + high + run(" stones.")))) == [
        "It has 10⁶ stones."
    ]


def test_how_letters_are_pronounced_is_not_read_between_them() -> None:
    ruby = (
        "<w:r><w:ruby><w:rt><w:r><w:t>とうだい</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>灯台</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    assert quotable(read_word(paragraph(ruby + run("は古い。")))) == ["灯台は古い。"]


def test_what_a_form_asks_to_fill_in_is_not_read() -> None:
    empty = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{FIVE}</w:sdtContent></w:sdt>"
    hint = run("Click here to enter text.")
    parsed = read_word(paragraph(FEE + empty.format(hint) + filled), empty.format(paragraph(hint)))
    assert quotable(parsed) == ["An adult pays five crowns."]


def row(*cells: str, properties: str = "") -> str:
    inside = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def cell(text: str, properties: str = "", run_properties: str = "") -> str:
    return f"<w:tcPr>{properties}</w:tcPr><w:p>{run(text, run_properties)}</w:p>"


LOOK = '<w:tblPr><w:tblLook w:firstRow="1"/></w:tblPr>'


def table(*rows: str) -> str:
    return f"<w:tbl>{LOOK}{''.join(rows)}</w:tbl>"


@pytest.mark.parametrize(
    "head",
    [row(cell("Old"), cell("Fee"), properties="<w:hidden/>"),
     row(cell("Old"), cell("Fee"), properties="<w:del/>"),
     row(cell("Old", "", "<w:vanish/>"), cell("Fee", "", "<w:vanish/>"))],
    ids=["a hidden row", "a deleted row", "a row of hidden text"],
)  # fmt: skip
def test_a_row_below_a_head_that_nobody_sees_is_no_head(head: str) -> None:
    parsed = read_word(table(head, row(cell("Child"), cell("2")), row(cell("Adult"), cell("5"))))
    assert quotable(parsed) == ["| Child | 2 |\n| Adult | 5 |"]
    assert not parsed.blocks[0].headed
    assert len(parsed.notes) == 1


def test_a_deleted_cell_is_not_read() -> None:
    gone = cell("9", '<w:cellDel w:id="1" w:author="A"/>')
    parsed = read_word(table(row(cell("Who"), cell("Fee")), row(cell("Adult"), gone, cell("5"))))
    assert quotable(parsed) == ["| Who | Fee |\n| Adult | 5 |"]


def test_paragraphs_whose_mark_was_deleted_are_one() -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'
    parsed = read_word(paragraph(run("An adult pays "), mark), paragraph(run("five crowns.")))
    assert quotable(parsed) == ["An adult pays five crowns."]


def test_a_deleted_mark_at_the_end_loses_no_text() -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'
    parsed = read_word(paragraph(run("An adult pays five crowns."), mark))
    assert quotable(parsed) == ["An adult pays five crowns."]


def test_a_note_whose_mark_was_deleted_is_not_read() -> None:
    body = paragraph(FEE + FIVE + '<w:r><w:footnoteReference w:id="3"/></w:r>') + paragraph(
        '<w:del><w:r><w:footnoteReference w:id="2"/></w:r></w:del>' + run("More.")
    )
    notes = "".join(
        f'<w:footnote w:id="{number}">{paragraph(run(text))}</w:footnote>'
        for number, text in ((2, "Children pay nine."), (3, "In 2024."))
    )
    assert read_with_notes(body, notes) == ["An adult pays five crowns.", "More.", "In 2024."]


def test_notes_are_read_in_the_order_of_their_marks_and_a_footnote_is_no_endnote() -> None:
    marks = '<w:r><w:endnoteReference w:id="2"/></w:r><w:r><w:footnoteReference w:id="3"/></w:r>'
    footnotes = "".join(
        f'<w:footnote w:id="{number}">{paragraph(run(text))}</w:footnote>'
        for number, text in ((2, "Nobody refers to this."), (3, "In 2024."))
    )
    endnotes = f'<w:endnote w:id="2">{paragraph(run("Children pay nine."))}</w:endnote>'
    texts = read_with_notes(paragraph(FEE + FIVE + marks), footnotes, endnotes)
    assert texts == ["An adult pays five crowns.", "Children pay nine.", "In 2024."]


def read_with_notes(body: str, footnotes: str, endnotes: str = "") -> list[str]:
    """Return what can be quoted of a document with this body and these notes."""
    parts = {
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {NAMES}>{footnotes}</w:footnotes>",
        "word/endnotes.xml": f"<w:endnotes {NAMES}>{endnotes}</w:endnotes>",
    }
    empty, whole = BytesIO(), BytesIO()
    python_docx.Document().save(empty)
    with ZipFile(empty) as given, ZipFile(whole, "w") as into:
        for name in given.namelist():
            into.writestr(name, parts.pop(name) if name in parts else given.read(name))
        for name, text in parts.items():
            into.writestr(name, text)
    (parsed,) = docx.read(whole.getvalue(), "fees.docx")
    return quotable(parsed)


def typed(text: str) -> str:
    return paragraph(run(text, '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/>') if text else "")


def test_lines_in_a_font_of_one_width_are_code_unless_most_of_the_text_is() -> None:
    plain = [paragraph(run(f"Sentence {n} of the manual.")) for n in range(4)]
    code = [typed("port = 3333"), typed(""), typed("  log = 1")]
    parsed = read_word(*plain, *code, paragraph(run("It ends here.")))
    assert "port = 3333\n\n  log = 1" in quotable(parsed)
    assert "port = 3333" in quotable(read_word(*code))  # a typewritten text has no code


def test_a_paragraph_that_is_set_in_below_an_item_goes_on_with_it() -> None:
    below = paragraph(run("It lists the fees."), '<w:ind w:left="720"/>')
    parsed = read_word(item("fees.txt", 1), below, item("rooms.txt", 1), numbering=LISTS)
    assert quotable(parsed)[0].count("\n") == 2
    assert "\n  It lists the fees.\n" in quotable(parsed)[0]


def heading_style(at: int, numbered: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{at}"><w:name w:val="heading {at}"/>'
        f"<w:pPr><w:numPr>{numbered}</w:numPr></w:pPr></w:style>"
    )


def titled(text: str, at: int, properties: str = "") -> str:
    return paragraph(run(text), f'<w:pStyle w:val="Heading{at}"/>{properties}')


def numbered_levels(*, linked: bool) -> str:
    forms = [("decimal", "%1"), ("decimal", "%1.%2"), ("lowerLetter", "%1.%2 (%3)")]
    levels = [level(at, form, text) for at, (form, text) in enumerate(forms)]
    if linked:
        levels = [
            one.replace("<w:numFmt", f'<w:pStyle w:val="Heading{at}"/><w:numFmt')
            for at, one in enumerate(levels, 1)
        ]
    return "".join(levels)


CHAPTERS = [
    paragraph(run("The rules"), '<w:pStyle w:val="Title"/>'),
    titled("Scope", 1), titled("Boats", 2), paragraph(FEE + FIVE), titled("Nets", 2),
    titled("Fees", 1), titled("", 2), titled("Adults", 2), titled("In winter", 3),
    titled("Annex", 1, '<w:numPr><w:numId w:val="0"/></w:numPr>'), paragraph(FEE + FIVE),
]  # fmt: skip
PRINTED = ["1 Scope", "1.1 Boats", "1.2 Nets", "2 Fees", "2.2 Adults", "2.2 (a) In winter", "Annex"]


@pytest.mark.parametrize("way", ["by its style", "by its level", "by a style of lists"])
def test_headings_have_the_numbers_that_word_prints(way: str) -> None:
    by_level = way == "by its level"
    levels = numbered_levels(linked=not by_level)
    own = f'<w:abstractNum w:abstractNumId="1">{{}}{levels}</w:abstractNum>'
    link = ""
    if way == "by a style of lists":
        own = own.format('<w:styleLink w:val="Chapters"/>')
        link = (
            '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Chapters"/></w:abstractNum>'
        )
    used = 2 if link else 1
    list_of = f'<w:num w:numId="1"><w:abstractNumId w:val="{used}"/></w:num>'
    styles = [
        heading_style(at, f'<w:ilvl w:val="{at - 1}"/>' * by_level + '<w:numId w:val="1"/>')
        for at in (1, 2, 3)
    ]
    parsed = read_word(*CHAPTERS, numbering=own.format("") + link + list_of, styles="".join(styles))
    assert headings(parsed) == PRINTED
    assert parsed.title == "The rules"


def test_a_bullet_before_a_heading_is_not_read() -> None:
    styles = heading_style(1, '<w:numId w:val="2"/>')
    parsed = read_word(
        CHAPTERS[0], titled("Scope", 1), paragraph(FIVE), numbering=LISTS, styles=styles
    )
    assert headings(parsed) == ["Scope"]
