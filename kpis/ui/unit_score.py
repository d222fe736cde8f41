"""A unit's latest scorecard on its own page: what it came to, and the dearest lost points."""

from collections.abc import Mapping, Sequence

import duckdb

from kpis.catalogue.definitions import Catalogue
from kpis.queries.lost_points import lost_rows
from kpis.queries.score_events import latest_card
from kpis.queries.score_views import areas
from kpis.queries.scoring import outcome
from kpis.ui.link import Links
from kpis.ui.score_sentences import unit_title
from kpis.ui.tables import Cell, Column, Line, table
from kpis.words import Words, formats

# The page tells of much else; the card itself has them all.
_MOST = 4


def unit_score(
    con: duckdb.DuckDBPyConnection, *, unit: str, catalogue: Catalogue, t: Words, links: Links
) -> tuple[str, str, str] | None:
    """Return a unit's finding, its dearest lost points as a table, and of which year they are.

    None where no scorecard of the unit has come in.
    """
    if (found := latest_card(con, org_unit=unit)) is None:
        return None
    set_, year = found
    whole = outcome(con, set_=set_, org_unit=unit)
    by_area = areas(con, set_=set_)
    mine = by_area[by_area["org_unit"] == unit]
    title = unit_title(t.own(catalogue.org_units[unit].short), whole, mine, t)
    lost = lost_rows(con, set_=set_, org_unit=unit)
    note = t("score.unit_note", year=year, count=len(lost))
    return title, _table(lost[:_MOST], unit, set_, t, links), note


def _table(lost: Sequence[Mapping], unit: str, set_: str, t: Words, links: Links) -> str:
    names = ("point", "lost", "recovery", "deadline")
    columns = [Column(t.code("lost.column", one), one == "lost") for one in names]
    card = links.to("scorecard", set=set_, unit=unit, show="card")
    lines = [
        Line(
            [
                Cell(f"{one['code']} {one['title']}", card),
                formats.points(one["lost"], t.language),
                t.code("score.recovery", one["recovery"]),
                one["deadline"] or formats.ABSENT,
            ]
        )
        for one in lost
    ]
    total = Line([Cell(t("score.unit_open"), card), "", "", ""])
    return table(columns, [*lines, total])
