"""Decisions about names: which unit a name means that no catalogue has, and taking that back.

Each asks for the person's role, makes one new version, and is kept with who, when and why.
"""

from collections.abc import Mapping

from kpis.accounts.roles import Action, Actor, require
from kpis.errors import NameAlreadyKnown, UnknownName, UnknownOrgUnit
from kpis.intake.confirmed import name_key
from kpis.intake.house import House
from kpis.intake.units import fitting_units


def confirm_names(
    house: House, actor: Actor | None, choices: Mapping[str, str], reason: str = ""
) -> None:
    """Remember which unit each name means, all in one version; choices: name → org unit.

    Raises ``NotSignedIn``, ``NotAllowed``, ``UnknownName`` for a name without letters,
    ``UnknownOrgUnit``, and ``NameAlreadyKnown`` for a name of the catalogue, which means what the
    catalogue says.
    """
    person = require(actor, Action.IMPORT_FILES)
    for name, unit in choices.items():
        _refuse_unfit(house, name, unit)
    with house.change(person, "confirm_name", reason.strip() or "; ".join(choices)) as con:
        for name, unit in choices.items():
            con.execute(
                """
                INSERT INTO confirmed_name
                SELECT coalesce(max(confirmation), 0) + 1, $name, $key, $org_unit, $reason,
                    $person, now() AT TIME ZONE 'UTC'
                FROM confirmed_name
                """,
                {
                    "name": name.strip(),
                    "key": name_key(name),
                    "org_unit": unit,
                    "reason": reason.strip(),
                    "person": person.name,
                },
            )


def revoke_name(house: House, actor: Actor | None, name: str, reason: str = "") -> None:
    """Take back what was confirmed of a name, however it is written: it is unknown again.

    Raises ``NotSignedIn``, ``NotAllowed``, and ``UnknownName`` where nothing is confirmed of it.
    """
    person = require(actor, Action.IMPORT_FILES)
    with house.change(person, "revoke_name", reason.strip() or name) as con:
        taken = con.execute(
            """
            INSERT INTO revoked_name
            SELECT confirmation, $reason, $person, now() AT TIME ZONE 'UTC'
            FROM confirmed_name ANTI JOIN revoked_name USING (confirmation)
            WHERE key = $key
            """,
            {"key": name_key(name), "reason": reason.strip(), "person": person.name},
        ).fetchone()[0]
        if not taken:
            raise UnknownName(found=name)


def _refuse_unfit(house: House, name: str, unit: str) -> None:
    if not name_key(name):
        raise UnknownName(found=name)
    if unit not in house.catalogue.org_units:
        raise UnknownOrgUnit(found=unit)
    if known := fitting_units(house.catalogue, name):
        raise NameAlreadyKnown(found=name, unit=known[0].name_vi)
