"""The catalogue as a reader sees it: goals with their path, and what is lacking."""

from kpis.catalogue.goals import Goal
from kpis.catalogue.loading import Catalogue
from kpis.ui.goal_story import document_name, goal_asks
from kpis.ui.tables import Column, Line, table
from kpis.words import Words, formats

_GOALS = ("code", "indicator", "subject", "level", "target", "goal_due", "owner", "basis")


def goals(catalogue: Catalogue, t: Words) -> str:
    """Return every goal: whose it is, how much by when, who owns it, on what basis."""
    columns = [
        Column(t.code("column", one), one == "target", one in ("code", "goal_due", "owner"))
        for one in _GOALS
    ]
    return table(columns, [_goal(one, catalogue, t) for one in catalogue.goals])


def _goal(goal: Goal, catalogue: Catalogue, t: Words) -> Line:
    indicator = catalogue.indicators[goal.indicator]
    basis = t("catalogue.own_setting")
    if goal.document:
        basis = document_name(catalogue.documents[goal.document], t)
    return Line(
        [
            goal.code,
            t.own(indicator.title),
            t.own(catalogue.org_units[goal.subject].short),
            formats.listed((t.code("level", one) for one in goal.levels), t.language),
            goal_asks(goal, indicator, t),
            goal.due,
            t.own(catalogue.org_units[indicator.owner].short),
            basis,
        ]
    )


def lacking(catalogue: Catalogue, with_figures: frozenset[str], t: Words) -> str:
    """Return what the catalogue lacks: indicators without a goal or without any figure.

    ``with_figures`` are the indicators that somebody has reported.
    """
    with_goal = {one.indicator for one in catalogue.goals}
    lines = [
        Line([t.own(one.title), t("catalogue.without_goal")], "warning")
        for one in catalogue.indicators.values()
        if one.id not in with_goal
    ] + [
        Line([t.own(one.title), t("catalogue.without_figure")], "warning")
        for one in catalogue.indicators.values()
        if one.id not in with_figures
    ]
    columns = [Column(t("column.indicator")), Column(t("column.problem"))]
    return table(columns, lines) if lines else f"<p>{t('catalogue.nothing_lacking')}</p>"
