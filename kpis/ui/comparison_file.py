"""A comparison to take away: goals by sides with their counts, live rates and statuses."""

import duckdb
import pandas as pd

from kpis.catalogue.loading import Catalogue
from kpis.domain.lineage import Move
from kpis.exports.workbook import Kind, TableColumn, table_workbook
from kpis.ui import formulas, unit_names
from kpis.ui.comparing import Side
from kpis.ui.side_by_side import finding, known_of
from kpis.words import Words, formats
from kpis.words.explaining import explanation, is_restated

_NUMBERS = {
    "numerator": Kind.COUNT,
    "denominator": Kind.COUNT,
    "value": Kind.PERCENT,
    "expected": Kind.PERCENT,
    "target": Kind.PERCENT,
}
_NAMES = ("indicator", "unit", "period", *_NUMBERS, "status")


def workbook(
    con: duckdb.DuckDBPyConnection,
    *,
    sides: tuple[Side, ...],
    catalogue: Catalogue,
    t: Words,
    moves: tuple[Move, ...] = (),
) -> bytes:
    """Return a comparison as an xlsx file, one row a goal and side."""
    known = known_of(con, sides, moves)
    rows = [
        _row(known[one, side], catalogue, t)
        for one in catalogue.formulas
        for side in sides
        if (one, side) in known
    ]
    marked = any(bool(one["illustrative"]) for one in known.values())
    note = formulas.note(catalogue, [one for one, _ in known], sides[-1].period, t)
    title, facts = t("page.compare"), [finding(known, sides, catalogue, t), *filter(None, [note])]
    frame = pd.DataFrame(rows, columns=_NAMES)
    return table_workbook(title, facts, frame, _columns(t), t, illustrative=marked)


def _row(figure: dict, catalogue: Catalogue, t: Words) -> dict[str, object]:
    return {
        "indicator": formulas.titled(catalogue, figure["indicator"], figure["period"], t),
        "unit": unit_names.full(catalogue, figure["org_unit"], t),
        "period": formats.period(figure["period"], t.language),
        **{name: figure[name] for name in ("numerator", "denominator", "value", "target")},
        "expected": figure["expected_now"],
        "status": _status(figure, t),
    }


def _status(figure: dict, t: Words) -> str:
    """Return a status; what others reported has none, and says what it was made of."""
    restated = is_restated(figure)
    return explanation(t, figure) if restated else t.code("status", figure["status"])


def _columns(t: Words) -> list[TableColumn]:
    parts = {"numerator": "numerator", "denominator": "denominator"}
    return [
        TableColumn(
            one,
            t.code("column", one),
            _NUMBERS.get(one, Kind.TEXT),
            **(parts if one == "value" else {}),
        )
        for one in _NAMES
    ]
