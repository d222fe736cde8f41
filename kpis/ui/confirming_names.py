"""Names of units that no catalogue has: which unit each means, as a person says, and back again."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from kpis.accounts.roles import Actor
from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.kinds import UnitKind
from kpis.catalogue.model import OrgUnit
from kpis.domain.periods import Period
from kpis.intake.confirmed import name_key
from kpis.intake.naming import confirm_names, revoke_name
from kpis.intake.recording import Received
from kpis.intake.units import Units
from kpis.intake.verdict import Finding, FindingCode, Severity
from kpis.ui import answers, filters, frame
from kpis.ui.changing import change
from kpis.ui.plain import literal
from kpis.words import Words, formats

_MOST_PLACES = 3
# Pixels: a line of names and places is read, not scanned.
_WIDTH = 720


@dataclass(frozen=True)
class Unknown:
    """A name as it was first written, where it stands, and the periods it is reported for."""

    name: str
    places: list[str] = field(default_factory=list)
    periods: list[str] = field(default_factory=list)


def show(received: Sequence[Received], actor: Actor, catalogue: Catalogue, t: Words) -> None:
    """Draw the unknown names of all files, each once, and those that were confirmed before."""
    if unknown := _unknown(received, t):
        frame.block(t("confirming.names"), "", t("confirming.names_note"))
        _ask(unknown, actor, catalogue, t)
    confirmed = {
        name_key(finding.found or ""): (finding.found, finding.facts["unit"])
        for finding in _findings(received, FindingCode.CONFIRMED_NAME, Severity.NOTE)
    }
    if confirmed:
        _offer_back(dict(confirmed.values()), actor, t)


def units_in(catalogue: Catalogue, *periods: str) -> list[OrgUnit]:
    """Return all units that exist at the end of one of some periods, by alphabet."""
    ends = [Units(catalogue, Period.parse(one)).day for one in periods]
    valid = [
        one
        for one in catalogue.org_units.values()
        if one.kind is not UnitKind.GROUP and any(map(one.valid_on, ends))
    ]
    return sorted(valid, key=lambda one: formats.sort_key(one.name_vi))


def _findings(received: Sequence[Received], code: FindingCode, severity: Severity) -> list[Finding]:
    return [finding for _, finding in _placed(received, code, severity)]


def _placed(
    received: Sequence[Received], code: FindingCode, severity: Severity
) -> list[tuple[str, Finding]]:
    """Return findings about names with the file each is in; a file that is stored asks nothing."""
    return [
        (one.verdict.file, finding)
        for one in received
        if not one.verdict.duplicate_of
        for finding in one.verdict.findings
        if (finding.code, finding.severity) == (code, severity) and finding.found
    ]


def _unknown(received: Sequence[Received], t: Words) -> dict[str, Unknown]:
    """Return the names that stop a file, by what their writings have in common."""
    found: dict[str, Unknown] = {}
    for file, finding in _placed(received, FindingCode.UNKNOWN_ORG_UNIT, Severity.ERROR):
        if not (key := name_key(finding.found or "")):
            continue
        one = found.setdefault(key, Unknown(finding.found or ""))
        one.places.append(
            t("confirming.cell", file=file, sheet=finding.sheet, cell=finding.cell or "")
        )
        one.periods.append(str(finding.facts["period"]))
    return found


def _ask(unknown: dict[str, Unknown], actor: Actor, catalogue: Catalogue, t: Words) -> None:
    """Draw a choice for each name; the button stores what was chosen and reads the files anew."""
    # A form sent by Enter says so in English under each field.
    with st.form("confirm_names", enter_to_submit=False, border=False):
        chosen = {one.name: _choose(key, one, catalogue, t) for key, one in unknown.items()}
        why = st.text_input(t("confirming.why"), width=_WIDTH)
        pressed = st.form_submit_button(t("confirming.confirm"), icon=":material/how_to_reg:")
    if not pressed:
        return
    choices = {name: unit for name, unit in chosen.items() if unit}
    if not choices:
        st.warning(t("confirming.none_chosen"), icon=":material/touch_app:")
        return
    change(lambda: confirm_names(answers.house(), actor, choices, why), t)


def _choose(key: str, one: Unknown, catalogue: Catalogue, t: Words) -> str | None:
    """Draw one name with its places, the units that it resembles first; nothing is preselected."""
    periods = list(dict.fromkeys(one.periods))
    near = [unit.id for code in periods for unit in _near(one.name, code, catalogue)]
    every = [unit.id for unit in units_in(catalogue, *periods)]

    def described(unit: str) -> str:
        name = filters.unit_name(t, catalogue.org_units[unit])
        return t("confirming.near", unit=name) if unit in near else name

    return st.selectbox(
        t("confirming.name", name=literal(one.name), places=literal(_told(one.places, t))),
        list(dict.fromkeys([*near, *every])),
        index=None,
        format_func=described,
        placeholder=t("filter.choose"),
        width=_WIDTH,
        key=f"confirm_{key}",
    )


def _near(name: str, period: str, catalogue: Catalogue) -> list[OrgUnit]:
    return Units(catalogue, Period.parse(period)).near(name)


def _told(places: list[str], t: Words) -> str:
    places = list(dict.fromkeys(places))
    more = len(places) - _MOST_PLACES
    rest = [t("confirming.more", count=more)] if more > 0 else []
    return "; ".join([*places[:_MOST_PLACES], *rest])


def _offer_back(confirmed: dict[str, str], actor: Actor, t: Words) -> None:
    """Draw the way to take back a confirmed name that these files use."""
    left, right, _ = st.columns([2, 1, 1], vertical_alignment="bottom")
    name = left.selectbox(
        t("confirming.confirmed"),
        list(confirmed),
        format_func=lambda one: t("confirming.confirmed_as", name=one, unit=confirmed[one]),
    )
    if right.button(t("confirming.revoke"), icon=":material/undo:"):
        change(lambda: revoke_name(answers.house(), actor, name), t)
