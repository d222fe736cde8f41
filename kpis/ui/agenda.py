"""The meeting's slides from one version: cover, earlier decisions, then one goal a slide."""

from collections import Counter
from datetime import date

import duckdb
import pandas as pd

from kpis.catalogue.goals import Goal
from kpis.catalogue.loading import Catalogue
from kpis.charts.slides import CoverFacts, RankedUnit, SlideFacts, deck
from kpis.charts.theme import Theme
from kpis.intake.forms import Forms
from kpis.queries.figures import goals_at, units_at
from kpis.queries.state import state
from kpis.ui import unit_names
from kpis.ui.concern_words import ConcernWords
from kpis.ui.earlier import earlier_decisions
from kpis.ui.link import Links
from kpis.ui.paths import aim_of, drawn_path
from kpis.ui.situation import situation
from kpis.words import Words, formats
from kpis.words.explaining import explanation

_NAMED = 3


def slides(
    con: duckdb.DuckDBPyConnection,
    *,
    period: str,
    version: str,
    catalogue: Catalogue,
    forms: Forms,
    today: date,
    t: Words,
    theme: Theme,
    links: Links,
) -> str:
    """Return the deck of a period as markup; the version's name is its edition's code.

    Where anything has been decided, it begins with the decisions and what has become of them.
    """
    goals = catalogue.goals
    subjects = [(goal.indicator, goal.subject) for goal in goals]
    rows = goals_at(con, period=period, subjects=subjects).to_dict("records")
    known = {(one["indicator"], one["org_unit"]): one for one in rows}
    now = state(con)
    shown = [
        (goal, known[key]) for goal in goals if (key := (goal.indicator, goal.subject)) in known
    ]
    cover = CoverFacts(
        title=t.own(catalogue.programme.title),
        subtitle=t("present.subtitle"),
        period=formats.period(period, t.language),
        counts=Counter(figure["status"] for _, figure in shown),
        illustrative=now.illustrative,
    )
    source = t("present.source", moment=formats.moment(now.last_import, t.language))
    units = units_at(con, period=period)
    looks = {"catalogue": catalogue, "t": t, "links": links, "source": source}
    pages = [_slide(con, goal, figure, units, **looks) for goal, figure in shown]
    asked = {"period": period, "catalogue": catalogue, "forms": forms, "today": today}
    words = ConcernWords(catalogue, t, links, period)
    earlier = earlier_decisions(situation(con, **asked), words, source, now.illustrative)
    place = {"edition": version[:15], "home": links.to("", period=period)}
    return deck(pages, cover, t, theme, **place, earlier=earlier)


def _slide(
    con: duckdb.DuckDBPyConnection,
    goal: Goal,
    figure: dict,
    units: pd.DataFrame,
    *,
    catalogue: Catalogue,
    t: Words,
    links: Links,
    source: str,
) -> SlideFacts:
    indicator = catalogue.indicator_at(goal.indicator, figure["period"])
    subject = {"indicator": goal.indicator, "org_unit": goal.subject}
    drawn = drawn_path(con, **subject, period=figure["period"])
    units = units[units["indicator"] == goal.indicator]
    best, worst = _ends(units[units["rank"].notna()], catalogue, t, links)
    return SlideFacts(
        title=t.code("present.finding", figure["status"], goal=t.own(indicator.short)),
        topic=" · ".join(filter(None, (goal.code, t.own(indicator.title)))),
        value=_amount(figure, "value", figure["decimals"], t),
        status=figure["status"],
        history=drawn,
        aim=aim_of(drawn, catalogue.indicators[goal.indicator], t),
        period=formats.period(figure["period"], t.language),
        source=source,
        target=formats.goal(figure["target"], figure["unit"], t.language),
        expected=_amount(figure, "expected_now", figure["decimals"], t),
        gap=formats.signed(figure["gap"], figure["decimals"], t.language),
        sentence=explanation(t, figure),
        best=best,
        worst=worst,
        illustrative=bool(figure["illustrative"]),
        why=links.why(goal.indicator, goal.subject, figure["period"]),
    )


def _amount(figure: dict, key: str, decimals: int, t: Words) -> str:
    return formats.amount(figure[key], figure["unit"], decimals, t.language)


def _ends(
    units: pd.DataFrame, catalogue: Catalogue, t: Words, links: Links
) -> tuple[list[RankedUnit], list[RankedUnit]]:
    """Return the best and the worst units of all levels, none of them twice."""
    ordered = units.sort_values("value", ascending=False).to_dict("records")
    named = [
        RankedUnit(
            unit_names.short(catalogue, one["org_unit"], t),
            formats.amount(one["value"], one["unit"], one["decimals"], t.language),
            one["status"],
            links.why(one["indicator"], one["org_unit"], one["period"]),
        )
        for one in ordered
    ]
    half = min(_NAMED, len(named) // 2)
    return named[:half], named[len(named) - half :][::-1]
