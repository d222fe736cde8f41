"""What intake asks of what is stored already: files, figures, sums and confirmed names."""

from collections.abc import Collection, Mapping
from typing import NamedTuple, Protocol

from kpis.intake.confirmed import ConfirmedName
from kpis.intake.verdict import Observation

# Org unit, item, section, period.
Key = tuple[str, str, str | None, str]


class Past(NamedTuple):
    """A figure that stands already, and the cell that says it."""

    org_unit: str
    item: str
    section: str | None
    period: str
    value: float
    form: str
    illustrative: bool
    file: str
    sheet: str
    cell: str

    @property
    def place(self) -> str:
        """Where it is written: file, sheet and cell."""
        return f"{self.file} · {self.sheet}!{self.cell}"


class Sum(NamedTuple):
    """What a unit's rows of a period add up to for an item."""

    org_unit: str
    period: str
    item: str
    value: float
    illustrative: bool


class CardPoints(NamedTuple):
    """What counts of one component of a scorecard, but for what its unit claims."""

    self: float | None
    appraised: float | None
    settled: float | None
    survey: float | None
    not_applicable: bool
    depends_on: str | None


class Known(Protocol):
    """What intake asks of the store."""

    def submission_with(self, sha256: str) -> str | None:
        """Return the standing submission that a file with this hash made, if any."""

    def figures(
        self, family: str, periods: Collection[str], org_units: Collection[str] | None = None
    ) -> list[Past]:
        """Return the figures that count now, of all units unless some are named."""

    def sums(self, family: str, periods: Collection[str], org_units: Collection[str]) -> list[Sum]:
        """Return what the rows that count now add up to, by unit, period and item."""

    def confirmed_names(self) -> list[ConfirmedName]:
        """Return the names that people have confirmed and nobody has taken back."""

    def settled_cards(self) -> Mapping[tuple[str, str | None], str]:
        """Return the stage of the scorecards that were appraised and not reopened since.

        By set and unit.
        """

    def card_points(self, set_: str, org_unit: str | None) -> Mapping[str | None, CardPoints]:
        """Return what counts of a scorecard's components, by their codes."""


class _Nothing:
    """A store that has never received a file."""

    def submission_with(self, sha256: str) -> None:
        """Return None: no file is known."""

    def figures(
        self, family: str, periods: Collection[str], org_units: Collection[str] | None = None
    ) -> list[Past]:
        """Return no figures."""
        return []

    def sums(self, family: str, periods: Collection[str], org_units: Collection[str]) -> list[Sum]:
        """Return no sums."""
        return []

    def confirmed_names(self) -> list[ConfirmedName]:
        """Return no names."""
        return []

    def settled_cards(self) -> Mapping[tuple[str, str | None], str]:
        """Return no scorecards."""
        return {}

    def card_points(self, set_: str, org_unit: str | None) -> Mapping[str | None, CardPoints]:
        """Return no components."""
        return {}


UNKNOWN: Known = _Nothing()


def key_of(one: Observation) -> Key:
    """Return what tells a figure from all others of its form."""
    return one.org_unit, one.item, one.section, one.period
