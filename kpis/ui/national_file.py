"""A national index to take away: every province and year, each figure with its source."""

import pandas as pd

from kpis.catalogue.national_model import Index
from kpis.exports.workbook import Kind, TableColumn, table_workbook
from kpis.ui.national import Home
from kpis.ui.national_tables import merger, ordered, source_text
from kpis.ui.takeaway import take
from kpis.words import Words


def to_take(home: Home, index: Index, t: Words) -> None:
    """Draw the button that takes an index away; the file is made on pressing."""
    take(t.own(index.short), lambda: workbook(home, index, t), t, index.id)


def workbook(home: Home, index: Index, t: Words) -> bytes:
    """Return every published figure of an index, all years, as an xlsx file."""
    national = home.national
    rows = [one for year in national.years_of(index.id) for one in ordered(home, index, year)]
    homes = [national.provinces[one.province] for one in rows]
    regions = [national.regions.get(one.region or "") for one in homes]
    frame = pd.DataFrame(
        {
            "year": [str(one.year) for one in rows],
            "province": [t.own(one.name) for one in homes],
            "region": [t.own(one.title) if one else "" for one in regions],
            "value": [one.value for one in rows],
            "rank": [one.rank for one in rows],
            "note": [one.note for one in rows],
            "since": [merger(home, one, t) for one in homes],
            "source": [source_text(home, one.source) for one in rows],
        }
    )
    kinds = {"value": Kind.NUMBER, "rank": Kind.COUNT}
    columns = [
        TableColumn(key, t.code("national.column", key), kinds.get(key, Kind.TEXT), index.decimals)
        for key in frame.columns
    ]
    publisher = t.own(index.publisher)
    return table_workbook(t.own(index.title), [publisher], frame, columns, t)
