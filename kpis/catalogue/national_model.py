"""The shapes of data/national: indexes, provinces, and what is published of them."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from kpis.catalogue.fields import Blank, Definition, Id, Texts
from kpis.catalogue.kinds import Direction

Year = Annotated[int, Field(ge=1990, le=2100)]


class Version(Definition):
    """A way of measuring an index; figures of two versions are never joined by a line."""

    since: Year
    # The highest total there can be.
    best: float = Field(gt=0)
    unit: Literal["%", "points"]
    dimensions: int = Field(default=0, ge=0)
    # Why this version began, and the few words that stand on its line in a chart.
    reason: Texts | None = None
    mark: Texts | None = None


class Index(Definition):
    """A national index of provinces, with its versions in order of time."""

    id: Id
    title: Texts
    short: Texts
    publisher: Texts
    decimals: int = Field(ge=0, le=4)
    direction: Direction
    dimensions: list[Texts] = Field(default=[])
    dimension_best: float | None = Field(default=None, gt=0)
    version: list[Version] = Field(min_length=1)

    @property
    def higher_is_better(self) -> bool:
        """Whether more is better; ranks always count from the best."""
        return self.direction is Direction.INCREASE

    def version_of(self, year: int) -> Version | None:
        """Return the way in which a year was measured, if the index was measured then."""
        begun = [one for one in self.version if one.since <= year]
        return begun[-1] if begun else None


class Region(Definition):
    """A socio-economic region of provinces."""

    id: Id
    title: Texts
    short: Texts


class Province(Definition):
    """A province with the days it exists; what was merged ends and has a successor.

    A code names two provinces over time (91: Kiên Giang, then An Giang), an id only one.
    """

    id: Id
    code: Annotated[str, Field(pattern=r"^\d{2}$")]
    name_vi: str
    name_en: str
    region: Annotated[Id | None, Blank]
    valid_from: Annotated[date | None, Blank]
    valid_to: Annotated[date | None, Blank]
    successor: Annotated[Id | None, Blank]

    @property
    def name(self) -> Texts:
        """Name by language."""
        return {"vi": self.name_vi, "en": self.name_en}

    def valid_on(self, day: date) -> bool:
        """Tell whether the province exists on a day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


class PublishedIn(Definition):
    """Where figures stand: an address, and what else there is to say about it."""

    id: Id
    text: str = Field(min_length=1)
    note: str


class Figure(Definition):
    """What an index says of a province in a measured year: points, rank, or neither."""

    index: Id
    year: Year
    province: Id
    value: Annotated[float | None, Blank]
    rank: Annotated[Annotated[int, Field(ge=1)] | None, Blank]
    source: Id
    # Derived from a rise or fall that the source reports, not published as such.
    inferred: bool
    note: str

    @property
    def key(self) -> str:
        """What may stand only once."""
        return f"{self.index} {self.year} {self.province}"


class DimensionFigure(Definition):
    """A province's points in one dimension, counted from 1."""

    index: Id
    year: Year
    province: Id
    dimension: int = Field(ge=1)
    value: float

    @property
    def key(self) -> str:
        """What may stand only once."""
        return f"{self.index} {self.year} {self.province} {self.dimension}"
