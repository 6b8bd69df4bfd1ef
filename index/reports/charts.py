"""Draw charts for the pages of reports.

Only this module imports matplotlib, and only when the first chart is drawn. The same figures give
the same bytes: no date, no random ids, no version of anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes as Axes  # noqa: PLC0414 - exported
    from matplotlib.figure import Figure as Figure  # noqa: PLC0414 - exported

WIDTH, HEIGHT, DPI = 5.0, 4.0, 120  # inches, inches, pixels per inch
# Distinct also for readers who see no red or green (M. Okabe and K. Ito, 2008).
INK, FAINT, PAPER = "#1f2328", "#6e7781", "#ffffff"
RIGHT, WRONG, UNANSWERABLE = "#0072b2", "#d55e00", "#7f6a93"
THEMED = {
    INK: "--ink", FAINT: "--faint", PAPER: "--paper",
    RIGHT: "--right", WRONG: "--wrong", UNANSWERABLE: "--unanswerable",
}  # fmt: skip
STYLE: Any = {  # matplotlib types each key
    "font.family": "sans-serif", "font.sans-serif": ["DejaVu Sans"], "font.size": 10,
    "text.color": INK, "axes.edgecolor": FAINT, "axes.labelcolor": INK, "axes.titlecolor": INK,
    "axes.titlesize": 11, "axes.titlelocation": "left", "axes.titlepad": 10,
    "xtick.color": FAINT, "ytick.color": FAINT, "xtick.labelcolor": INK, "ytick.labelcolor": INK,
    "axes.spines.top": False, "axes.spines.right": False, "axes.axisbelow": True,
    "legend.frameon": False, "legend.fontsize": 9, "svg.fonttype": "none", "svg.hashsalt": "quoth",
    "text.parse_math": False,  # a kind may be called anything
}  # fmt: skip


def drawn(
    parts: Sequence[tuple[str, Callable[[Axes], None]]], size: tuple[float, float] = (WIDTH, HEIGHT)
) -> Figure:
    """Draw charts side by side, each from its title and a function; ``size`` is in inches each."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    width, height = size
    with rc_context(STYLE):
        figure = Figure((width * len(parts), height), DPI, facecolor=PAPER, layout="constrained")
        grid = figure.subplots(1, len(parts), squeeze=False)[0]
        for axes, (title, draw) in zip(grid, parts, strict=True):
            axes.set_facecolor(PAPER)
            axes.set_title(title)
            draw(axes)
    return figure


def saved(figure: Figure, form: str) -> bytes:
    """Return the bytes of a figure as "png" or "svg"."""
    from matplotlib import rc_context

    without = {"png": {"Software": None}, "svg": {"Date": None, "Creator": None}}[form]
    with rc_context(STYLE):
        held = BytesIO()
        figure.savefig(held, format=form, metadata=without)
        return held.getvalue()


def as_svg(figure: Figure, says: str) -> str:
    """Return a figure as SVG for a page, in the page's colours; ``says`` describes it in words."""
    text = saved(figure, "svg").decode("utf-8")
    text = re.sub(r"<metadata>.*?</metadata>", "", text[text.index("<svg") :], flags=re.DOTALL)
    text = text.replace("<svg ", f'<svg role="img" aria-label="{escape(says)}" ', 1)
    for colour, name in THEMED.items():
        text = text.replace(colour, f"var({name})")
    return text.replace("'DejaVu Sans'", "inherit").replace("DejaVu Sans", "inherit")


def percent(*sides: Any) -> None:
    """Format the numbers along these axes as percentages."""
    from matplotlib.ticker import PercentFormatter

    for side in sides:
        side.set_major_formatter(PercentFormatter(1.0))


def whole(*sides: Any) -> None:
    """Format the numbers along these axes as whole numbers, because a count has no fractions."""
    from matplotlib.ticker import MaxNLocator

    for side in sides:
        side.set_major_locator(MaxNLocator(5, integer=True))
