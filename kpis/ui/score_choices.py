"""The choices of the scoring pages: which set, whose card, which part of it. All in the link."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.heirs import heirs_on
from kpis.domain.scorecards import Picture
from kpis.domain.task_status import Clock
from kpis.queries import criteria_sets
from kpis.queries.point_tasks import NO_TASKS, PointTasks, point_tasks
from kpis.queries.provisional import provisional_periods
from kpis.queries.scorecards import scored_units
from kpis.queries.task_day import usual_day
from kpis.ui import answers, link
from kpis.ui.filters import unit_name
from kpis.ui.link import Links
from kpis.words import Words, formats

# The link's word for a card whose unit is none of the catalogue's; its printed name follows where
# it was kept.
OUTSIDE = "-"
KEPT = ("set", "unit")


def score_links() -> Links:
    """Return addresses that carry on whose card of which set is looked at."""
    kept = ((one, st.query_params[one]) for one in KEPT if one in st.query_params)
    return Links((*link.links().carried, *kept))


def known_sets(*wanted: str) -> list[dict]:
    """Return the criteria sets, newest first: all, or those that have anything of what is wanted.

    That may be ``units`` (scorecards) and ``published`` (rankings).
    """
    if not answers.store().versions():
        return []
    rows = answers.ask(criteria_sets.sets).to_dict("records")
    return [one for one in rows if not wanted or any(one[name] for name in wanted)]


def chosen_set(sets: Sequence[Mapping], t: Words) -> dict:
    """Return the set to look at, by default the newest that agencies are scored by."""
    known = {one["set"]: dict(one) for one in sets}
    scored = [one for one in sets if one["units"]]
    agencies = [one["set"] for one in scored if one["block"] == "agency"]
    named = set_names(sets, t)
    chosen = link.choice(
        "set",
        t("score.set"),
        list(known),
        default=next(iter([*agencies, *(one["set"] for one in scored), *known])),
        describe=named.__getitem__,
    )
    return known[chosen]


def set_names(sets: Sequence[Mapping], t: Words) -> dict[str, str]:
    """Return what each set is called: its year and block, with its id where two are alike."""
    names = {
        one["set"]: f"{one['year']:.0f} · {t.code('score.block', one['block'])}"
        if one["defined"]
        else one["set"]
        for one in sets
    }
    alike = Counter(names.values())
    return {key: name if alike[name] == 1 else f"{name} · {key}" for key, name in names.items()}


def set_facts(chosen: Mapping, t: Words) -> str:
    """Return a set's title and year; one that only cards name has its id alone."""
    title = t.own({"vi": chosen["title_vi"], "en": chosen["title_en"]})
    return f"{title} · {chosen['year']:.0f}" if chosen["defined"] else title


def chosen_unit(set_: str, catalogue: Catalogue, t: Words, *, every: bool = False) -> str | None:
    """Return whose card to look at, best first; ``every`` offers all of them, as None."""
    units = [key_of(one) for one in answers.ask(scored_units, set_=set_)]
    names = {one: called(one, catalogue, t) for one in units}
    everyone = {"all": t("score.every_unit")} if every else {}
    chosen = link.choice(
        "unit",
        t("filter.org_unit"),
        [*everyone, *units],
        default=next(iter([*everyone, *units])),
        describe=(everyone | names).__getitem__,
    )
    return None if chosen == "all" else chosen


def key_of(unit: object) -> str:
    """Return the link's word for whose card it is."""
    return unit if isinstance(unit, str) else OUTSIDE


def unit_of(key: str | None) -> str | None:
    """Return the catalogue's id for what the link says; None for a unit that has none."""
    return None if key == OUTSIDE else key


def called(unit: str | None, catalogue: Catalogue, t: Words, *, short: bool = False) -> str:
    """Return a unit's name; who is none of the catalogue's is called as the card prints it."""
    if isinstance(unit, str) and unit.startswith(OUTSIDE) and unit != OUTSIDE:
        return unit.removeprefix(OUTSIDE)
    found = catalogue.org_units.get(unit) if isinstance(unit, str) else None
    if found is None:
        return t("score.outside")
    return t.own(found.short) if short else unit_name(t, found)


def view(options: Sequence[str], t: Words) -> str:
    """Return which part of a scoring page the link asks for, with its control."""
    return _one_of("show", t("score.show"), options, lambda one: t.code("score.show", one))


def picture(t: Words) -> str:
    """Return how a card is looked at: as it counts, as appraised first, as the unit sees itself."""
    return _one_of("stage", t("score.stage"), list(Picture), lambda one: t.code("score.stage", one))


def rows(t: Words) -> str:
    """Return whether a card shows every part, or those that lost points."""
    options = ("every", "lost")
    return _one_of("rows", t("score.rows"), options, lambda one: t.code("score.rows", one))


def quarter(set_: str, key: str, t: Words) -> str | None:
    """Return the period whose figures give provisional points; None where there are none.

    Not the period of the other pages: a unit may have no figures of that one.
    """
    unit = unit_of(key)
    known = answers.ask(provisional_periods, set_=set_, org_unit=unit) if unit else []
    if not known:
        return None
    return link.choice(
        "quarter",
        t("filter.period"),
        known,
        default=known[0],
        describe=lambda one: formats.period(one, t.language),
    )


def _one_of(name: str, label: str, options: Sequence[str], describe: Callable[[str], str]) -> str:
    control = st.segmented_control
    return link.choice(name, label, options, default=options[0], describe=describe, draw=control)


def clock_of(catalogue: Catalogue) -> Clock | None:
    """Return the clock of the day that the pages show; None where nothing says a day."""
    calendar = catalogue.calendar
    day = answers.ask(usual_day, cut_off_day=calendar.cut_off_day)
    return Clock(day, calendar.task_soon_days, calendar.cut_off_day) if day else None


def tasks_by_point(chosen: Mapping, catalogue: Catalogue) -> PointTasks:
    """Return the tasks that are to win a set's points back, on the day that pages show."""
    if (clock := clock_of(catalogue)) is None:
        return NO_TASKS
    year = int(chosen["year"]) if chosen["defined"] else None
    return answers.ask(point_tasks, clock=clock, heirs=heirs_on(catalogue, clock.day), year=year)
