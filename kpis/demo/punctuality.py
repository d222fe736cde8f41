"""Who sent what when: late and missing reports, and surveys that could not be held."""

from datetime import date, timedelta

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import UnitKind
from kpis.demo.levels import SHOCK_PERIOD
from kpis.domain.periods import Period

DOSSIER_FORM, INDICATOR_FORM = "II.06a", "KPI-Q"

# Never sent.
MISSING: dict[tuple[str, str], tuple[str, ...]] = {
    ("2021-Q1", DOSSIER_FORM): ("kg-912", "kg-so-ngoai-vu", "kg-ban-dan-toc"),
    ("2021-Q1", INDICATOR_FORM): ("kg-909", "kg-912", "kg-so-ngoai-vu", "kg-ban-dan-toc"),
    ("2021-Q2", INDICATOR_FORM): ("kg-914", "kg-thanh-tra-tinh", "kg-so-giao-thong-van-tai"),
    ("2021-Q3", DOSSIER_FORM): ("kg-914", "kg-so-du-lich", "kg-so-giao-thong-van-tai"),
    ("2021-Q3", INDICATOR_FORM): ("kg-909", "kg-914", "kg-so-du-lich", "kg-so-giao-thong-van-tai"),
    ("2021-Q4", DOSSIER_FORM): ("kg-909", "kg-ban-dan-toc"),
    ("2022-Q1", INDICATOR_FORM): ("kg-so-ngoai-vu", "kg-so-giao-thong-van-tai"),
    ("2022-Q3", DOSSIER_FORM): ("kg-so-van-hoa-va-the-thao",),
    ("2022-Q4", INDICATOR_FORM): ("kg-909", "kg-thanh-tra-tinh"),
    ("2023-Q2", INDICATOR_FORM): ("kg-913",),
    ("2024-Q1", INDICATOR_FORM): ("kg-so-giao-thong-van-tai", "kg-ban-dan-toc"),
    ("2024-Q3", INDICATOR_FORM): ("kg-so-du-lich",),
    ("2025-Q1", DOSSIER_FORM): ("kg-so-dan-toc-va-ton-giao",),
    ("2025-Q1", INDICATOR_FORM): ("kg-so-dan-toc-va-ton-giao", "kg-so-khoa-hoc-va-cong-nghe-2025"),
    ("2025-Q2", INDICATOR_FORM): ("kg-909", "kg-thanh-tra-tinh"),
}

# Sent after the due date, in a supplementary workbook: how many days late.
LATE: dict[tuple[str, str], tuple[int, tuple[str, ...]]] = {
    ("2021-Q2", DOSSIER_FORM): (9, ("kg-909", "kg-914", "kg-so-giao-thong-van-tai")),
    ("2021-Q4", INDICATOR_FORM): (12, ("kg-909", "kg-912", "kg-so-y-te")),
    ("2022-Q2", DOSSIER_FORM): (5, ("kg-909", "kg-so-giao-thong-van-tai")),
    ("2022-Q4", DOSSIER_FORM): (7, ("kg-909",)),
    ("2023-Q1", INDICATOR_FORM): (6, ("kg-909", "kg-so-giao-thong-van-tai", "kg-so-ngoai-vu")),
    ("2023-Q3", DOSSIER_FORM): (4, ("kg-so-giao-thong-van-tai",)),
    ("2023-Q4", INDICATOR_FORM): (8, ("kg-909", "kg-913")),
    ("2024-Q2", INDICATOR_FORM): (3, ("kg-so-giao-thong-van-tai",)),
    ("2024-Q4", DOSSIER_FORM): (6, ("kg-909", "kg-so-giao-thong-van-tai")),
    ("2025-Q1", INDICATOR_FORM): (10, ("kg-so-xay-dung-2025", "kg-so-noi-vu-2025")),
    ("2025-Q2", DOSSIER_FORM): (5, ("kg-so-xay-dung-2025", "kg-909")),
}

# Surveys fell out in the quarter of social distancing: those indicators stay under the limit of
# completeness, which the pages must then say.
SURVEYS = (
    "satisfaction_rate",
    "satisfaction_land_construction_investment",
    "satisfaction_public_service",
)
NO_SURVEY = (
    "kg-899",
    "kg-902",
    "kg-905",
    "kg-906",
    "kg-908",
    "kg-911",
    "kg-912",
    "kg-so-y-te",
    "kg-so-lao-dong-thuong-binh-va-xa-hoi",
)
NO_SURVEY_NOTE = "Chưa khảo sát do giãn cách xã hội"


def no_survey(unit_id: str, indicator_id: str, period: Period) -> bool:
    """Tell whether a unit held no survey for an indicator."""
    held = period.code != SHOCK_PERIOD or unit_id not in NO_SURVEY
    return indicator_id in SURVEYS and not held


def received_on(catalogue: Catalogue, period: Period, days_late: int = 0) -> date:
    """Return the working day a workbook came in: on time, or so many days after the due date."""
    due = catalogue.calendar.due_on(UnitKind.DISTRICT, period)
    if days_late:
        return _working_day(due + timedelta(days=days_late), step=1)
    return _working_day(due, step=-1)


def _working_day(day: date, step: int) -> date:
    while day.weekday() > 4:
        day += timedelta(days=step)
    return day
