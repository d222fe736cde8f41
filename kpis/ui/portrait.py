"""One unit told: every goal it answers for."""

import duckdb

from kpis.catalogue.loading import Catalogue
from kpis.charts.bullet import bullet
from kpis.charts.goal_table import GoalArea, GoalRow, goal_table
from kpis.domain.lineage import Move
from kpis.queries.compared import side_by_side
from kpis.ui import unit_names
from kpis.ui.link import Links
from kpis.ui.why import unknown
from kpis.words import Words, formats
from kpis.words.explaining import explanation, is_restated

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
    moves: tuple[Move, ...] = (),
) -> dict[str, str]:
    """Return the parts of a unit's page: ``title``, ``goals``, and ``note``: why there are none."""
    figures = side_by_side(con, org_units=[unit], periods=[period], moves=moves)
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
        "title": _title(figures, unit_names.full(catalogue, unit, t), t),
        "goals": goal_table(areas, t, caption=t("unit.goals"), due=due) if figures else "",
        "note": "" if figures else unknown(unit, period, catalogue, t),
    }


def _title(figures: list[dict], name: str, t: Words) -> str:
    statuses = [one["status"] for one in figures]
    if statuses and all(one == "closed" for one in statuses):
        return t("unit.title_closed", unit=name)
    judged = sum(one in _JUDGED for one in statuses)
    if not judged:
        restated = [one for one in figures if is_restated(one)]
        count = sum(one["value"] is not None for one in restated)
        told = "unit.title_restated" if restated else "unit.title_silent"
        return t(told, unit=name, count=count)
    return t("unit.title", unit=name, well=sum(one in _WELL for one in statuses), judged=judged)


def _row(
    figure: dict, catalogue: Catalogue, unit: str, period: str, t: Words, links: Links
) -> GoalRow:
    indicator = catalogue.indicator_at(figure["indicator"], period)
    sentence = explanation(t, figure)

    def amount(key: str) -> str:
        return formats.amount(figure[key], figure["unit"], figure["decimals"], t.language)

    code = "" if figure["goal"] in (None, indicator.id) else figure["goal"]
    return GoalRow(
        code=code,
        title=t.own(indicator.short),
        full=t.own(indicator.title),
        href=links.to("unit", unit=unit, period=period, indicator=indicator.id),
        value=amount("value"),
        status=figure["status"],
        target=formats.goal(figure["target"], figure["unit"], t.language),
        expected=amount("expected_now"),
        gap=formats.signed(figure["gap"], figure["decimals"], t.language),
        bullet=bullet(
            figure["value"], figure["expected_now"], figure["target"], figure["status"], sentence
        ),
        sentence=sentence,
        why=links.why(indicator.id, unit, period),
    )
