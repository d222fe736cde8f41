"""Tables to take away as workbooks, with live formulas for the rates."""

import pandas as pd
import streamlit as st

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import Formula, Indicator
from kpis.exports.workbook import Kind, TableColumn, table_workbook
from kpis.words import Words, formats

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def figures(table: pd.DataFrame, indicator: Indicator, catalogue: Catalogue, t: Words) -> None:
    """Draw the button that takes a table of one indicator's figures away."""

    def made() -> bytes:
        return _workbook(table, indicator, catalogue, t)

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
    # A reduction's counts stand in the store as what was reduced and what it was before.
    frame = pd.DataFrame(
        {
            "unit": [t.own(catalogue.org_units[one].name) for one in table["org_unit"]],
            "period": [formats.period(one, t.language) for one in table["period"]],
            "numerator": table["numerator"],
            "denominator": table["denominator"],
            "value": table["value"],
            "expected": table["expected_now"],
            "status": [t.code("status", one) for one in table["status"]],
        }
    )
    parts = {"numerator": "numerator", "denominator": "denominator"}
    kinds = {"numerator": Kind.COUNT, "denominator": Kind.COUNT, "expected": Kind.PERCENT}
    columns = [
        TableColumn(one, t.code("column", one), kinds.get(one, Kind.TEXT), indicator.decimals)
        for one in ("unit", "period", "numerator", "denominator", "expected", "status")
    ]
    rate = TableColumn("value", t("column.value"), Kind.PERCENT, indicator.decimals, **parts)
    columns.insert(4, rate)
    formula = t.code(
        "indicator.formula",
        Formula.RATIO,
        numerator=t("column.numerator"),
        denominator=t("column.denominator"),
    )
    return table_workbook(
        t.own(indicator.title),
        [formula],
        frame,
        columns,
        t,
        illustrative=bool(table["illustrative"].any()),
    )
