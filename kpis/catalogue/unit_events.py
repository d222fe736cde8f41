"""What happens to units, day by day, and the old areas that communes lie in."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from kpis.catalogue.fields import Blank, Definition, Id, blank_is


class EventKind(StrEnum):
    """What can happen to a unit."""

    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    ABOLISH = "abolish"
    CHANGE_OF_LEVEL = "change_of_level"


class UnitEvent(Definition):
    """A unit passing into another on a day; a split has a line for each unit it passes into.

    A unit that is renamed without becoming another, or that only gives a part away, stands on
    both sides.
    """

    kind: EventKind
    on: date
    from_unit: Id
    to_unit: Annotated[Id | None, Blank]
    # The part of a split that goes to the unit: 0–1, or nothing where nobody knows.
    share: Annotated[Annotated[float, Field(gt=0, lt=1)] | None, Blank]
    document: Annotated[Id | None, Blank]
    note: str = ""
    # Whether the share is somebody's estimate, not the document's.
    estimate: Annotated[bool, blank_is(False)] = False

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "UnitEvent":
        if (self.to_unit is None) != (self.kind is EventKind.ABOLISH):
            raise ValueError(f"to_unit does not go with “{self.kind}”")
        if self.share is not None and self.kind is not EventKind.SPLIT:
            raise ValueError("only a split has shares")
        return self

    @property
    def stays(self) -> bool:
        """Whether the unit goes on under its own id."""
        return self.from_unit == self.to_unit


class OldArea(Definition):
    """The part of a commune that lies in the area of a former district."""

    commune: Id
    district: Id
    share: float = Field(gt=0, le=1)
