"""What plans and scorecards say, row by row."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kpis.domain.deadlines import Deadline


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


@dataclass(frozen=True, slots=True)
class Total:
    """A printed sum of a scorecard: of an area, what was appraised, the survey, or all of it."""

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


@dataclass
class Documents:
    """What the tables of a sheet hold beside figures."""

    tasks: list[Task] = field(default_factory=list)
    criteria: list[Criterion] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)

    @classmethod
    def together(cls, parts: Iterable["Documents"]) -> "Documents":
        """Return what several tables hold, in their order."""
        whole = cls()
        for one in parts:
            whole.tasks += one.tasks
            whole.criteria += one.criteria
            whole.totals += one.totals
        return whole


def document_rows(
    rows: Iterable[Task | Criterion | Total], submission: str, seq: int
) -> list[dict]:
    """Return rows as the tables task, criterion and score_total hold them (sql/schema.sql)."""
    kept = {"submission": submission, "seq": seq}
    return [kept | {"place": place} | _row(one) for place, one in enumerate(rows)]


def _row(one: Task | Criterion | Total) -> dict:
    """Return a row with its deadline's parts as columns of their own."""
    row = {name: getattr(one, name) for name in one.__slots__ if name != "due"}
    if due := getattr(one, "due", None):
        row |= {f"due_{name}": getattr(due, name) for name in due.__slots__}
        row["due_dates"] = [day.isoformat() for day in due.dates]
        row["due_kind"] = due.kind.value
    return {name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}
