"""When reports are due, and the days they cover."""

from datetime import date

from pydantic import Field

from kpis.catalogue.fields import Definition
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


class Calendar(Definition):
    """What a report covers and when it is due."""

    cut_off_day: int = Field(ge=1, le=28)
    due: list[Due]

    def due_on(self, level: UnitKind, period: Period) -> date | None:
        """Return when a level's report of a period is due, if the calendar says."""
        fitting = (one for one in self.due if (one.level, one.kind) == (level, period.kind))
        rule = next(fitting, None)
        return rule.on(period) if rule else None
