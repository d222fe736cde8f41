"""When an export of a system is of: it prints no period, its file's name does."""

import re

from kpis.domain.names import plain
from kpis.domain.periods import Period, PeriodKind
from kpis.intake.dating import Dating
from kpis.intake.forms import Form
from kpis.intake.verdict import Finding, FindingCode, Severity

# "766_an_giang_2025_10": the year and month a download was named for.
_MONTH = re.compile(r"\b(20\d\d) ?(0[1-9]|1[0-2])\b(?! ?\d\d\b)")


def date_export(form: Form, sheet: str, file: str) -> Dating:
    """Return a sheet's period: around the file's month, of the kind that the sheet's name says."""
    if not (month := _MONTH.search(plain(file))):
        code, facts = FindingCode.UNKNOWN_PERIOD, {"one": "", "other": ""}
        return Dating(None, [Finding(Severity.ERROR, code, sheet, None, None, facts)])
    kinds = {plain(name): kind for name, kind in form.sheet_kinds.items()}
    return Dating(_around(int(month[1]), int(month[2]), kinds.get(plain(sheet), PeriodKind.MONTH)))


def _around(year: int, month: int, kind: PeriodKind) -> Period:
    if kind is PeriodKind.QUARTER:
        return Period.quarter(year, (month + 2) // 3)
    return Period(kind, year, month if kind is PeriodKind.MONTH else 1)
