"""Which rows are headings of others: sections, numbered lines parted further, units over fields."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kpis.intake.row_parts import Body, Row, RowKind, has_figures

# Roman numbers and first letters, but not "X." (xã), "H." (huyện), "P." (phường).
ROMAN = r"(?:I{1,3}|I?V|VI{1,3}|IX|X[IVX]{1,4})"
SECTION_NUMBER = re.compile(rf"{ROMAN}\.?|X\.?|[A-G]\.?")


def headed(rows: list[Row]) -> Iterator[Row]:
    """Yield rows with their headings: a section's, and a numbered line's that is parted further."""
    outer = inner = None
    for one in rows:
        parted = one.kind is RowKind.SECTION and one.number.isdigit()
        if parted:
            inner = one.label
        elif one.kind is RowKind.SECTION:
            outer, inner = one.label, None
        elif "." not in one.number:
            inner = None
        if one.kind is RowKind.FIGURES and SECTION_NUMBER.fullmatch(one.number):
            outer = None
        yield replace(one, heading=inner or outer, above=outer if inner else None)


def under_units(body: Body, rows: list[Row]) -> list[Row]:
    """Return rows with units whose fields are listed below them as sections.

    Such a unit has a Roman number, a letter or none, and a field "1" or "-" comes next.
    """
    after = [*rows[1:], None][: len(rows)]
    return [
        replace(one, kind=RowKind.SECTION)
        if next_
        and one.kind is RowKind.FIGURES
        and not one.number[:1].isdigit()
        and next_.kind is RowKind.FIGURES
        and next_.number[:1].isdigit()
        and body.names_unit(one.label)
        and not body.names_unit(next_.label)
        else one
        for one, next_ in zip(rows, after, strict=True)
    ]


def stand_alone(body: Body, rows: list[Row]) -> list[Row]:
    """Return rows with sections that have figures and nothing under them as rows of figures."""
    after = [*(one.kind for one in rows[1:]), None][: len(rows)]
    return [
        replace(one, kind=RowKind.FIGURES)
        if one.kind is RowKind.SECTION
        and one.number
        and next_ is not RowKind.FIGURES
        and has_figures(body, one.row)
        else one
        for one, next_ in zip(rows, after, strict=True)
    ]


def parted(rows: list[Row]) -> list[Row]:
    """Return rows with those that are parted further (1 over 1.1 and 1.2) as sections."""
    below = [*(one.number for one in rows[1:]), ""][: len(rows)]
    return [
        replace(one, kind=RowKind.SECTION)
        if one.kind is RowKind.FIGURES
        and one.number.isdigit()
        and next_.startswith(f"{one.number}.")
        else one
        for one, next_ in zip(rows, below, strict=True)
    ]
