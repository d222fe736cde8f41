"""Rows of other provinces in a published ranking: kept as they stand, beside our own figures."""

import re
from collections.abc import Iterator, Sequence

from kpis.domain.names import plain
from kpis.intake.checks import Figures
from kpis.intake.documents import PeerFigure
from kpis.intake.grids import cell_name, raw
from kpis.intake.rows import Row
from kpis.intake.tables import Table

# A province itself, no unit that says in which province it lies.
_PROVINCE = re.compile(r"(?:(?:ubnd|uy ban nhan dan) )?(?:tinh|thanh pho|tp) (?!.*\btinh \w).+")


def peer_figures(
    table: Table, figures: Figures, lines: Sequence[Row], keys: Sequence[object | None]
) -> Iterator[PeerFigure]:
    """Yield the figures of rows that name another province; only of forms that rank provinces.

    ``keys`` are what the rows are of: one that is a unit's of ours is no peer.
    """
    if table.layout.form.outsiders != "note":
        return
    for line, key in zip(lines, keys, strict=True):
        if key is None and is_province(line.label) and table.units.elsewhere(line.label):
            yield from _of_row(table, figures, line)


def is_province(name: str) -> bool:
    """Tell whether a name is a province's own: ``UBND tỉnh Cà Mau``, no office within one."""
    return bool(_PROVINCE.fullmatch(plain(name)))


def _of_row(table: Table, figures: Figures, line: Row) -> Iterator[PeerFigure]:
    for column, item in table.layout.items.items():
        place = (line.row, column)
        value = figures.cells[place].value
        if value is not None:
            text, cell = raw(table.grid.value(*place)), cell_name(*place)
            kept = (table.period.code, value, text, table.grid.name, cell)
            yield PeerFigure(line.label, item.item, *kept)
