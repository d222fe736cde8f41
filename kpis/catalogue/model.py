"""The shapes of the definitions; a file that does not fit says which entry and why."""

from datetime import date
from typing import Annotated

from pydantic import Field

from kpis.catalogue.fields import Blank, Definition, Id, PeriodCode, Texts
from kpis.catalogue.kinds import Direction, Formula, Measure, UnitKind
from kpis.catalogue.meanings import Alternative, Later, Source


class Document(Definition):
    """A legal document; number and date together name it."""

    number: str
    date: date
    kind: Texts
    issuer: Texts


class Indicator(Definition):
    """What is measured, and how it adds up."""

    id: Id
    area: Id
    title: Texts
    short: Texts
    unit: str = "%"
    decimals: int = Field(default=1, ge=0, le=4)
    direction: Direction = Direction.INCREASE
    measure: Measure
    formula: Formula = Formula.RATIO
    numerator: Texts
    denominator: Texts
    # Numerator and denominator are sizes such as money, not counts: they may have decimals.
    amounts: bool = False
    # Who sends the figure: levels, or single units by id.
    reporters: list[Id] = Field(min_length=1)
    # Levels whose units add up to the province; all reporters unless given.
    roll_up: list[UnitKind] = Field(default=[])
    # The goal this one is part of: its population is the other one's numerator.
    of_which: Id | None = None
    # Where forms hold it; the quarterly indicator workbook always may, under the indicator's id.
    sources: list[Source] = Field(default=[])
    # How many points short of the path is still "behind" rather than "off track".
    margin: float = Field(default=5, gt=0)
    # First year of this definition, and those that have taken its place since.
    since: int
    later: list[Later] = Field(default=[])
    # Other formulas for the same thing, each with figures of its own.
    alternative: list[Alternative] = Field(default=[])
    owner: Id
    documents: list[Id]

    @property
    def definition(self) -> str:
        """The dated definition's name: ``on_time_rate@2021``."""
        return f"{self.id}@{self.since}"

    def on(self, day: date) -> "Indicator":
        """Return the indicator as it is defined for reports that end on a day."""
        said: dict[str, object] = {}
        for one in self.later:
            if one.since <= day:
                said |= {**one.changes(), "since": one.since.year, "later": []}
                said["documents"] = [*self.documents, *one.documents]
        return self.model_copy(update=said) if said else self

    def readings(self) -> list["Indicator"]:
        """Return the other formulas, each as an indicator of its own."""
        none = {"later": [], "alternative": [], "of_which": None}
        return [
            self.model_copy(
                update=one.model_dump(exclude={"since", "reason", "sources"})
                | {**none, "since": one.since.year, "sources": one.sources}
            )
            for one in self.alternative
        ]

    @property
    def all_sources(self) -> list[Source]:
        """Sources in order of preference: official forms first, then the indicator workbook."""
        own = Source(numerator=[f"{self.id}.numerator"], denominator=[f"{self.id}.denominator"])
        return [*self.sources, own]

    @property
    def asked_in_workbook(self) -> bool:
        """Whether the indicator workbook asks for it: not when an official form gives it."""
        named = {item for one in self.sources for item in one.numerator}
        return not self.sources or f"{self.id}.numerator" in named

    @property
    def workbook_items(self) -> list[str]:
        """The items by which the indicator workbook gives it; some are another indicator's own."""
        numerator = f"{self.id}.numerator"
        said = (one for one in self.sources if numerator in one.numerator)
        first = next(said, None)
        if first is None:
            return [numerator, f"{self.id}.denominator"]
        return [*first.numerator, *first.denominator]


class OrgUnit(Definition):
    """An agency, a district, the province or a group, with the time it exists."""

    id: Id
    kind: UnitKind
    name_vi: str
    name_en: str
    short_vi: str
    short_en: str
    code: str
    parent: Annotated[Id | None, Blank]
    valid_from: Annotated[date | None, Blank]
    valid_to: Annotated[date | None, Blank]
    successor: Annotated[Id | None, Blank]
    successor_note: str
    tile_row: Annotated[int | None, Blank]
    tile_column: Annotated[int | None, Blank]
    members: Annotated[UnitKind | None, Blank]

    @property
    def name(self) -> Texts:
        """Full name by language."""
        return {"vi": self.name_vi, "en": self.name_en}

    @property
    def short(self) -> Texts:
        """Short name by language, for tables and axes."""
        return {"vi": self.short_vi, "en": self.short_en}

    def valid_on(self, day: date) -> bool:
        """Tell whether the unit exists on a day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


class UnitName(Definition):
    """A name a unit goes by in files, while it is valid."""

    org_unit: Id
    name: str
    valid_from: Annotated[date | None, Blank]
    valid_to: Annotated[date | None, Blank]

    def valid_on(self, day: date) -> bool:
        """Tell whether the name was in use on a day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


class Area(Definition):
    """A field of reform that goals are grouped by."""

    id: Id
    title: Texts


class Programme(Definition):
    """A five-year programme: whose it is, from when to when, and what leads its overview."""

    id: str
    title: Texts
    province: Id
    starts: PeriodCode
    ends: PeriodCode
    document: Id
    headline: list[Id]
    completeness_limit: float = Field(gt=0, le=1)
    area: list[Area]
