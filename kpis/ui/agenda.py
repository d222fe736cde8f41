"""The meeting's slides from one version: cover, earlier decisions, then one goal a slide."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import duckdb

from kpis.catalogue.goals import Goal
from kpis.catalogue.loading import Catalogue
from kpis.charts.path import Point
from kpis.charts.slides import CoverFacts, RankedUnit, SlideFacts, deck
from kpis.charts.theme import Theme
from kpis.domain.decisions import standing
from kpis.domain.periods import Period
from kpis.intake.forms import Forms
from kpis.queries.decisions import decisions
from kpis.queries.figures import ends_at
from kpis.queries.goals import figures_of
from kpis.queries.pictures import Figure
from kpis.queries.state import state
from kpis.queries.subjects import Subject
from kpis.ui import unit_names
from kpis.ui.concern_words import ConcernWords
from kpis.ui.earlier import earlier_decisions, followed_up
from kpis.ui.link import Links
from kpis.ui.paths import aim_of, drawn_paths
from kpis.ui.situation import situation
from kpis.words import Words, formats
from kpis.words.explaining import explanation

# So many of the best and of the worst units are named.
_NAMED = 3
_NOBODY = ((), ())


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
    shown = _goals(con, period, catalogue)
    now = state(con)
    cover = CoverFacts(
        title=t.own(catalogue.programme.title),
        subtitle=t("present.subtitle"),
        period=formats.period(period, t.language),
        counts=Counter(figure["status"] for _, figure in shown),
        illustrative=now.illustrative,
    )
    source = t("present.source", moment=formats.moment(now.last_import, t.language))
    paths = drawn_paths(con, period=period, subjects=[_subject(goal) for goal, _ in shown])
    ends = ends_at(con, period=period, most=_NAMED)
    looks = {"catalogue": catalogue, "t": t, "links": links, "source": source}
    pages = [
        _slide(goal, figure, paths[_subject(goal)], ends.get(goal.indicator, _NOBODY), **looks)
        for goal, figure in shown
    ]
    earlier = None
    # All concerns of the period are weighed for what has become of decisions, so only for those.
    if followed_up(standing(decisions(con), Period.parse(period).step)):
        asked = {"period": period, "catalogue": catalogue, "forms": forms, "today": today}
        words = ConcernWords(catalogue, t, links, period)
        earlier = earlier_decisions(situation(con, **asked), words, source, now.illustrative)
    place = {"edition": version[:15], "home": links.to("", period=period)}
    return deck(pages, cover, t, theme, **place, earlier=earlier)


def _subject(goal: Goal) -> Subject:
    return goal.indicator, goal.subject


def _goals(
    con: duckdb.DuckDBPyConnection, period: str, catalogue: Catalogue
) -> list[tuple[Goal, Figure]]:
    """Return the programme's goals in its order, each with its figure; those without left out."""
    found = figures_of(con, period=period, subjects=[_subject(one) for one in catalogue.goals])
    return [(goal, found[_subject(goal)]) for goal in catalogue.goals if _subject(goal) in found]


def _slide(
    goal: Goal,
    figure: Figure,
    drawn: Sequence[Point],
    ends: tuple[Sequence[Figure], Sequence[Figure]],
    *,
    catalogue: Catalogue,
    t: Words,
    links: Links,
    source: str,
) -> SlideFacts:
    indicator = catalogue.indicator_at(goal.indicator, figure["period"])
    best, worst = ([_named(one, catalogue, t, links) for one in end] for end in ends)
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


def _named(one: Figure, catalogue: Catalogue, t: Words, links: Links) -> RankedUnit:
    return RankedUnit(
        unit_names.short(catalogue, one["org_unit"], t),
        _amount(one, "value", one["decimals"], t),
        one["status"],
        links.why(one["indicator"], one["org_unit"], one["period"]),
    )
