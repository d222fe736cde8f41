"""What reading a file came to: its sheets, what is wrong, and what its cells say."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from operator import attrgetter

from kpis.intake.documents import Criterion, PeerFigure, Task, Total
from kpis.intake.published_rows import PublishedScore


class Severity(StrEnum):
    """An error refuses the file, a warning needs a reason, a note is only said."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class FindingCode(StrEnum):
    """What can be wrong with a file, a sheet or a cell; the words are ``finding.<code>``."""

    UNKNOWN_FORM = "unknown_form"
    UNKNOWN_ORG_UNIT = "unknown_org_unit"
    CLOSED_ORG_UNIT = "closed_org_unit"
    AMBIGUOUS_ORG_UNIT = "ambiguous_org_unit"
    UNKNOWN_PERIOD = "unknown_period"
    NOT_A_NUMBER = "not_a_number"
    NEGATIVE_COUNT = "negative_count"
    FRACTION_OR_PERCENT = "fraction_or_percent"
    TOTAL_MISMATCH = "total_mismatch"
    IDENTITY_BROKEN = "identity_broken"
    PRINTED_RATE_CONTRADICTS_COUNTS = "printed_rate_contradicts_counts"
    CUMULATIVE_DECREASED = "cumulative_decreased"
    DUPLICATE_ROW = "duplicate_row"
    SAME_AS_LAST_PERIOD = "same_as_last_period"
    HIDDEN_ROWS = "hidden_rows"
    LEGACY_FONT = "legacy_font"
    PASSWORD_PROTECTED = "password_protected"
    DAMAGED_FILE = "damaged_file"
    NOT_A_SPREADSHEET = "not_a_spreadsheet"
    TOO_LARGE = "too_large"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    UNKNOWN_INDICATOR = "unknown_indicator"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN_COLUMN = "unknown_column"
    OUT_OF_RANGE = "out_of_range"
    UNKNOWN_ANSWER = "unknown_answer"
    FORM_NOT_IN_FORCE = "form_not_in_force"
    OTHER_PROVINCES = "other_provinces"
    TARGET_DIFFERS = "target_differs"
    DUPLICATE_NUMBER = "duplicate_number"
    CODES_DIFFER = "codes_differ"
    TASK_WITHOUT_LEAD = "task_without_lead"
    UNITS_AS_TEXT = "units_as_text"
    OLD_WORKBOOK = "old_workbook"
    IMPOSSIBLE_COUNT = "impossible_count"
    SEVERAL_FORMS = "several_forms"
    UNKNOWN_CRITERION = "unknown_criterion"
    MAX_DIFFERS = "max_differs"
    NOT_EXEMPT = "not_exempt"
    SCORECARD_LOCKED = "scorecard_locked"
    CONFIRMED_NAME = "confirmed_name"
    PERIOD_SET_BY_HAND = "period_set_by_hand"
    ORG_UNIT_SET_BY_HAND = "org_unit_set_by_hand"
    CARRY_OVER_DIFFERS = "carry_over_differs"
    PARTS_DO_NOT_ADD_UP = "parts_do_not_add_up"
    UNUSUAL_JUMP = "unusual_jump"
    UNUSUAL_RATE = "unusual_rate"
    MAGNITUDE_SLIP = "magnitude_slip"
    ALWAYS_FULL = "always_full"
    SAME_IN_OTHER_FILE = "same_in_other_file"
    DIFFERS_FROM_OTHER_FILE = "differs_from_other_file"
    SAME_AS_OTHER_UNIT = "same_as_other_unit"
    NO_FIGURES = "no_figures"
    NOT_A_DAY = "not_a_day"
    DONE_WITHOUT_PRODUCT = "done_without_product"
    PRODUCT_WITHOUT_DAY = "product_without_day"
    RANK_CONTRADICTS_POINTS = "rank_contradicts_points"
    COUNTERPART_MISSING = "counterpart_missing"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know about a file, and where Excel shows it.

    ``found`` is the text as it stands; ``facts`` fill the sentence of ``finding.<code>``
    (expected, difference, suggestion, …), never words themselves.
    """

    severity: Severity
    code: FindingCode
    sheet: str | None = None
    cell: str | None = None
    found: str | None = None
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetReading:
    """How one sheet was understood; ``skipped`` says why it was left alone."""

    sheet: str
    form: str | None = None
    period: str | None = None
    org_unit: str | None = None
    rows: int = 0
    skipped: str | None = None
    # The plan or criteria set that its rows belong to, where it holds tasks or criteria.
    set: str | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """One number of one unit, as a cell says it."""

    org_unit: str
    item: str
    section: str | None
    period: str
    value: float
    raw: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class GivenTarget:
    """A goal as an annex gives it; ``level`` and ``due`` only where the annex says them.

    ``comparator`` is one of >=, >, <=, <; ``wording`` is the cell's text.
    """

    indicator: str
    comparator: str
    value: float
    level: str | None
    due: str | None
    wording: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What storing would do to the cells already known."""

    new: int = 0
    changed: int = 0
    same: int = 0
    # Figures that the file takes the place of without giving them itself.
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything about one file; nothing is stored by making one."""

    file: str
    sha256: str
    sheets: tuple[SheetReading, ...] = ()
    findings: tuple[Finding, ...] = ()
    observations: tuple[Observation, ...] = ()
    targets: tuple[GivenTarget, ...] = ()
    duplicate_of: str | None = None
    changes: Changes = Changes()
    # The file says of itself that its numbers are made up ("Số liệu minh hoạ").
    illustrative: bool = False
    tasks: tuple[Task, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    totals: tuple[Total, ...] = ()
    peers: tuple[PeerFigure, ...] = ()
    published: tuple[PublishedScore, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether the file may be stored: it has no error."""
        return not any(one.severity is Severity.ERROR for one in self.findings)

    @property
    def needs_reason(self) -> bool:
        """Whether storing it takes a reason: it has a warning."""
        return any(one.severity is Severity.WARNING for one in self.findings)


def fields_of(one: object) -> dict[str, object]:
    """Return a value's fields by name; ``asdict`` would copy each deeply, at 20 times the cost."""
    kind = type(one)
    return dict(zip(kind.__slots__, _values_of(kind)(one), strict=True))


@cache
def _values_of(kind: type) -> attrgetter:
    return attrgetter(*kind.__slots__)
