"""The scorecard as a form: its columns, and what is written into a component's row."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

HEADER_ROW = 7
# Headings by field; the official form is Vietnamese alone, like all forms that are sent.
COLUMNS = {
    "code": ("STT", 8),
    "title": ("Lĩnh vực, tiêu chí, tiêu chí thành phần", 46),
    "max": ("Điểm tối đa", 9),
    "self": ("Điểm tự chấm", 9),
    "appraised": ("Điểm thẩm định", 9),
    "survey": ("Điểm ĐTXHH", 9),
    "asked": ("Yêu cầu, cách chấm", 30),
    "evidence": ("Tài liệu kiểm chứng", 28),
    "reason": ("Lý do mất điểm", 28),
    "explanation": ("Giải trình của đơn vị", 24),
    "claimed": ("Điểm đề nghị", 9),
    "not_applicable": ("Không áp dụng (ghi lý do)", 16),
    "depends_on": ("Phụ thuộc cấp trên", 18),
    "solution": ("Giải pháp khắc phục", 24),
    "owner": ("Cơ quan thực hiện", 20),
    "deadline": ("Thời hạn hoàn thành", 16),
}
PLACES = {name: place for place, name in enumerate(COLUMNS, start=1)}
SUMS = ("self", "appraised", "survey")
POINTS = ("self", "appraised", "survey", "claimed")
# What is written where a component does not apply and nobody has said why.
NOT_APPLICABLE = "x"


@dataclass(frozen=True)
class Filled:
    """What is written into a component's row; nothing where it is left to be filled in."""

    self: Decimal | None = None
    appraised: Decimal | None = None
    survey: Decimal | None = None
    claimed: Decimal | None = None
    not_applicable: bool = False
    evidence: str | None = None
    reason: str | None = None
    explanation: str | None = None
    depends_on: str | None = None
    solution: str | None = None
    owner: str | None = None
    deadline: str | None = None


@dataclass(frozen=True)
class Outsider:
    """A unit that the catalogue does not have, by the name that its card prints."""

    name_vi: str

    @property
    def id(self) -> str:
        """Whose card it is in the store: ``-Cục Thuế tỉnh``."""
        return f"-{self.name_vi}"

    @property
    def short_vi(self) -> str:
        """Its name, which nobody has shortened."""
        return self.name_vi


Rows = Mapping[str, Filled]


@dataclass(frozen=True)
class Known:
    """What is known of a card that is sent out; ``heard``: it was made after disputes."""

    rows: Rows
    heard: bool = False


EMPTY = Known({})
Results = dict[tuple[str, str], float | str]


def number(value: Decimal | None) -> float | int | None:
    """Return points as a cell holds them."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
