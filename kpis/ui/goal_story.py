"""One indicator told: its path, its units, its definition and its figures."""

from html import escape

import duckdb
import plotly.graph_objects as go

from kpis.catalogue.goals import Goal
from kpis.catalogue.kinds import GoalKind
from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import Document, Indicator
from kpis.charts.dot_plot import UnitDot, dot_plot
from kpis.charts.theme import Theme
from kpis.charts.trajectory import trajectory
from kpis.domain.lineage import Move
from kpis.queries.outlooks import outlook_of
from kpis.queries.restated import level_of_restated
from kpis.ui import unit_names
from kpis.ui.link import Links
from kpis.ui.paths import aim_of, drawn_path
from kpis.ui.restating import event_marks
from kpis.ui.tables import facts
from kpis.words import Words, formats
from kpis.words.explaining import arithmetic, completeness, explanation


def path_of(
    con: duckdb.DuckDBPyConnection,
    *,
    indicator: str,
    org_unit: str,
    period: str,
    catalogue: Catalogue,
    t: Words,
    theme: Theme,
    bridged: bool = False,
    moves: tuple[Move, ...] = (),
) -> go.Figure:
    """Return the path of one unit in periods of the chosen one's kind, and where it is heading.

    With ``moves`` it begins with the units that this one has taken over from.
    """
    asked = {"indicator": indicator, "org_unit": org_unit, "period": period}
    drawn = drawn_path(con, **asked, moves=moves)
    ahead = {"bridged": bridged, "outlook": outlook_of(con, **asked)}
    events = event_marks(catalogue, org_unit, drawn, t)
    aim = aim_of(drawn, catalogue.indicators[indicator], t, **ahead, events=events)
    return trajectory(drawn, aim, t, theme)


def units_of(
    con: duckdb.DuckDBPyConnection,
    *,
    indicator: str,
    level: str,
    period: str,
    catalogue: Catalogue,
    t: Words,
    theme: Theme,
    moves: tuple[Move, ...] = (),
) -> go.Figure:
    """Return one level's units in order against the goal."""
    asked = {"indicator": indicator, "level": level, "period": period}
    figures = level_of_restated(con, **asked, moves=moves)
    dots = [
        UnitDot(
            id=one["org_unit"],
            name=unit_names.short(catalogue, one["org_unit"], t),
            value=one["value"],
            status=one["status"],
            sentence=explanation(t, one),
        )
        for one in figures
    ]
    return dot_plot(dots, aim_of(figures, catalogue.indicators[indicator]), t, theme)


def finding(indicator: Indicator, figure: dict | None, t: Words) -> str:
    """Return a page's title: the goal, and in one sentence where it stands."""
    goal = t.own(indicator.short)
    if figure is None:
        return t("indicator.silent", goal=goal)
    told = explanation(t, figure)
    return t("indicator.title", goal=goal, finding=told[0].lower() + told[1:])


def definition(catalogue: Catalogue, indicator: Indicator, period: str, t: Words) -> str:
    """Return an indicator's meaning, formula, legal basis, goals, and its owner in a period."""
    owner = catalogue.owner_on(indicator, catalogue.last_day(period))
    documents = [document_name(catalogue.documents[one], t) for one in indicator.documents]
    parent = catalogue.indicators.get(indicator.of_which or "")
    parts = {"numerator": indicator.numerator, "denominator": indicator.denominator}
    words = {name: t.own(text) for name, text in parts.items()}
    formula = t.code("indicator.formula", indicator.formula, **words)
    return facts(
        [
            (t("indicator.meaning"), t.own(indicator.title)),
            (t("indicator.formula"), formula),
            (t("indicator.of_which"), t.own(parent.title) if parent else ""),
            (t("indicator.measure"), t.code("measure", indicator.measure)),
            (t("indicator.documents"), "; ".join(documents)),
            (t("indicator.goal"), "; ".join(_wordings(catalogue, indicator, t))),
            (t("indicator.owner"), unit_names.full(catalogue, owner.id, t)),
        ]
    )


def document_name(document: Document, t: Words) -> str:
    """Return a document by kind, number and date: a number alone names two different ones."""
    day = formats.day(document.date, t.language)
    return t("indicator.document", kind=t.own(document.kind), number=document.number, day=day)


def standing_facts(figure: dict, t: Words, links: Links) -> str:
    """Return a figure's arithmetic: what was divided, by whom, against what; and on to why."""
    href = links.why(figure["indicator"], figure["org_unit"], figure["period"])
    way = f'<p class="note k"><a class="k-onward" data-nav href="{escape(href)}">'
    way += f"{escape(t('link.why'))}</a></p>"
    said = facts(
        [
            (t("indicator.standing"), explanation(t, figure)),
            (t("indicator.arithmetic"), arithmetic(t, figure)),
            (t("indicator.reports"), completeness(t, figure) if figure["expected"] > 1 else ""),
            (
                t("indicator.basis"),
                t.code("basis", figure["basis"]) if figure["basis"] else "",
            ),
        ]
    )
    return said + way


def goal_asks(goal: Goal, indicator: Indicator, t: Words) -> str:
    """Return what a goal asks for: ``≥ 80 %``, ``40 – 60 %``, a fall of 20 % against 2021."""
    low, high = (
        formats.goal(one, indicator.unit, t.language) for one in (goal.target, goal.target_to)
    )
    sign = "≥" if goal.sign > 0 else "≤"
    if goal.kind is GoalKind.HOLD and goal.target is None:
        return t("indicator.goal_asks.hold_start")
    facts = {"sign": sign, "target": low, "target_to": high, "year": goal.base_year}
    return t.code("indicator.goal_asks", goal.kind, **facts)


def _wordings(catalogue: Catalogue, indicator: Indicator, t: Words) -> list[str]:
    """Return an indicator's goals in words, with a mark where the province set one itself."""
    goals = [one for one in catalogue.goals if one.indicator == indicator.id]
    lines = [
        t(
            "indicator.goal_line",
            level=t.own(catalogue.org_units[goal.subject].short),
            asked=goal_asks(goal, indicator, t),
            due=goal.due,
        )
        for goal in goals
    ]
    return [*lines, t("indicator.own_setting")] if any(one.own_setting for one in goals) else lines
