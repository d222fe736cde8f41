"""Rows of form II.06a that keep its sums, for tests about several periods."""

from collections.abc import Sequence

from tests.intake.builders import Row, by_unit, dossiers, form_file


def row(new: int, carried: int = 0, *, pending: int = 0, late: int = 0, online: int = 0) -> Row:
    """Return the eleven counts of a row: all resolved early but what is pending or late."""
    done = new + carried - pending
    received = [new + carried, online, new - online, carried]
    return [*received, done, done - late, 0, late, pending, pending, 0]


def of_fields(period: str, fields: dict[str, Row], unit: str = "UBND huyện Gò Quao") -> bytes:
    """Return a unit's form by field."""
    rows = [[at, name, *counts] for at, (name, counts) in enumerate(fields.items(), start=1)]
    return form_file(dossiers(rows, reporter=unit, period=period))


def of_units(period: str, units: dict[str, Sequence[object]]) -> bytes:
    """Return a form consolidated by units."""
    rows = [[at, name, *counts] for at, (name, counts) in enumerate(units.items(), start=1)]
    return form_file(by_unit(rows, period=period))
