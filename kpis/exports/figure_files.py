"""Figures to take away: many of them, what one was added up from, and the cells behind it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from kpis.catalogue.loading import Catalogue
from kpis.exports.workbook import Kind, TableColumn, table_workbook
from kpis.words import Words, formats
from kpis.words.explaining import explanation, is_restated

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
    "share": Kind.PERCENT,
    "numerator": Kind.COUNT,
    "denominator": Kind.COUNT,
    "value": Kind.PERCENT,
}
# How a unit is called.
Name = Callable[[str], str]


@dataclass(frozen=True)
class Names:
    """How a unit is called, and an item of forms in a period."""

    unit: Name
    item: Callable[[str, str], str]


def figures_workbook(
    title: str,
    facts: Sequence[str],
    figures: Sequence[Mapping],
    catalogue: Catalogue,
    unit: Name,
    t: Words,
) -> bytes:
    """Return figures (columns of ``queries.figures``) as an xlsx file, one a row in their order.

    Rates are formulas over their counts; each has its status and the sentence that explains it.
    """
    rows = [_figure(one, catalogue, unit, t) for one in figures]
    frame = pd.DataFrame(rows, columns=list(_FIGURE))
    percents = all(one["unit"] == "%" for one in figures)
    decimals = max((one["decimals"] for one in figures), default=1)
    kinds = {
        key: Kind.NUMBER if kind is Kind.PERCENT and not percents else kind
        for key, kind in _FIGURE.items()
    }
    columns = _columns(kinds, "value", decimals, t)
    marked = any(one["illustrative"] for one in figures)
    return table_workbook(title, facts, frame, columns, t, illustrative=marked)


def terms_workbook(
    title: str,
    facts: Sequence[str],
    terms: pd.DataFrame,
    names: Names,
    t: Words,
    *,
    illustrative: bool,
) -> bytes:
    """Return what a figure was added up from (``queries.chain.terms_of``) as an xlsx file.

    Or the reports it was made of, with their shares (``queries.restated_chain.pieces_of``).
    """
    told = {name: terms[name] for name in ("section", "sign") if name in terms}
    told |= {"share": 100 * terms["share"]} if "share" in terms else {}
    frame = pd.DataFrame(
        {
            "unit": [names.unit(one) for one in terms["org_unit"]],
            "period": [formats.period(one, t.language) for one in terms["period"]],
            **{name: column.to_numpy() for name, column in told.items()},
            "numerator": terms["numerator"].to_numpy(),
            "denominator": terms["denominator"].to_numpy(),
            "value": (100 * terms["numerator"] / terms["denominator"]).to_numpy(),
        }
    )
    columns = _columns({name: _TERM[name] for name in frame}, "value", 1, t)
    return table_workbook(title, facts, frame, columns, t, illustrative=illustrative)


def cells_workbook(
    title: str,
    facts: Sequence[str],
    cells: pd.DataFrame,
    names: Names,
    t: Words,
    *,
    illustrative: bool,
) -> bytes:
    """Return the cells behind a figure (``queries.origins.cells_behind``) as an xlsx file."""
    frame = pd.DataFrame(
        {
            "unit": [names.unit(one) for one in cells["org_unit"]],
            "period": [formats.period(one, t.language) for one in cells["period"]],
            "section": cells["section"].to_numpy(),
            "item": list(map(names.item, cells["item"], cells["period"])),
            "figure": cells["value"].to_numpy(),
            "received": cells["received_on"].to_numpy(),
            **{name: cells[name].to_numpy() for name in ("raw", "file", "sheet", "cell", "person")},
            "reason": cells["reason"].to_numpy(),
        }
    )
    columns = [TableColumn(key, t.code("column", key), kind, 2) for key, kind in _CELL.items()]
    return table_workbook(title, facts, frame, columns, t, illustrative=illustrative)


def _figure(one: Mapping, catalogue: Catalogue, unit: Name, t: Words) -> dict:
    indicator = catalogue.indicator_at(one["indicator"], one["period"])
    code = one["goal"] if isinstance(one["goal"], str) and one["goal"] != one["indicator"] else ""
    return {
        "unit": unit(one["org_unit"]),
        "code": code,
        "indicator": t.own(indicator.title),
        "period": formats.period(one["period"], t.language),
        "expected": one["expected_now"],
        "expected_units": one["expected"],
        "status": "" if is_restated(one) else t.code("status", one["status"]),
        "explanation": explanation(t, one),
        **{name: one[name] for name in ("numerator", "denominator", "value", "target", "gap")},
        "reported": one["reported"],
    }


def _columns(kinds: dict[str, Kind], rate: str, decimals: int, t: Words) -> list[TableColumn]:
    return [
        TableColumn(key, t.code("column", key), kind, decimals, **(_RATE if key == rate else {}))
        for key, kind in kinds.items()
    ]
