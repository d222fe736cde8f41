"""Tables to take away as workbooks, with live formulas for the rates."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import Formula, Indicator
from kpis.exports.workbook import Kind, TableColumn, table_workbook
from kpis.ui import answers
from kpis.words import Words, formats

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def button(
    query: Callable, asked: dict, indicator: Indicator, catalogue: Catalogue, t: Words
) -> None:
    """Draw the button that takes the figures of a query away; they are asked for on pressing."""

    def made() -> bytes:
        return _workbook(answers.ask(query, **asked), indicator, catalogue, t)

    name = formats.plain(t.own(indicator.short)).replace(",", "")
    st.download_button(
        t("takeaway.xlsx"),
        data=made,
        file_name=f"{name}.xlsx",
        mime=XLSX,
        icon=":material/download:",
        key=f"take_{indicator.id}",
    )


def _workbook(table: pd.DataFrame, indicator: Indicator, catalogue: Catalogue, t: Words) -> bytes:
    """Return the figures as a workbook whose rates are formulas over their counts."""
    parts = {"numerator": t("column.numerator"), "denominator": t("column.denominator")}
    # A reduction's counts stand in the store as what was reduced and what it was before.
    formula = t.code("indicator.formula", Formula.RATIO, **parts)
    return table_workbook(
        t.own(indicator.title),
        [formula],
        _frame(table, catalogue, t),
        _columns(indicator, t),
        t,
        illustrative=bool(table["illustrative"].any()),
    )


def _frame(table: pd.DataFrame, catalogue: Catalogue, t: Words) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "unit": [t.own(catalogue.org_units[one].name) for one in table["org_unit"]],
            "period": [formats.period(one, t.language) for one in table["period"]],
            "numerator": table["numerator"].to_numpy(),
            "denominator": table["denominator"].to_numpy(),
            "value": table["value"].to_numpy(),
            "expected": table["expected_now"].to_numpy(),
            "status": [t.code("status", one) for one in table["status"]],
        }
    )


def _columns(indicator: Indicator, t: Words) -> list[TableColumn]:
    kinds = {
        "unit": Kind.TEXT,
        "period": Kind.TEXT,
        "numerator": Kind.COUNT,
        "denominator": Kind.COUNT,
        "value": Kind.PERCENT,
        "expected": Kind.PERCENT,
        "status": Kind.TEXT,
    }
    parts = {"numerator": "numerator", "denominator": "denominator"}
    return [
        TableColumn(
            key,
            t.code("column", key),
            kind,
            indicator.decimals,
            **(parts if key == "value" else {}),
        )
        for key, kind in kinds.items()
    ]
