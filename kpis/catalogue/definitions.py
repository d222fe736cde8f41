"""Everything data/catalogue defines, together."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kpis.catalogue.deadlines import Calendar
from kpis.catalogue.model import (
    Document,
    Goal,
    Indicator,
    Milestone,
    OrgUnit,
    Programme,
    UnitKind,
    UnitName,
)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Everything data/catalogue defines, by id and in the files' order.

    Loaded once for a state of the files, so identity tells two apart, and it may be part of a key.
    """

    programme: Programme
    documents: dict[str, Document]
    indicators: dict[str, Indicator]
    goals: tuple[Goal, ...]
    milestones: tuple[Milestone, ...]
    org_units: dict[str, OrgUnit]
    names: tuple[UnitName, ...]
    calendar: Calendar
    # Changes with any byte of any file: tells whether a store was built from these definitions.
    digest: str

    @cached_property
    def province(self) -> OrgUnit:
        """The province the programme belongs to."""
        return self.org_units[self.programme.province]

    def owner_on(self, indicator: Indicator, day: date) -> OrgUnit:
        """Return who answers for an indicator on a day: the owner, or who took over from it."""
        unit = self.org_units[indicator.owner]
        while not unit.valid_on(day) and unit.successor:
            unit = self.org_units[unit.successor]
        return unit

    def units_of(self, *kinds: UnitKind) -> list[OrgUnit]:
        """Return the units of some levels in the file's order."""
        return [unit for unit in self.org_units.values() if unit.kind in kinds]

    def reporters_of(self, indicator: Indicator) -> list[OrgUnit]:
        """Return every unit, past or present, that sends an indicator's figure."""
        wanted = set(indicator.reporters)
        return [one for one in self.org_units.values() if wanted & {one.id, one.kind.value}]

    def asked_in_workbook(self, unit: OrgUnit, year: int) -> list[Indicator]:
        """Return what a year's indicator workbook asks of a unit: what no official form has."""
        names = {unit.id, unit.kind.value}
        return [
            one
            for one in self.indicators.values()
            if one.asked_in_workbook and one.since <= year and names & set(one.reporters)
        ]
