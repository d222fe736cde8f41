"""What plans and scorecards say, row by row."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date

from kpis.domain.deadlines import Deadline
from kpis.intake.published_rows import PublishedScore, whose

# What stands in tables of its own: a deadline's parts, and what became of a task. A unit outside
# the catalogue stands under its name.
_NO_COLUMNS = ("due", "result", "done_on", "unit_name")


@dataclass(frozen=True, slots=True)
class Task:
    """One row of a plan: texts as written, "as above" filled in; ``due`` is what it means."""

    set: str
    code: str | None
    area: str | None
    task: str
    product: str | None
    lead: str | None
    partners: str | None
    deadline: str | None
    note: str | None
    requirement: str | None
    # Units of the catalogue that are named letter by letter.
    lead_units: tuple[str, ...]
    partner_units: tuple[str, ...]
    due: Deadline
    sheet: str
    cell: str
    # Where the annex comes back with what was done: the product, and the days, one a product.
    result: str | None = None
    done_on: tuple[date, ...] = ()
    # Codes of the criteria whose lost points it is to win back, as written.
    criteria: str | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of a scorecard with its points; ``lost`` is max less what was given."""

    set: str
    org_unit: str | None
    code: str | None
    area: str | None
    title: str
    max: float | None
    self: float | None
    appraised: float | None
    survey: float | None
    lost: float | None
    reason: str | None
    solution: str | None
    owner: str | None
    deadline: str | None
    note: str | None
    owner_units: tuple[str, ...]
    due: Deadline
    sheet: str
    cell: str
    evidence: str | None = None
    explanation: str | None = None
    # The points that the unit claims instead of those appraised.
    claimed: float | None = None
    not_applicable: bool = False
    # The other body that has to act first, where points were lost because it has not.
    depends_on: str | None = None
    # When its card was made: "self", "appraised", or "heard", after disputes.
    stage: str = "appraised"
    # What the card calls a unit that the catalogue does not have.
    unit_name: str | None = None

    @property
    def whose(self) -> str | None:
        """Whom the store says it is of: a unit's id, or ``-`` and the name that the card prints."""
        return whose(self.org_unit, self.unit_name)


@dataclass(frozen=True, slots=True)
class Total:
    """A printed sum of a scorecard: of an area, what was appraised, the survey, or all of it.

    Kind "rank" holds the printed place in ``given`` and how many were ranked in ``max``; kind
    "grade" the printed grade in ``title``.
    """

    set: str
    org_unit: str | None
    kind: str
    code: str | None
    title: str
    max: float | None
    self: float | None
    given: float | None
    lost: float | None
    sheet: str
    cell: str
    stage: str = "appraised"
    unit_name: str | None = None

    @property
    def whose(self) -> str | None:
        """Whom the store says it is of, as of a criterion."""
        return whose(self.org_unit, self.unit_name)


@dataclass(frozen=True, slots=True)
class PeerFigure:
    """A published figure of another province, which stands in a ranking beside our own."""

    name: str
    item: str
    period: str
    value: float
    raw: str
    sheet: str
    cell: str


@dataclass
class Documents:
    """What the tables of a sheet hold beside figures."""

    tasks: list[Task] = field(default_factory=list)
    criteria: list[Criterion] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    peers: list[PeerFigure] = field(default_factory=list)
    published: list[PublishedScore] = field(default_factory=list)

    @classmethod
    def together(cls, parts: Iterable["Documents"]) -> "Documents":
        """Return what several tables hold, in their order."""
        whole = cls()
        for one in parts:
            whole.tasks += one.tasks
            whole.criteria += one.criteria
            whole.totals += one.totals
            whole.peers += one.peers
            whole.published += one.published
        return whole

    def settled(self) -> dict[str, tuple]:
        """Return the rows of each kind by its name, to be changed no more."""
        return {one.name: tuple(getattr(self, one.name)) for one in fields(self)}


def document_rows(
    rows: Iterable[Task | Criterion | Total | PublishedScore], submission: str, seq: int
) -> list[dict]:
    """Return rows as task, criterion, score_total and published_score hold them (schema.sql)."""
    kept = {"submission": submission, "seq": seq}
    return [kept | {"place": place} | _row(one) for place, one in enumerate(rows)]


def _row(one: Task | Criterion | Total | PublishedScore) -> dict:
    """Return a row with its deadline's parts as columns of their own."""
    row = {name: getattr(one, name) for name in one.__slots__ if name not in _NO_COLUMNS}
    if due := getattr(one, "due", None):
        row |= due_columns(due)
    if isinstance(one, Criterion | Total | PublishedScore):
        row["org_unit"] = one.whose
    return {name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}


def due_columns(due: Deadline) -> dict[str, object]:
    """Return a deadline's parts as the columns due_… of the tables."""
    row: dict[str, object] = {f"due_{name}": getattr(due, name) for name in due.__slots__}
    row["due_dates"] = [day.isoformat() for day in due.dates]
    row["due_every"] = list(due.every)
    row["due_kind"] = due.kind.value
    return row
