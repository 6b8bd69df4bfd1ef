"""Join the letters of a PDF page into lines, and the lines into sheets of one direction."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from index.formats.pdf_close_cells import with_close_cells
from index.formats.pdf_doubles import without_doubles
from index.formats.pdf_letters import Canvas, Glyph, canvas_of, letters_of
from index.formats.pdf_pitch import has_parts, is_in_columns, spaced
from index.formats.pdf_right_to_left import RIGHT_TO_LEFT, is_right_to_left, logical
from index.formats.pdf_vertical import with_vertical
from index.formats.pdf_word_gaps import SPACE, spaced_words

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
GAP = 1.0  # times the letters' size; wider gaps separate columns, cells, and markers from items
TYPED_GAP = 1.9
# Of right-to-left lines, which are put into order later: a number in them is read the other way.
WIDEST_JUMP = 5.0
RAISED = 1.1  # times the size of the smaller letters; those of a note stand lower than that
HIGH = 0.3  # times the size; a digit that stands so much higher is raised, however large it is
SMALL, LOW = 0.92, 0.07  # times the size: a digit that is smaller and stands lower is lowered
HALF, CLOSE = 0.5, 0.4  # times the size: how far a raised digit stands above and beside a letter
ROOM = 0.2  # times the size, for a space
MOSTLY_MONO = 0.9  # of the letters of a line of code
FEWEST_TURNED = 80  # letters; fewer that are turned beside upright ones are labels, or a stamp


@dataclass(slots=True)
class Line:
    """Letters in a row: a line, or the part of it within a column or a cell."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    page: int = 0
    column: tuple[float, float] = (0.0, 0.0)
    cells: tuple[Line, ...] = ()
    aside: bool = False
    backwards: bool = False
    mono: bool = False
    hang: float = 0.0  # where the words of an item begin, whose mark stands apart
    joins: bool = False  # no space stands at either end

    @property
    def middle(self) -> float:
        """Return the x of the line's centre."""
        return (self.left + self.right) / 2


@dataclass(slots=True)
class Sheet:
    """The lines of a page that are read in one direction, and its height in that direction."""

    page: int
    lines: list[Line]
    height: float = 1.0
    rules: list[Rule] = field(default_factory=list)


class Rule(NamedTuple):
    """A horizontal edge of something drawn."""

    left: float
    right: float
    y: float


class Letters(NamedTuple):
    """The sheets of a page, the main one first, and how many letters were left out of them."""

    sheets: list[Sheet]
    left_out: int


def sheets_of(page: Any, number: int) -> Letters:
    """Return the sheets of a page."""
    canvas = canvas_of(page)
    textpage = page.get_textpage()
    try:
        letters = without_doubles(list(letters_of(textpage.raw, canvas)))
        letters = with_vertical(letters, canvas)
    finally:
        textpage.close()
    lines: dict[int, list[Line]] = defaultdict(list)
    runs = list(with_close_cells(_runs(letters)))
    columns = any(is_in_columns(_drawn(run)) for run in runs if has_parts(run))
    for run in runs:
        if (line := _line(run, number, columns=columns)).text:
            lines[next(letter.turn for letter in run if letter.size)].append(line)
    return _sorted(lines, canvas, number, sum(not letter.text for letter in letters))


def _sorted(lines: dict[int, list[Line]], canvas: Canvas, number: int, slanted: int) -> Letters:
    """Return as first the sheet that is upright when the page is shown, unless it has little."""
    counts = {turn: sum(len(line.text) for line in some) for turn, some in lines.items()}
    most = max(counts.values(), default=0)
    upright = canvas.turn if counts.get(canvas.turn, 0) >= 0.3 * most else None
    order = sorted(lines, key=lambda turn: (turn != upright, -counts[turn]))
    kept = [turn for turn in order if turn == order[0] or counts[turn] >= FEWEST_TURNED]
    left_out = slanted + sum(counts[turn] for turn in order if turn not in kept)
    return Letters(
        [Sheet(number, lines[turn], canvas.height_seen(turn)) for turn in kept], left_out
    )


def _runs(letters: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Yield runs of letters and spaces, cut at the ends of lines and at wide gaps."""
    run: list[Glyph] = []
    last: Glyph | None = None
    backwards = ended = False
    for letter in letters:
        if not letter.text:
            continue
        if letter.text in "\r\n":
            ended = True
            continue
        is_backwards = _is_right_to_left(letter)
        backwards = backwards or is_backwards
        if last is not None and _begins_run(run, last, letter, ended=ended, backwards=backwards):
            yield run
            run, last, backwards = [], None, is_backwards
        elif ended and last is not None and _has_room(last, letter):
            run.append(SPACE)
        ended = False
        run.append(letter)
        last = letter if letter.size else last
    if last is not None:
        yield run


def _is_right_to_left(letter: Glyph) -> bool:
    return letter.text >= RIGHT_TO_LEFT and is_right_to_left(letter.text)


def _begins_run(
    run: list[Glyph], last: Glyph, letter: Glyph, *, ended: bool, backwards: bool
) -> bool:
    """Return whether a letter begins a new run; ``ended``: pdfium has ended the line before it."""
    if ended and not _is_beside(last, letter):
        return True
    if not letter.size:
        return False
    return _jumps(run, letter) if backwards else _apart(last, letter)


def _is_beside(last: Glyph, letter: Glyph) -> bool:
    """Return whether a line goes on, though pdfium ends it at a digit that is raised or lowered."""
    step = abs(letter.base - last.base) / max(last.size, letter.size)
    return 0 < step < HALF and abs(letter.left - last.right) < CLOSE * letter.size


def _has_room(digit: Glyph, letter: Glyph) -> bool:
    """Return whether a word begins after a digit that is raised or lowered."""
    return letter.text.isalpha() and letter.left - digit.right > ROOM * letter.size


def _apart(last: Glyph, letter: Glyph) -> bool:
    """Return whether a letter does not continue the run that ends with ``last``."""
    size = max(last.size, letter.size)
    step = abs(letter.base - last.base)
    if last.turn != letter.turn or step > 0.7 * size or step > RAISED * min(last.size, letter.size):
        return True
    if letter.text == " " and letter.left < last.left:
        return False  # a number begins a line that is read from right to left
    # Typists end a sentence with two spaces.
    typed = last.mono and letter.mono and last.text in ".!?" and letter.text.isupper()
    gap = TYPED_GAP if typed else GAP
    return letter.left - last.right > gap * size or letter.left < last.left - size


def _jumps(run: list[Glyph], letter: Glyph) -> bool:
    """Return whether a letter does not belong to a run that is read from right to left."""
    drawn = [other for other in run if other.size]
    size = max(letter.size, drawn[-1].size)
    far = WIDEST_JUMP * size
    return (
        drawn[-1].turn != letter.turn
        or abs(letter.base - drawn[-1].base) > 0.7 * size
        or letter.right < min(other.left for other in drawn) - far
        or letter.left > max(other.right for other in drawn) + far
    )


def _drawn(letters: list[Glyph]) -> list[Glyph]:
    return [letter for letter in letters if letter.size and letter.text.strip()]


def _line(letters: list[Glyph], page: int, *, columns: bool) -> Line:
    """Return letters as a line; ``columns``: some lines of the page have letters in columns."""
    drawn = _drawn(letters)
    if not drawn:
        return Line("", 0, 0, 0, 1, False)
    size = Counter(round(letter.size, 1) for letter in drawn).most_common(1)[0][0]
    base = Counter(round(letter.base, 1) for letter in drawn).most_common(1)[0][0]
    backwards = any(map(_is_right_to_left, drawn))
    written = letters if backwards else spaced_words(letters)
    words = logical(drawn) if backwards else "".join(_raised(x, base, size) for x in written)
    mono = MOSTLY_MONO * len(drawn) <= sum(letter.mono for letter in drawn)
    mono = not backwards and (mono or (columns and is_in_columns(drawn)))
    return Line(
        spaced(drawn) if mono else " ".join(words.split()),
        min(letter.left for letter in drawn),
        max(letter.right for letter in drawn),
        base,
        size,
        sum(letter.bold for letter in drawn) * 2 > len(drawn),
        page,
        backwards=backwards,
        mono=mono,
        joins=not (words[:1].isspace() or words[-1:].isspace()),
    )


def _raised(letter: Glyph, base: float, size: float) -> str:
    """Return the letter's text; a small raised digit, as in a footnote mark, stays raised.

    So does a lowered one, as in H₂O.
    """
    above = letter.base - base
    raised = 0 < letter.size < 0.85 * size and above > 0.15 * size
    raised = raised or (letter.size > 0 and above > HIGH * size)
    if raised:
        return letter.text.translate(SUPERSCRIPT)
    lowered = 0 < letter.size < SMALL * size and above < -LOW * size
    return letter.text.translate(SUBSCRIPT) if lowered else letter.text
