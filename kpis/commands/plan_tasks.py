"""Plans' tasks for the command line: where each stands on a day, as JSON or as lines."""

from datetime import date

from kpis.catalogue.heirs import heirs_on
from kpis.domain.task_status import MEASURED, Clock
from kpis.exports.task_answers import task_answer
from kpis.intake.house import House
from kpis.queries.task_day import usual_day
from kpis.queries.tasks import PlanTask, plans_at
from kpis.words import Words, formats


def tasks_on(house: House, on: date | None, set_: str | None) -> tuple[date, list[PlanTask]]:
    """Return the day looked at, by default that of the pages, and the tasks of all plans then."""
    calendar, store = house.catalogue.calendar, house.store
    with store.reader(store.version()) as con:
        day = on or usual_day(con, calendar.cut_off_day) or date.min
        clock = Clock(day, calendar.task_soon_days, calendar.cut_off_day)
        plans = plans_at(con, clock=clock, heirs=heirs_on(house.catalogue, day), set_=set_)
        return day, [one for plan in plans for one in plan.tasks]


def answer(one: PlanTask, day: date) -> dict:
    """Return a task as other people's scripts read it."""
    return task_answer(one, day)


def line(one: PlanTask, t: Words) -> str:
    """Return a task as one line: its place, its text, its deadline, its status with the days."""
    row, found = one.row, one.standing
    last = formats.day(found.due_on, t.language)
    days = t.code("task.days", found.status, days=found.days) if found.status in MEASURED else ""
    status = f"{t.code('task.status', found.status)} {days}".strip()
    cells = (row["set"], row["code"], row["task"], row["lead"], row["deadline"], last, status)
    return "\t".join(" ".join((cell or "").split()) for cell in cells)
