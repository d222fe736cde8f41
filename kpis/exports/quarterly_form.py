"""The quarterly indicator workbook (form KPI-Q): its words, its columns, what it asks of whom.

Its words are the form's own, by which data/forms finds the columns again, so they are Vietnamese
in every language, like those of any other official form.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import Indicator, OrgUnit
from kpis.domain.periods import Period

SHEET = "Chỉ tiêu"
FORM_TITLE = "BIỂU KPI-Q. BÁO CÁO CHỈ TIÊU CẢI CÁCH HÀNH CHÍNH HẰNG QUÝ"
ILLUSTRATIVE = "SỐ LIỆU MINH HOẠ"
HEADER_ROW = 7


class Column(StrEnum):
    """Columns by their label."""

    PLACE = "STT"
    INDICATOR_CODE = "Mã chỉ tiêu"
    INDICATOR = "Chỉ tiêu"
    UNIT = "Đơn vị"
    UNIT_CODE = "Mã đơn vị"
    MEANING = "Cách tính"
    NUMERATOR = "Tử số"
    DENOMINATOR = "Mẫu số"
    RATE = "Tỷ lệ (%)"
    # One text for both counts, so that no reader can take them for this period's.
    BEFORE = "Kỳ trước: tử số / mẫu số"
    NOTE = "Ghi chú"


Counts = tuple[float | None, float | None]
NOTHING: Counts = (None, None)


@dataclass(frozen=True)
class Line:
    """One indicator asked of one unit: numerator and denominator now and in the period before."""

    unit: OrgUnit
    indicator: Indicator
    counts: Counts = NOTHING
    before: Counts = NOTHING
    note: str = ""


@dataclass
class Drawn:
    """Where things came to stand, and what the formulas come to."""

    columns: dict[Column, str]
    rows: list[int]
    # Rows whose denominator is a formula, not to be typed.
    derived: set[int] = field(default_factory=set)
    results: dict[tuple[str, str], float | str] = field(default_factory=dict)

    def cell(self, column: Column, row: int) -> str:
        """Return a cell's name."""
        return f"{self.columns[column]}{row}"


def asked_of(catalogue: Catalogue, units: Iterable[OrgUnit], period: Period) -> list[Line]:
    """Return the lines the workbook has for some units: indicators no official form gives.

    Each is worded as it is defined for the period.
    """
    return [
        Line(unit, catalogue.indicator_at(one.id, period.code))
        for unit in units
        for one in catalogue.asked_in_workbook(unit, period.year)
    ]
