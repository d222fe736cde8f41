"""Figures to take away: many of them, what one was added up from, and the cells behind it."""

from collections.abc import Callable, Sequence

import pandas as pd

from kpis.catalogue.loading import Catalogue
from kpis.exports.workbook import Kind, TableColumn, table_workbook
from kpis.words import Words, formats
from kpis.words.explaining import explanation

_RATE = {"numerator": "numerator", "denominator": "denominator"}
_FIGURE = {
    "unit": Kind.TEXT,
    "code": Kind.TEXT,
    "indicator": Kind.TEXT,
    "period": Kind.TEXT,
    "numerator": Kind.COUNT,
    "denominator": Kind.COUNT,
    "value": Kind.PERCENT,
    "target": Kind.PERCENT,
    "expected": Kind.PERCENT,
    "gap": Kind.NUMBER,
    "reported": Kind.COUNT,
    "expected_units": Kind.COUNT,
    "status": Kind.TEXT,
    "explanation": Kind.TEXT,
}
_CELL = {
    "unit": Kind.TEXT,
    "period": Kind.TEXT,
    "section": Kind.TEXT,
    "item": Kind.TEXT,
    "figure": Kind.NUMBER,
    "raw": Kind.TEXT,
    "file": Kind.TEXT,
    "sheet": Kind.TEXT,
    "cell": Kind.TEXT,
    "person": Kind.TEXT,
    "received": Kind.DATE,
    "reason": Kind.TEXT,
}
_TERM = {
    "unit": Kind.TEXT,
    "period": Kind.TEXT,
    "section": Kind.TEXT,
    "sign": Kind.COUNT,
    "numerator": Kind.COUNT,
    "denominator": Kind.COUNT,
    "value": Kind.PERCENT,
}
# How a unit or an item is called.
Name = Callable[[str], str]


def figures_workbook(
    title: str,
    facts: Sequence[str],
    figures: pd.DataFrame,
    catalogue: Catalogue,
    unit: Name,
    t: Words,
) -> bytes:
    """Return figures (columns of ``queries.figures``) as an xlsx file, one a row in their order.

    Rates are formulas over their counts; each has its status and the sentence that explains it.
    """
    rows = figures.to_dict("records")
    frame = pd.DataFrame([_figure(one, catalogue, unit, t) for one in rows], columns=list(_FIGURE))
    percents = all(one["unit"] == "%" for one in rows)
    decimals = int(figures["decimals"].max()) if rows else 1
    kinds = {
        key: Kind.NUMBER if kind is Kind.PERCENT and not percents else kind
        for key, kind in _FIGURE.items()
    }
    columns = _columns(kinds, "value", decimals, t)
    marked = bool(figures["illustrative"].any())
    return table_workbook(title, facts, frame, columns, t, illustrative=marked)


def terms_workbook(
    title: str,
    facts: Sequence[str],
    terms: pd.DataFrame,
    unit: Name,
    t: Words,
    *,
    illustrative: bool,
) -> bytes:
    """Return what a figure was added up from (``queries.chain.terms_of``) as an xlsx file."""
    frame = pd.DataFrame(
        {
            "unit": [unit(one) for one in terms["org_unit"]],
            "period": [formats.period(one, t.language) for one in terms["period"]],
            **{name: terms[name].to_numpy() for name in ("section", "sign")},
            "numerator": terms["numerator"].to_numpy(),
            "denominator": terms["denominator"].to_numpy(),
            "value": (100 * terms["numerator"] / terms["denominator"]).to_numpy(),
        }
    )
    columns = _columns(_TERM, "value", 1, t)
    return table_workbook(title, facts, frame, columns, t, illustrative=illustrative)


def cells_workbook(
    title: str,
    facts: Sequence[str],
    cells: pd.DataFrame,
    unit: Name,
    item: Name,
    t: Words,
    *,
    illustrative: bool,
) -> bytes:
    """Return the cells behind a figure (``queries.origins.cells_behind``) as an xlsx file."""
    frame = pd.DataFrame(
        {
            "unit": [unit(one) for one in cells["org_unit"]],
            "period": [formats.period(one, t.language) for one in cells["period"]],
            "section": cells["section"].to_numpy(),
            "item": [item(one) for one in cells["item"]],
            "figure": cells["value"].to_numpy(),
            "received": cells["received_on"].to_numpy(),
            **{name: cells[name].to_numpy() for name in ("raw", "file", "sheet", "cell", "person")},
            "reason": cells["reason"].to_numpy(),
        }
    )
    columns = [TableColumn(key, t.code("column", key), kind, 2) for key, kind in _CELL.items()]
    return table_workbook(title, facts, frame, columns, t, illustrative=illustrative)


def _figure(one: dict, catalogue: Catalogue, unit: Name, t: Words) -> dict:
    indicator = catalogue.indicators.get(one["indicator"]) or catalogue.readings[one["indicator"]]
    code = one["goal"] if isinstance(one["goal"], str) and one["goal"] != one["indicator"] else ""
    return {
        "unit": unit(one["org_unit"]),
        "code": code,
        "indicator": t.own(indicator.title),
        "period": formats.period(one["period"], t.language),
        "expected": one["expected_now"],
        "expected_units": one["expected"],
        "status": "" if isinstance(one.get("sources"), tuple) else t.code("status", one["status"]),
        "explanation": explanation(t, one),
        **{name: one[name] for name in ("numerator", "denominator", "value", "target", "gap")},
        "reported": one["reported"],
    }


def _columns(kinds: dict[str, Kind], rate: str, decimals: int, t: Words) -> list[TableColumn]:
    return [
        TableColumn(key, t.code("column", key), kind, decimals, **(_RATE if key == rate else {}))
        for key, kind in kinds.items()
    ]
