"""Everything data/catalogue defines, together."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kpis.catalogue.criteria import Match
from kpis.catalogue.deadlines import Calendar
from kpis.catalogue.exemptions import NotApplicable, UnitGoal
from kpis.catalogue.goals import Goal, Milestone
from kpis.catalogue.model import Document, Indicator, OrgUnit, Programme, UnitKind, UnitName
from kpis.catalogue.unit_events import OldArea, UnitEvent
from kpis.domain.criteria import CriteriaSet
from kpis.domain.periods import Period


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
    unit_goals: tuple[UnitGoal, ...]
    not_applicable: tuple[NotApplicable, ...]
    org_units: dict[str, OrgUnit]
    names: tuple[UnitName, ...]
    unit_events: tuple[UnitEvent, ...]
    old_areas: tuple[OldArea, ...]
    calendar: Calendar
    # By id with its year, and which of their parts may be compared.
    criteria_sets: dict[str, CriteriaSet]
    matches: tuple[Match, ...]
    # What each file says, by its name in the folder: a version of the store keeps them all.
    texts: dict[str, str]
    # Changes with any letter of any file: tells whether a store was built from these definitions.
    digest: str

    @cached_property
    def province(self) -> OrgUnit:
        """The province the programme belongs to."""
        return self.org_units[self.programme.province]

    @cached_property
    def readings(self) -> dict[str, Indicator]:
        """Other formulas of the indicators, each as an indicator with figures of its own."""
        return {one.id: one for parent in self.indicators.values() for one in parent.readings()}

    @cached_property
    def formulas(self) -> tuple[str, ...]:
        """The ids of all indicators, each followed by those of its other formulas."""
        several = (
            (one.id, *(other.id for other in one.alternative)) for one in self.indicators.values()
        )
        return tuple(one for formulas in several for one in formulas)

    def indicator_at(self, indicator: str, period: str) -> Indicator:
        """Return an indicator, or another formula of one, in the words of a period's reports."""
        known = self.indicators.get(indicator) or self.readings[indicator]
        return known.on(self.last_day(period))

    def last_day(self, period: str) -> date:
        """Return the last day that reports of a period cover."""
        return Period.parse(period).window(self.calendar.cut_off_day)[1]

    def whole_of(self, indicator: str) -> str:
        """Return the indicator that another formula is one of; an indicator itself."""
        return indicator if indicator in self.indicators else indicator.rpartition(".")[0]

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
        return [one for one in self.org_units.values() if self.reports(one, indicator)]

    def reports(self, unit: OrgUnit, indicator: Indicator) -> bool:
        """Tell whether a unit sends an indicator's figure: by itself, or as one of its level."""
        return unit.id in indicator.reporters or unit.kind.value in indicator.reporters

    @cached_property
    def in_workbook(self) -> tuple[Indicator, ...]:
        """What the indicator workbook asks for: what no official form has."""
        return tuple(one for one in self.indicators.values() if one.asked_in_workbook)

    def asked_in_workbook(self, unit: OrgUnit, year: int) -> list[Indicator]:
        """Return what a year's indicator workbook asks of a unit."""
        return [one for one in self.in_workbook if one.since <= year and self.reports(unit, one)]
