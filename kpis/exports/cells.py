"""Putting values into cells so that a text stays a text, whatever it looks like."""

from dataclasses import dataclass
from datetime import date

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection

from kpis.exports.looks import BORDER, LEFT, PLAIN

# Excel, LibreOffice and CSV readers take a text that starts with one of these for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32767


@dataclass(frozen=True)
class Look:
    """How a cell looks, and whether a protected sheet lets it be changed."""

    font: Font = PLAIN
    align: Alignment = LEFT
    fill: PatternFill | None = None
    format: str | None = None
    unlocked: bool = False
    framed: bool = True


def safe_text(value: object) -> str:
    """Return a value as text a spreadsheet can hold: no control characters, not too long."""
    return ILLEGAL_CHARACTERS_RE.sub("", str(value))[:_LONGEST]


def put_text(cell: Cell, value: object) -> None:
    """Write a text that is never a formula, whatever it starts with.

    The type is set to text, so no program reads a formula; the quote prefix keeps it so when a
    person edits the cell and presses Enter.
    """
    cell.value = text = safe_text(value)
    cell.data_type = "s"
    if text.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def put(cell: Cell, value: object, look: Look | None = None) -> None:
    """Write a value with its look: a number or date as such, text as text, None as nothing."""
    if isinstance(value, bool) or not isinstance(value, int | float | date | None):
        put_text(cell, value)
    else:
        cell.value = value
    dress(cell, look or Look())


def put_formula(cell: Cell, formula: str, look: Look | None = None) -> None:
    """Write a formula of our own making, without its leading ``=``."""
    cell.value = f"={formula}"
    dress(cell, look or Look())


def dress(cell: Cell, look: Look) -> None:
    """Give a cell its look."""
    cell.font = look.font
    cell.alignment = look.align
    if look.fill:
        cell.fill = look.fill
    if look.format:
        cell.number_format = look.format
    if look.framed:
        cell.border = BORDER
    if look.unlocked:
        cell.protection = Protection(locked=False)
