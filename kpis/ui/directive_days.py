"""The days on which a directive on lost points is answered, as they stand on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kpis.catalogue.definitions import Catalogue
from kpis.domain.task_status import Clock
from kpis.queries.tasks import Plan
from kpis.ui.tables import Column, Line, table
from kpis.words import Words, formats

_COLUMNS = ("what", "before", "left", "document")
_SHORT = ("before", "left")


@dataclass(frozen=True)
class Answer:
    """What is to be sent before a day, how many days are left until the last, by which document.

    Less than none are left after it.
    """

    what: str
    before: date
    left: int
    document: str
    issuer: str


def days_of(plan: Plan, clock: Clock, catalogue: Catalogue, t: Words) -> list[Answer]:
    """Return the days of answering in a plan's first year; none of a plan without a year."""
    if plan.years is None:
        return []
    found = []
    for one in catalogue.calendar.answer:
        document = catalogue.documents[one.document]
        signed = formats.day(document.date, t.language)
        named = f"{t.own(document.kind)} {document.number}, {signed}"
        before = one.before(plan.years[0])
        left = (before - timedelta(days=1) - clock.day).days
        found.append(Answer(t.own(one.title), before, left, named, t.own(document.issuer)))
    return found


def sentence(one: Answer, t: Words) -> str:
    """Return a day of answering with its document, as a workbook states it."""
    facts = {"what": one.what, "document": one.document, "issuer": one.issuer}
    return t("directive.before", day=formats.day(one.before, t.language), **facts)


def table_of(days: Sequence[Answer], t: Words) -> str:
    """Return the days of answering as a table: what, before when, days left, by which document."""
    columns = [Column(t.code("directive.day", one), short=one in _SHORT) for one in _COLUMNS]
    return table(columns, [_line(one, t) for one in days], t("directive.days"))


def _line(one: Answer, t: Words) -> Line:
    before = t("directive.before_day", day=formats.day(one.before, t.language))
    left = t.code("directive.left", "over" if one.left < 0 else "days", days=abs(one.left))
    return Line([one.what, before, left, f"{one.document}, {one.issuer}"])
