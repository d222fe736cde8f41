"""One unit told: every goal it answers for."""

import duckdb
import pandas as pd

from kpis.catalogue.loading import Catalogue
from kpis.charts.bullet import bullet
from kpis.charts.goal_table import GoalArea, GoalRow, goal_table
from kpis.queries.figures import goals_at
from kpis.ui.link import Links
from kpis.words import Words, formats
from kpis.words.explaining import explanation

_WELL = ("met", "on_track")
_JUDGED = (*_WELL, "behind", "off_track")


def portrait(
    con: duckdb.DuckDBPyConnection,
    *,
    unit: str,
    period: str,
    catalogue: Catalogue,
    t: Words,
    links: Links,
) -> dict[str, str]:
    """Return the parts of a unit's page: ``title`` and ``goals``."""
    subjects = tuple((one, unit) for one in catalogue.indicators)
    figures = goals_at(con, period=period, subjects=subjects).to_dict("records")
    known = {one["indicator"]: one for one in figures}
    areas = [
        GoalArea(
            t.own(area.title),
            [
                _row(known[one.id], catalogue, unit, period, t, links)
                for one in catalogue.indicators.values()
                if one.area == area.id and one.id in known
            ],
        )
        for area in catalogue.programme.area
    ]
    due = catalogue.goals[0].due
    return {
        "title": _title(figures, t.own(catalogue.org_units[unit].name), t),
        "goals": goal_table(areas, t, caption=t("unit.goals"), due=due),
    }


def _title(figures: list[dict], name: str, t: Words) -> str:
    statuses = [one["status"] for one in figures]
    if statuses and all(one == "closed" for one in statuses):
        return t("unit.title_closed", unit=name)
    judged = sum(one in _JUDGED for one in statuses)
    if not judged:
        return t("unit.title_silent", unit=name)
    return t("unit.title", unit=name, well=sum(one in _WELL for one in statuses), judged=judged)


def _row(
    figure: dict, catalogue: Catalogue, unit: str, period: str, t: Words, links: Links
) -> GoalRow:
    indicator = catalogue.indicators[figure["indicator"]]
    sentence = explanation(t, figure)

    def amount(key: str, decimals: int = figure["decimals"]) -> str:
        return formats.amount(figure[key], figure["unit"], decimals, t.language)

    code = "" if pd.isna(figure["goal"]) or figure["goal"] == indicator.id else figure["goal"]
    return GoalRow(
        code=code,
        title=t.own(indicator.short),
        full=t.own(indicator.title),
        href=links.to("unit", unit=unit, period=period, indicator=indicator.id),
        value=amount("value"),
        status=figure["status"],
        target=amount("target", 0),
        expected=amount("expected_now"),
        gap=formats.signed(figure["gap"], figure["decimals"], t.language),
        bullet=bullet(
            figure["value"], figure["expected_now"], figure["target"], figure["status"], sentence
        ),
        sentence=sentence,
        why=links.why(indicator.id, unit, period),
    )
