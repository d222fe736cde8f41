"""Where a number comes from: the cells, their files, and who sent them when."""

import pandas as pd

from kpis.catalogue.loading import Catalogue
from kpis.ui.link import Links
from kpis.ui.tables import Cell, Column, Line, table
from kpis.words import Words, formats

# More lines than this nobody reads on a page; the workbook to take away has them all.
MOST_LINES = 250
_COLUMNS = ("unit", "period", "section", "item", "figure", "raw", "file", "cell")
_KEPT = ("person", "received")
_NUMBERS = ("figure", "raw")
_SHORT = ("unit", "period", "cell", "received")


def item_name(item: str, period: str, catalogue: Catalogue, t: Words) -> str:
    """Return an item's name: of a form's column, or of an indicator's part as it is then meant."""
    indicator, _, part = item.rpartition(".")
    if indicator in catalogue.indicators:
        one = catalogue.indicator_at(indicator, period)
        return {"numerator": t.own(one.numerator), "denominator": t.own(one.denominator)}.get(
            part, t.own(one.short)
        )
    return t.code("item", item)


def cells_table(cells: pd.DataFrame, catalogue: Catalogue, t: Words, links: Links) -> str:
    """Return the cells behind a figure, each with its raw text and its place in its file.

    The file leads to all that is known of it.
    """
    names = (*_COLUMNS, *_KEPT)
    columns = [Column(t.code("column", one), one in _NUMBERS, one in _SHORT) for one in names]
    lines = [_line(one, catalogue, t, links) for one in cells.head(MOST_LINES).to_dict("records")]
    return table(columns, lines, caption=t("provenance.caption"))


def _line(one: dict, catalogue: Catalogue, t: Words, links: Links) -> Line:
    return Line(
        [
            t.own(catalogue.org_units[one["org_unit"]].short),
            formats.period(one["period"], t.language),
            one["section"] if isinstance(one["section"], str) else "",
            item_name(one["item"], one["period"], catalogue, t),
            formats.number(one["value"], 0 if float(one["value"]).is_integer() else 2, t.language),
            one["raw"],
            Cell(one["file"], links.to("history", submission=one["submission"])),
            f"{one['sheet']}!{one['cell']}",
            one["person"],
            formats.day(one["received_on"], t.language),
        ]
    )
