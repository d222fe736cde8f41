"""Figures as other people's scripts read them: plain JSON objects."""

from collections.abc import Mapping

import duckdb
import pandas as pd

from kpis.queries.figures import figures
from kpis.queries.origins import cells_behind
from kpis.queries.targets import target_of
from kpis.words import Words
from kpis.words.explaining import explanation

_SOURCE = (
    "submission",
    "file",
    "sheet",
    "cell",
    "raw",
    "item",
    "section",
    "org_unit",
    "period",
    "value",
)


def value_answer(
    con: duckdb.DuckDBPyConnection,
    t: Words,
    *,
    indicator: str,
    org_unit: str,
    period: str,
    version: str,
) -> dict:
    """Return one figure with everything that explains it, its cells included."""
    table = figures(con, indicator=indicator, org_unit=org_unit, period=period)
    figure = table.iloc[0] if len(table) else _silent(con, indicator, org_unit, period)
    cells = cells_behind(con, indicator=indicator, org_unit=org_unit, period=period)
    return {
        **figure_answer(figure, t),
        "version": version,
        "sources": [
            {name: _plain(getattr(cell, name)) for name in _SOURCE} for cell in cells.itertuples()
        ],
    }


def figure_answer(figure: Mapping, t: Words) -> dict:
    """Return a row of ``queries.figures`` as a JSON object."""
    plain = {name: _plain(value) for name, value in figure.items()}
    return {
        "indicator": plain["indicator"],
        "org_unit": plain["org_unit"],
        "period": plain["period"],
        "value": plain["value"],
        "unit": plain["unit"],
        "numerator": plain["numerator"],
        "denominator": plain["denominator"],
        "low": plain["low"] if plain["low"] is not None else plain["value"],
        "high": plain["high"] if plain["high"] is not None else plain["value"],
        "reported": plain["reported"],
        "expected": plain["expected"],
        "basis": plain["basis"],
        "target": plain["target"],
        "target_due": plain["due"],
        "baseline": plain["baseline"],
        "expected_now": plain["expected_now"],
        "gap": plain["gap"],
        "progress": plain.get("progress"),
        "status": plain["status"],
        "explanation": explanation(t, figure),
        "definition": plain["definition"],
        "illustrative": plain["illustrative"],
    }


def _silent(con: duckdb.DuckDBPyConnection, indicator: str, org_unit: str, period: str) -> dict:
    """Return a figure that nobody reported: its target all the same, and no number."""
    return {
        **target_of(con, indicator=indicator, org_unit=org_unit, period=period),
        **dict.fromkeys(
            ("value", "numerator", "denominator", "low", "high", "basis", "baseline", "gap")
        ),
        "expected_now": None,
        "reported": 0,
        "expected": 1,
        "illustrative": False,
    }


def _plain(value: object) -> object:
    """Return a frame's value as JSON knows it; what is missing is null, never 0."""
    if isinstance(value, list | tuple) or (
        hasattr(value, "__array__") and getattr(value, "ndim", 0)
    ):
        return [_plain(one) for one in value]
    if value is None or pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
