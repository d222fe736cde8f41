"""What a task is to win back, and what those points did since."""

from collections.abc import Mapping, Sequence

from kpis.catalogue.definitions import Catalogue
from kpis.charts.markup import escape
from kpis.domain.occurrences import years_of
from kpis.queries.goals_since import GoalSince
from kpis.queries.points_since import Since
from kpis.queries.task_chain import Linked
from kpis.ui.link import Links
from kpis.ui.tables import Cell, Column, Line, table
from kpis.words import Words, formats

_COLUMNS = ("target", "since", "origin")

# What became of criteria, by their set and code, and of indicators, by their id.
Sinces = Mapping[tuple[str, str], Since]
Goals = Mapping[str, GoalSince]


def chain(
    linked: Sequence[Linked],
    since: Sinces,
    goals: Goals,
    catalogue: Catalogue,
    t: Words,
    links: Links,
) -> str:
    """Return what a task is for: criteria and indicators, with what they were and are since."""
    if not linked:
        return f'<p class="note">{escape(t("task.no_link"))}</p>'
    lines = [_line(one, since, goals, catalogue, t, links) for one in linked]
    columns = [Column(t.code("task.link", one), short=one == "origin") for one in _COLUMNS]
    return table(columns, lines)


def _line(
    one: Linked, since: Sinces, goals: Goals, catalogue: Catalogue, t: Words, links: Links
) -> Line:
    origin = t("task.linked_by", person=one.person) if one.person else t("task.named_in_text")
    if one.kind == "indicator":
        found = goals.get(one.target)
        meant = catalogue.indicators[one.target]
        if found:  # Called what it was in the period of its figure.
            meant = catalogue.indicator_at(one.target, found.now["period"])
        named = t("task.of_indicator", name=t.own(meant.title))
        href = links.to("indicator", indicator=one.target, detail="chain")
        return Line([Cell(named, href), _goal_told(found, t) if found else formats.ABSENT, origin])
    set_ = one.target_set or ""
    facts = {"code": one.target, "title": one.title or "", "set": set_title(set_, catalogue, t)}
    href = links.to("lost_points", set=set_, unit="all", show="criteria")
    return Line([Cell(t("task.of_criterion", **facts), href), _told(one, since, t), origin])


def _goal_told(one: GoalSince, t: Words) -> str:
    """Return what an indicator was before the plan and is now, with its change and status."""
    figure = one.now
    facts = {
        "period": formats.period(figure["period"], t.language),
        "value": _amount(figure, t),
        "status": t.code("status", figure["status"]).lower(),
    }
    if one.before is None:
        return t("since.goal.now", **facts)
    facts |= {"before": formats.period(one.before["period"], t.language)}
    facts |= {"then": _amount(one.before, t)}
    if one.change is None:
        return t("since.goal.redefined", **facts)
    change = formats.signed(one.change, figure["decimals"], t.language)
    return t("since.goal.change", **facts, change=change)


def _amount(figure: Mapping, t: Words) -> str:
    return formats.amount(figure["value"], figure["unit"], figure["decimals"], t.language)


def _told(one: Linked, since: Sinces, t: Words) -> str:
    if found := since.get((one.target_set or "", one.target)):
        return since_told(found, t)
    if not one.units:
        return formats.ABSENT
    lost = formats.points(one.lost, t.language)
    return t("since.not_yet", year=year_of(one.target_set or ""), lost=lost, units=one.units)


def since_told(one: Since, t: Words) -> str:
    """Return what a criterion's points did since, over the units with both scorecards."""
    facts = {
        "units": one.units,
        "before": year_of(one.set),
        "year": year_of(one.later_set),
        "lost": _of(one.lost, one.max, t),
        "later": _of(one.later_lost, one.later_max, t),
        "change": formats.points(abs(one.won), t.language),
    }
    return t.code("since", "less" if one.won > 0 else "more" if one.won < 0 else "same", **facts)


def since_briefly(one: Since, t: Words) -> str:
    """Return what a criterion's points did since, in a few words for a column."""
    facts = {
        "year": year_of(one.later_set),
        "later": _of(one.later_lost, one.later_max, t),
        "change": formats.points(abs(one.won), t.language),
    }
    name = "less" if one.won > 0 else "more" if one.won < 0 else "same"
    return t.code("since.briefly", name, **facts)


def _of(lost: float, most: float, t: Words) -> str:
    return f"{formats.points(lost, t.language)}/{formats.points(most, t.language)}"


def set_title(set_: str, catalogue: Catalogue, t: Words) -> str:
    """Return a criteria set in a few words: its year and block, where the catalogue has it."""
    defined = catalogue.criteria_sets.get(set_)
    if defined is None:
        return set_
    return f"{defined.year} · {t.code('score.block', defined.block)}"


def year_of(set_: str) -> str:
    """Return the year of a set, or its id where that says none."""
    years = years_of(set_)
    return str(years[0]) if years else set_
