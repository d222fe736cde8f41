"""What holds for single units: a goal of their own, or none at all, each with its reason."""

from datetime import date
from typing import Annotated

from pydantic import Field

from kpis.catalogue.fields import Blank, Definition, Id


class UnitGoal(Definition):
    """A target for one unit in place of the goal's own, while it is valid."""

    goal: str
    org_unit: Id
    target: Annotated[float | None, Blank]
    target_to: Annotated[float | None, Blank] = None
    reason: Annotated[str, Field(min_length=1)]
    document: Annotated[Id | None, Blank]
    valid_from: Annotated[date | None, Blank]
    valid_to: Annotated[date | None, Blank]


class NotApplicable(Definition):
    """An indicator that a unit has nothing to do with in reports that end between two days."""

    indicator: Id
    org_unit: Id
    valid_from: Annotated[date | None, Blank]
    valid_to: Annotated[date | None, Blank]
    reason: Annotated[str, Field(min_length=1)]
