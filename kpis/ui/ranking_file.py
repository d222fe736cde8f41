"""A ranking to take away: the page's rows with their counts, and the rules of the ranking."""

import pandas as pd

from kpis.domain.peers import SMALL
from kpis.exports.workbook import Kind, TableColumn, table_workbook
from kpis.ui.ranked import Ranked
from kpis.words import Words, formats

# The columns of the table on the page, in their order.
COLUMNS = (
    *("rank", "rank_last", "rank_year", "unit", "value", "on_last", "on_year"),
    *("to_next", "to_median", "status", "note"),
)


def workbook(
    known: Ranked, rows_of: dict[str, dict[str, str]], title: str, period: str, t: Words
) -> bytes:
    """Return the ranking as an xlsx file: the page's rows with their counts, and its rules."""
    columns = _columns(t)
    rows = [
        {
            **rows_of[one["org_unit"]],
            **{key: one[key] for key in ("rank", "numerator", "denominator", "value")},
        }
        for one in known.rows
    ]
    said = [formats.period(period, t.language), t("rank.rules", small=SMALL)]
    marked = any(one["illustrative"] for one in known.rows)
    frame_ = pd.DataFrame(rows, columns=[one.key for one in columns])
    return table_workbook(title, said, frame_, columns, t, illustrative=marked)


def _columns(t: Words) -> list[TableColumn]:
    names = [*COLUMNS]
    names[names.index("value") : names.index("value")] = ["numerator", "denominator"]
    kinds = {"rank": Kind.COUNT, "numerator": Kind.COUNT, "denominator": Kind.COUNT}
    kinds["value"] = Kind.PERCENT
    parts = {"numerator": "numerator", "denominator": "denominator"}
    return [
        TableColumn(
            one,
            t.code("rank.column", one),
            kinds.get(one, Kind.TEXT),
            **(parts if one == "value" else {}),
        )
        for one in names
    ]
