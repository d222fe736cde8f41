"""What an indicator means from a day on, and how the old may be set beside the new."""

from datetime import date

from pydantic import Field, model_validator

from kpis.catalogue.fields import Definition, Id, Texts
from kpis.catalogue.kinds import Measure


class Source(Definition):
    """Items of forms that add up to numerator and denominator, all of which must be there."""

    numerator: list[Id] = Field(min_length=1)
    denominator: list[Id] = Field(min_length=1)
    # Items taken away from the denominator: what was received in all, less what was carried over.
    denominator_less: list[Id] = Field(default=[])


class Bridge(Definition):
    """How figures of the definition before may be set beside this one's, in words and a factor."""

    rule: Texts
    # An old value times this is comparable with a new one; 1 where the same things are counted.
    factor: float = Field(default=1, gt=0)


class Later(Definition):
    """A definition that takes the place of the one before; what it leaves out stays as it was.

    It counts for every period whose report ends on the day ``since`` or later.
    """

    since: date
    title: Texts | None = None
    short: Texts | None = None
    numerator: Texts | None = None
    denominator: Texts | None = None
    sources: list[Source] | None = None
    documents: list[Id] = Field(default=[])
    # Why figures before and after may not be joined; none where only the words have changed.
    reason: Texts | None = None
    bridge: Bridge | None = None

    @model_validator(mode="after")
    def _bridges_a_break(self) -> "Later":
        if self.bridge and not self.reason:
            raise ValueError("a bridge without a reason for the break")
        return self

    def changes(self) -> dict[str, object]:
        """Return the parts of an indicator that this definition says anew."""
        said = {name: getattr(self, name) for name in ("title", "short", "numerator")}
        said |= {"denominator": self.denominator, "sources": self.sources}
        return {name: value for name, value in said.items() if value is not None}


class Alternative(Definition):
    """Another legitimate formula for the same thing: its figures never mix with the first's."""

    id: Id
    title: Texts
    short: Texts
    numerator: Texts
    denominator: Texts
    measure: Measure
    sources: list[Source] = Field(min_length=1)
    since: date
    documents: list[Id]
    # Why there are two, and where each is used.
    reason: Texts
