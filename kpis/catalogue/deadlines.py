"""When reports are due, and the days they cover."""

from calendar import monthrange
from datetime import date

from pydantic import Field

from kpis.catalogue.fields import Definition, Id, Texts
from kpis.catalogue.model import UnitKind
from kpis.domain.periods import Period, PeriodKind


class Due(Definition):
    """The day by which a level reports a kind of period."""

    level: UnitKind
    kind: PeriodKind
    day: int = Field(ge=1, le=28)
    months_before: int = Field(default=0, ge=0, le=11)

    def on(self, period: Period) -> date:
        """Return the due date for a period; it may lie before the period ends."""
        years, place = divmod(period.step - 1 - self.months_before, 12)
        return date(years, place + 1, self.day)


class Answer(Definition):
    """A day of each year before which departments answer a directive, and which one asks for it."""

    id: Id
    title: Texts
    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)
    document: Id

    def before(self, year: int) -> date:
        """Return the day before which the answer of a year has to be there."""
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))


class Calendar(Definition):
    """What a report covers and when it is due, and when a task of a plan is due soon."""

    cut_off_day: int = Field(ge=1, le=28)
    # A task whose last day is no more than so many days ahead is "due soon".
    task_soon_days: int = Field(default=15, ge=0, le=366)
    due: list[Due]
    answer: list[Answer] = Field(default=[])

    def due_on(self, level: UnitKind, period: Period) -> date | None:
        """Return when a level's report of a period is due, if the calendar says."""
        fitting = (one for one in self.due if (one.level, one.kind) == (level, period.kind))
        rule = next(fitting, None)
        return rule.on(period) if rule else None
