"""The choices of the plan page: which plan, on which day, and which of its tasks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kpis.catalogue.definitions import Catalogue
from kpis.domain.periods import Period
from kpis.domain.task_status import Clock, TaskStatus
from kpis.queries import state
from kpis.queries.plan_names import PlanName
from kpis.queries.task_day import day_of
from kpis.queries.tasks import Plan, PlanTask
from kpis.ui import answers, filters, link
from kpis.words import Words, formats

_OWN = "ke-hoach-cchc"
_QUARTERS = ("1", "2", "3", "4")
_OPTION = ("task.plan_option", "task.plan_option_of")


def plan_title(one: PlanName, catalogue: Catalogue, t: Words) -> str:
    """Return what a plan is called: a reform plan by unit and year, another by its file."""
    return _called(one, catalogue, t, ("task.plan_own", "task.plan_of"))


def _called(one: PlanName, catalogue: Catalogue, t: Words, names: tuple[str, str]) -> str:
    """Return a plan's name: the province's own by the first message, a unit's by the second."""
    unit = catalogue.org_units.get(one.org_unit or "")
    if not (one.years and unit and one.set.startswith(_OWN)):
        return Path(one.file).stem
    first, last = one.years
    years = str(first) if first == last else f"{first}–{last}"
    if unit is catalogue.province:
        return t(names[0], years=years)
    return t(names[1], unit=t.own(unit.short), years=years)


def plan(names: Sequence[PlanName], catalogue: Catalogue, t: Words) -> PlanName:
    """Return the plan to look at; by default that of the year of the period last looked at."""
    known = {one.set: one for one in names}
    now = link.wanted("period", _every_quarter(names)) or answers.ask(state.current_period)
    year = Period.parse(now).year if now else None
    of_year = [one for one in names if one.years and one.years[0] == one.years[1] == year]
    chosen = link.choice(
        "plan",
        t("task.plan"),
        list(known),
        default=(of_year or list(names))[0].set,
        # The year first: a narrow box cuts the end off.
        describe=lambda one: _called(known[one], catalogue, t, _OPTION),
    )
    return known[chosen]


def clock(one: PlanName, catalogue: Catalogue, t: Words) -> tuple[str, Clock]:
    """Return the quarter to look at the plan in, and its clock: the last day of its reports.

    It is one of the plan's years or the one after; by default the latest with enough figures, or
    the plan's last where the figures are of other years.
    """
    options = _quarters_of(one)
    current = answers.ask(state.current_period)
    period = link.choice(
        "period",
        t("task.as_of"),
        options,
        default=current if current in options else options[min(1, len(options) - 1)],
        describe=lambda code: formats.period(code, t.language),
    )
    calendar = catalogue.calendar
    day = day_of(period, calendar.cut_off_day)
    return period, Clock(day, calendar.task_soon_days, calendar.cut_off_day)


def _quarters_of(one: PlanName) -> list[str]:
    """Return the quarters of a plan's years, the latest first, and before them the one after."""
    if one.years is None:
        found = answers.ask(state.current_period)
        year = Period.parse(found).year if found else 2025
        years = (year, year)
    else:
        years = one.years
    first, after = Period.quarter(years[0], 1), Period.quarter(years[1] + 1, 1)
    count = (after.step - first.step) // 3 + 1
    return [after.earlier(back).code for back in range(count)]


def _every_quarter(names: Sequence[PlanName]) -> list[str]:
    return list(dict.fromkeys(code for one in names for code in _quarters_of(one)))


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which tasks are shown; None for all."""

    unit: str | None
    area: str | None
    quarter: int | None
    status: str | None

    def fits(self, task: PlanTask) -> bool:
        """Tell whether a task is shown: who leads or helps, its area, a day of it, its status."""
        row, found = task.row, task.standing
        days = {(one.due_on.month + 2) // 3 for one in found.occurrences}
        return (
            self.unit in (None, *task.leads, *row["partner_units"])
            and self.area in (None, row["area"])
            and (self.quarter is None or self.quarter in days)
            and self.status in (None, found.status)
        )


def narrowed(plan_: Plan, catalogue: Catalogue, t: Words) -> Narrowing:
    """Return which of a plan's tasks to show, and draw the controls."""
    units = dict.fromkeys(name for one in plan_.tasks for name in one.leads if name)
    areas = dict.fromkeys(one.row["area"] for one in plan_.tasks if one.row["area"])
    statuses = {one.standing.status for one in plan_.tasks}
    sorted_units = sorted(units, key=lambda one: formats.sort_key(unit_title(one, catalogue, t)))
    columns = filters.row(4)
    with columns[0]:
        unit = _one_of("lead", sorted_units, t, lambda one: unit_title(one, catalogue, t))
    with columns[1]:
        area = _one_of("area", list(areas), t, str)
    with columns[2]:
        quarter = _one_of(
            "due", _QUARTERS, t, lambda one: t("task.quarter", roman=formats.ROMAN[int(one)])
        )
    with columns[3]:
        of_plan = [one.value for one in TaskStatus if one in statuses]
        status = _one_of("status", of_plan, t, lambda one: t.code("task.status", one))
    return Narrowing(unit, area, int(quarter) if quarter else None, status)


def unit_title(name: str, catalogue: Catalogue, t: Words) -> str:
    """Return a unit's short name; who is no unit of the catalogue is called as the plan does."""
    unit = catalogue.org_units.get(name)
    return t.own(unit.short) if unit else name or t("task.nobody")


def _one_of(
    name: str, options: Sequence[str], t: Words, describe: Callable[[str], str]
) -> str | None:
    """Return what the link chooses among the options; None for all of them."""
    every = t.code("task.all", name)
    chosen = link.choice(
        name,
        t.code("task.filter", name),
        [filters.ALL, *options],
        default=filters.ALL,
        describe=lambda one: every if one == filters.ALL else describe(one),
    )
    return None if chosen == filters.ALL else chosen
