"""What is aimed at: goals, and interim targets on their way."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from kpis.catalogue.fields import Blank, Definition, Id, PeriodCode, blank_is
from kpis.catalogue.kinds import GoalKind, Shape, UnitKind


class Goal(Definition):
    """A target for an indicator at some levels, due at the end of a period."""

    code: str
    indicator: Id
    # The unit whose figure stands for this goal on the province's pages.
    subject: Id
    # A line that ends too early has None here, which is then refused with its line number.
    levels: Annotated[list[UnitKind], BeforeValidator(lambda text: (text or "").split())] = Field(
        min_length=1
    )
    comparator: Annotated[str, Field(pattern="^(>=|<=)$")]
    # Percents to reach, or by which to change (reduce); the lower end of a range; none to hold.
    target: Annotated[float | None, Blank]
    due: Annotated[str, Field(pattern=r"^\d{4}$")]
    document: Annotated[Id | None, Blank]
    # The province's own setting, not a goal of the document: marked wherever it is shown.
    own_setting: bool
    wording: str
    kind: Annotated[GoalKind, blank_is(GoalKind.REACH)] = GoalKind.REACH
    # The upper end of a range.
    target_to: Annotated[float | None, Blank] = None
    # The year a change is measured from, and the value then where no report gives it.
    base_year: Annotated[int | None, Blank] = None
    base: Annotated[float | None, Blank] = None
    # Days between which it is the goal: one that was changed goes on explaining its own time.
    valid_from: Annotated[date | None, Blank] = None
    valid_to: Annotated[date | None, Blank] = None

    @property
    def id(self) -> str:
        """The goal's code in the document, or the indicator's id where it has none."""
        return self.code or self.indicator

    @property
    def key(self) -> str:
        """The id, with the day it begins where the goal has taken another's place: ``T1@2023``."""
        return f"{self.id}@{self.valid_from.isoformat()}" if self.valid_from else self.id

    @property
    def sign(self) -> int:
        """1 where more is better, -1 where less is."""
        return 1 if self.comparator == ">=" else -1

    @model_validator(mode="after")
    def _has_its_numbers(self) -> "Goal":
        wanted = {
            GoalKind.RANGE: ("target", "target_to"),
            GoalKind.REDUCE: ("target", "base_year"),
            GoalKind.REACH: ("target",),
        }.get(self.kind, ())
        for name in wanted:
            if getattr(self, name) is None:
                raise ValueError(f"a goal of kind {self.kind} needs {name}")
        if self.kind is GoalKind.RANGE and self.target >= self.target_to:
            raise ValueError("a range that does not go up")
        return self


class Milestone(Definition):
    """An interim target on a goal's way; without any the path is one straight line.

    ``step`` holds the last target until this one is due, ``linear`` rises to it evenly.
    """

    goal: str
    due: PeriodCode
    target: float
    shape: Annotated[Shape, blank_is(Shape.LINEAR)] = Shape.LINEAR
