"""A few figures side by side, large enough to be read from afar, and room for a long table."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpis.charts.markup import escape


@dataclass(frozen=True, slots=True)
class BigFigure:
    """What it is, the figure as written, and what belongs beside it."""

    title: str
    written: str
    beside: str = ""


def big_figures(figures: Sequence[BigFigure]) -> str:
    """Return the figures in a row, each under its title; those without a figure are left out."""
    parts = "".join(
        f"<span>{escape(one.title)}<b>{escape(one.written)}</b>"
        f"<small>{escape(one.beside)}</small></span>"
        for one in figures
        if one.written
    )
    return f'<div class="k k-scores">{parts}</div>'


def tall(markup: str) -> str:
    """Return a table that may be as tall as the screen, since it stands alone on its page."""
    return f'<div class="k-tall">{markup}</div>'
