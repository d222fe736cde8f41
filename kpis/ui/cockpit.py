"""The overview as markup: headline cards, all goals by area, and what needs a decision."""

from datetime import date

import duckdb

from kpis.catalogue.loading import Catalogue
from kpis.charts.attention import attention
from kpis.charts.cards import cards
from kpis.charts.goal_table import GoalArea, goal_table
from kpis.charts.theme import Theme
from kpis.intake.forms import Forms
from kpis.queries.goals import goals_at
from kpis.queries.paths import paths_until
from kpis.ui.concern_words import ConcernWords
from kpis.ui.goals import SHORT, Goals
from kpis.ui.link import Links
from kpis.ui.situation import situation
from kpis.words import Words, formats

_WELL = ("met", "on_track")


def cockpit(
    con: duckdb.DuckDBPyConnection,
    *,
    period: str,
    catalogue: Catalogue,
    forms: Forms,
    today: date,
    t: Words,
    theme: Theme,
    links: Links,
) -> dict[str, str]:
    """Return the parts of the overview: ``title``, ``cards``, ``goals``, ``attention``."""
    subjects = [(goal.indicator, goal.subject) for goal in catalogue.goals]
    now = goals_at(con, period=period, subjects=subjects)
    figures = {(one["indicator"], one["org_unit"]): one for one in now}
    paths = paths_until(con, period=period, subjects=subjects)
    goals = Goals(catalogue, t, theme, links, period, figures, paths)
    headline = [card for one in catalogue.programme.headline if (card := goals.card(one))]
    asked = {"period": period, "catalogue": catalogue, "forms": forms, "today": today}
    items = situation(con, **asked).items(ConcernWords(catalogue, t, links, period))
    return {
        "title": _title([one["status"] for one in now], period, t),
        "cards": cards(headline, t),
        "goals": _table(goals),
        "attention": attention(items, t),
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
