"""The overview as markup: headline cards, all goals by area, and what needs a decision."""

import duckdb
import pandas as pd

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import Goal, OrgUnit
from kpis.charts.attention import MOST, AttentionItem, attention
from kpis.charts.cards import cards
from kpis.charts.goal_table import GoalArea, goal_table
from kpis.charts.theme import Theme
from kpis.queries.figures import goals_at, paths_until
from kpis.queries.lagging import lagging
from kpis.ui.goals import SHORT, Goals
from kpis.ui.link import Links
from kpis.words import Words, formats

_WELL = ("met", "on_track")


def cockpit(
    con: duckdb.DuckDBPyConnection,
    *,
    period: str,
    catalogue: Catalogue,
    t: Words,
    theme: Theme,
    links: Links,
) -> dict[str, str]:
    """Return the parts of the overview: ``title``, ``cards``, ``goals``, ``attention``."""
    subjects = [(goal.indicator, goal.subject) for goal in catalogue.goals]
    now = goals_at(con, period=period, subjects=subjects).to_dict("records")
    figures = {(one["indicator"], one["org_unit"]): one for one in now}
    paths = paths_until(con, period=period, subjects=subjects)
    goals = Goals(catalogue, t, theme, links, period, figures, paths)
    headline = [card for one in catalogue.programme.headline if (card := goals.card(one))]
    return {
        "title": _title([one["status"] for one in now], period, t),
        "cards": cards(headline, t),
        "goals": _table(goals),
        "attention": attention(_attention(goals, lagging(con, period=period)), t),
    }


def _title(statuses: list[str], period: str, t: Words) -> str:
    """Return the finding of the page: how many goals are met or on their path."""
    well = sum(one in _WELL for one in statuses)
    short = sum(one in SHORT for one in statuses)
    return t(
        "overview.title" if short else "overview.all_well",
        well=well,
        judged=well + short,
        short=short,
        period=formats.period(period, t.language),
    )


def _table(goals: Goals) -> str:
    """Return all goals by area, each with its bar."""
    catalogue, t = goals.catalogue, goals.t
    areas = [
        GoalArea(
            t.own(area.title),
            [
                goals.row(goal)
                for goal in catalogue.goals
                if catalogue.indicators[goal.indicator].area == area.id
            ],
        )
        for area in catalogue.programme.area
    ]
    due = catalogue.goals[0].due
    return goal_table(areas, t, caption=t("overview.goals_caption"), due=due)


def _attention(goals: Goals, laggards: pd.DataFrame) -> list[AttentionItem]:
    """Return what needs a decision: goals short of their path, by how many of their margins."""
    by_goal = {(one.indicator, one.parent): one for one in laggards.itertuples()}
    short = [
        (figure["gap"] / goals.catalogue.indicators[goal.indicator].margin, place, goal, figure)
        for place, goal in enumerate(goals.catalogue.goals)
        if (figure := goals.figure(goal)) and figure["status"] in SHORT
    ]
    return [
        AttentionItem(
            _warning(goals, goal, figure, by_goal.get((goal.indicator, goal.subject))),
            goals.href(goal),
            figure["status"],
        )
        for _, _, goal, figure in sorted(short, key=lambda one: one[:2])[:MOST]
    ]


def _warning(goals: Goals, goal: Goal, figure: dict, lag: object | None) -> str:
    """Return one sentence: the goal, how far it is short, and which unit holds it back most."""
    t, decimals = goals.t, figure["decimals"]
    facts = {
        "goal": goals.name(goal),
        "value": goals.amount(figure, "value"),
        "gap": formats.number(abs(figure["gap"]), decimals, t.language),
        "since": goals.short_since(figure),
        "owner": t.own(_owner(goals.catalogue, goal, figure).short),
    }
    if lag is None or not isinstance(lag.worst, str):
        return t("overview.attention", **facts)
    return t(
        "overview.attention_units",
        **facts,
        short=lag.short,
        judged=lag.judged,
        worst=t.own(goals.catalogue.org_units[lag.worst].short),
        lowest=formats.amount(lag.worst_value, figure["unit"], decimals, t.language),
    )


def _owner(catalogue: Catalogue, goal: Goal, figure: dict) -> OrgUnit:
    return catalogue.owner_on(catalogue.indicators[goal.indicator], figure["window_end"].date())
