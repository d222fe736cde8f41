"""What a plan's annex says when it comes back: the product of each task, and when it was done."""

import re
from dataclasses import dataclass
from datetime import date

from kpis.intake.verdict import Finding, FindingCode, Severity
from kpis.intake.written import Line, WrittenTable

_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})(?!\d)")
_NOTHING = re.compile(r"[-–.…\s]*")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row's product as written, the days on which it was done, and what is wrong with them."""

    result: str | None = None
    done_on: tuple[date, ...] = ()
    finding: Finding | None = None


def read_outcome(table: WrittenTable, line: Line) -> Outcome:
    """Return what a row says was done; nothing where the annex has no column of days.

    Days are written dd/mm/yyyy, several apart by any mark. A day takes a product (a document's
    number), and a text with figures that is no day is an error; words alone ("đang thực hiện")
    mean not yet. A product without a day is not counted, which is noted.
    """
    if "done_on" not in table.columns:
        return Outcome()
    result, said = line.text("result"), line.text("done_on") or ""
    result = None if not result or _NOTHING.fullmatch(result) else result
    days = tuple(sorted({day for found in _DAY.findall(said) if (day := _day(*found))}))
    if len(days) < len(_DAY.findall(said)) or (not days and any(map(str.isdigit, said))):
        severity, code, item = Severity.ERROR, FindingCode.NOT_A_DAY, "done_on"
    elif days and not result:
        severity, code, item = Severity.ERROR, FindingCode.DONE_WITHOUT_PRODUCT, "result"
    elif result and not days:
        severity, code, item = Severity.NOTE, FindingCode.PRODUCT_WITHOUT_DAY, "done_on"
    else:
        return Outcome(result, days)
    return Outcome(result, days, table.finding(severity, code, line, item, line.text(item)))


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
