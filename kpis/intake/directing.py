"""Deciding about concerns: directed by a document, handed to a unit, dismissed, or reopened.

Each asks for the person's role, makes one new version, and is kept with who, when and why. Nothing
is ever changed: a later decision on the same concern takes the place of an earlier one.
"""

from datetime import date

import duckdb

from kpis.accounts.roles import Action, Actor, require
from kpis.domain.concerns import Concern
from kpis.domain.decisions import DecisionAction
from kpis.domain.periods import Period
from kpis.errors import ExplanationMissing
from kpis.intake.directing_errors import DocumentMissing, NobodyNamed, NothingDecided
from kpis.intake.house import House


def note_directed(
    house: House,
    actor: Actor | None,
    concern: Concern,
    *,
    period: str,
    document: str,
    due_on: date | None = None,
    reason: str = "",
) -> None:
    """Note that a document has given directions on a concern.

    Raises ``NotSignedIn``, ``NotAllowed`` and ``DocumentMissing``.
    """
    person = require(actor, Action.DIRECT)
    if not document.strip():
        raise DocumentMissing
    said = {"document": document.strip(), "due_on": due_on, "reason": reason.strip() or None}
    _decide(house, person, concern, period, DecisionAction.DIRECTED, said)


def hand_over(
    house: House,
    actor: Actor | None,
    concern: Concern,
    *,
    period: str,
    handed_to: str,
    due_on: date,
    document: str = "",
    reason: str = "",
) -> None:
    """Give a concern to a unit that has to be done with it by a day.

    Raises ``NotSignedIn``, ``NotAllowed``, and ``NobodyNamed`` where no such unit is there when the
    period ends.
    """
    person = require(actor, Action.DIRECT)
    unit = house.catalogue.org_units.get(handed_to)
    _, last = Period.parse(period).window(house.catalogue.calendar.cut_off_day)
    if unit is None or not unit.valid_on(last):
        raise NobodyNamed(found=handed_to)
    said = {"document": document.strip() or None, "handed_to": handed_to, "due_on": due_on}
    said["reason"] = reason.strip() or None
    _decide(house, person, concern, period, DecisionAction.HANDED, said)


def dismiss(
    house: House, actor: Actor | None, concern: Concern, *, period: str, reason: str
) -> None:
    """Put a concern aside for a period, until it grows graver.

    Raises ``NotSignedIn``, ``NotAllowed`` and ``ExplanationMissing``.
    """
    person = require(actor, Action.DIRECT)
    if not reason.strip():
        raise ExplanationMissing
    _decide(house, person, concern, period, DecisionAction.DISMISSED, {"reason": reason.strip()})


def reopen(
    house: House, actor: Actor | None, concern: Concern, *, period: str, reason: str
) -> None:
    """Take the decision on a concern back; it stays readable.

    Raises ``NotSignedIn``, ``NotAllowed``, ``ExplanationMissing``, and ``NothingDecided`` where no
    decision counts.
    """
    person = require(actor, Action.DIRECT)
    if not reason.strip():
        raise ExplanationMissing
    _decide(house, person, concern, period, DecisionAction.REOPENED, {"reason": reason.strip()})


def _decide(
    house: House,
    person: Actor,
    concern: Concern,
    period: str,
    action: DecisionAction,
    said: dict[str, object],
) -> None:
    row = {
        **dict.fromkeys(("document", "handed_to", "due_on", "reason")),
        **said,
        "item": concern.key,
        "cause": concern.cause.value,
        "indicator": concern.indicator,
        "org_unit": concern.org_unit,
        "period": period,
        "action": action.value,
        "priority": concern.priority,
        "size": concern.size,
        "person": person.name,
    }
    why = next(filter(None, (row["reason"], row["document"], row["handed_to"])), "")
    with house.change(person, "direct", str(why)) as con:
        if action is DecisionAction.REOPENED:
            _require_decided(con, concern.key)
        con.execute(
            """
            INSERT INTO directive
            SELECT (SELECT count(*) + 1 FROM directive), $item, $cause, $indicator, $org_unit,
                $period, $action, $document, $handed_to, $due_on, $reason, $priority, $size,
                $person, now() AT TIME ZONE 'UTC'
            """,
            row,
        )


def _require_decided(con: duckdb.DuckDBPyConnection, item: str) -> None:
    found = con.execute(
        "SELECT action FROM directive WHERE item = $item ORDER BY directive DESC LIMIT 1",
        {"item": item},
    ).fetchone()
    if found is None or found[0] == DecisionAction.REOPENED:
        raise NothingDecided(found=item)
