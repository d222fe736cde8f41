"""Rows of a published ranking, and how the store names a unit that no catalogue has."""

from dataclasses import dataclass


def whose(org_unit: str | None, name: str | None) -> str | None:
    """Return a unit's id, or ``-`` and its name where the catalogue does not have it."""
    return org_unit or (f"-{name}" if name else None)


@dataclass(frozen=True, slots=True)
class PublishedScore:
    """A unit's row of a published ranking: points, place and grade as printed.

    ``ranked`` is how many were ranked together. A unit outside the catalogue has its name alone.
    """

    set: str
    year: int
    org_unit: str | None
    unit_name: str
    self: float | None
    appraised: float | None
    survey: float | None
    total: float | None
    rank: int | None
    ranked: int | None
    grade: str | None
    sheet: str
    cell: str

    @property
    def whose(self) -> str | None:
        """Whom the store says it is of, as of a criterion."""
        return whose(self.org_unit, self.unit_name)
