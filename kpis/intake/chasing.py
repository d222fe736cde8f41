"""Decisions about a unit's report: a later date, or the report sent back with remarks.

Each asks for the person's role, makes one new version, and is kept with who, when and why.
"""

from datetime import date

from kpis.accounts.roles import Action, Actor, require
from kpis.domain.periods import Period
from kpis.domain.reports import Owed
from kpis.errors import ExplanationMissing, ExtensionNotLater, NothingOwed, NothingReceived
from kpis.intake.house import House
from kpis.intake.owing import owed


def grant_extension(
    house: House,
    actor: Actor | None,
    *,
    org_unit: str,
    family: str,
    period: str,
    due_on: date,
    reason: str,
) -> None:
    """Give a unit's report on a family of forms a later date; the last one granted counts.

    Raises ``NotSignedIn``, ``NotAllowed``, ``ExplanationMissing``, ``NothingOwed``, and
    ``ExtensionNotLater`` when the calendar's own date is no earlier.
    """
    person = require(actor, Action.GRANT_EXTENSION)
    one = _report(house, org_unit, family, period)
    if not reason.strip():
        raise ExplanationMissing
    if one.due_on is None or due_on <= one.due_on:
        raise ExtensionNotLater(due=one.due_on)
    with house.change(person, "extend", reason) as con:
        con.execute(
            """
            INSERT INTO extension VALUES ($org_unit, $family, $period, $due_on, $reason, $person,
                now() AT TIME ZONE 'UTC')
            """,
            {
                "org_unit": org_unit,
                "family": family,
                "period": period,
                "due_on": due_on,
                "reason": reason.strip(),
                "person": person.name,
            },
        )


def send_back(
    house: House, actor: Actor | None, *, org_unit: str, family: str, period: str, remarks: str
) -> None:
    """Send a unit's report back with remarks; its figures stay until a new file replaces them.

    Raises ``NotSignedIn``, ``NotAllowed``, ``ExplanationMissing``, ``NothingOwed``, and
    ``NothingReceived`` when nothing of the report has come.
    """
    person = require(actor, Action.SEND_BACK)
    _report(house, org_unit, family, period)
    if not remarks.strip():
        raise ExplanationMissing
    asked = {"org_unit": org_unit, "family": family, "period": period}
    with house.change(person, "send_back", remarks) as con:
        seq = con.execute(
            """
            SELECT max(l.seq)
            FROM live AS l
            JOIN period AS came USING (period)
            JOIN period AS p ON p.period = $period AND p.step = came.step
                AND (p.kind = 'month') = (came.kind = 'month')
            WHERE l.org_unit = $org_unit AND l.family = $family
            """,
            asked,
        ).fetchone()[0]
        if seq is None:
            raise NothingReceived(org_unit=org_unit, period=period)
        con.execute(
            """
            INSERT INTO sent_back VALUES ($org_unit, $family, $period, $seq, $remarks, $person,
                now() AT TIME ZONE 'UTC')
            """,
            {**asked, "seq": seq, "remarks": remarks.strip(), "person": person.name},
        )


def _report(house: House, org_unit: str, family: str, period: str) -> Owed:
    for one in owed(house.catalogue, house.forms, Period.parse(period)):
        if (one.org_unit, one.family) == (org_unit, family) and one.items and not one.closed:
            return one
    raise NothingOwed(org_unit=org_unit, period=period)
