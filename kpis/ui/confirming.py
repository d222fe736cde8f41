"""What only a person can say of dropped files: the periods, units and names meant in them."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import streamlit as st

from kpis.accounts.roles import Action, Actor, allowed
from kpis.catalogue.definitions import Catalogue
from kpis.domain.periods import Period, PeriodKind, periods_of
from kpis.intake.checking import Named, check
from kpis.intake.recording import Received
from kpis.intake.told import Told
from kpis.intake.verdict import Finding, FindingCode, Severity
from kpis.ui import answers, confirming_names, filters, frame
from kpis.ui.plain import literal
from kpis.words import Words, formats

# Reports of older years come in late, and those of the next programme early.
_YEARS_BEFORE, _YEARS_AFTER = 6, 1
# Pixels, as of the names below it.
_WIDTH = 720
# A sheet of a file, and what it leaves open.
Question = tuple[Received, Finding]


def show(
    received: Sequence[Received], actor: Actor | None, catalogue: Catalogue, t: Words
) -> list[Received]:
    """Draw the questions that only a person can answer; return the files as read with the answers.

    Answers about periods and units count for these files only, and are kept with them once they
    are stored. A name that is confirmed makes a new version at once and is remembered.
    """
    if actor is None or not allowed(actor, Action.IMPORT_FILES):
        return list(received)
    head = st.container()
    undated = _open(received, FindingCode.UNKNOWN_PERIOD)
    told = [one for asked in undated if (one := _date(asked, actor, catalogue, t))]
    read = _read_again(received, told)
    nameless = _open(read, FindingCode.UNKNOWN_ORG_UNIT)
    told += [one for asked in nameless if (one := _name(asked, actor, catalogue, t))]
    if undated or nameless:
        with head:
            frame.block(t("confirming.by_hand"), "", t("confirming.by_hand_note"))
    read = _read_again(received, told)
    confirming_names.show(read, actor, catalogue, t)
    return read


def _open(received: Sequence[Received], code: FindingCode) -> list[Question]:
    """Return the sheets without a period, or without any name of a reporting unit, once each."""
    found: dict[tuple[str, str | None], Question] = {}
    for one in received:
        for finding in () if one.verdict.duplicate_of else one.verdict.findings:
            unit = code is FindingCode.UNKNOWN_ORG_UNIT
            if (finding.code, finding.severity) != (code, Severity.ERROR):
                continue
            if not unit or finding.found is None:
                found.setdefault((one.verdict.sha256, finding.sheet), (one, finding))
    return list(found.values())


def _date(asked: Question, actor: Actor, catalogue: Catalogue, t: Words) -> Told | None:
    """Draw the choice of a sheet's period; return what was chosen."""
    received, finding = asked
    named = list(finding.facts.get("periods") or ())
    code = st.selectbox(
        t("confirming.period_of", place=_place(asked, t)),
        list(dict.fromkeys([*named, *_periods(catalogue)])),
        index=None,
        format_func=lambda one: formats.period(one, t.language),
        placeholder=t("filter.choose"),
        width=_WIDTH,
        key=f"period_{received.verdict.sha256}_{finding.sheet}",
    )
    about = (actor.name, received.verdict.sha256, finding.sheet)
    return Told(Period.parse(code), None, *about) if code else None


def _name(asked: Question, actor: Actor, catalogue: Catalogue, t: Words) -> Told | None:
    """Draw the choice of a sheet's reporting unit; return what was chosen."""
    received, finding = asked
    units = confirming_names.units_in(catalogue, str(finding.facts["period"]))
    unit = st.selectbox(
        t("confirming.org_unit_of", place=_place(asked, t)),
        [one.id for one in units],
        index=None,
        format_func=lambda one: filters.unit_name(t, catalogue.org_units[one]),
        placeholder=t("filter.choose"),
        width=_WIDTH,
        key=f"unit_{received.verdict.sha256}_{finding.sheet}",
    )
    about = (actor.name, received.verdict.sha256, finding.sheet)
    return Told(None, unit, *about) if unit else None


def _place(asked: Question, t: Words) -> str:
    received, finding = asked
    file, sheet = literal(received.verdict.file), literal(finding.sheet)
    return t("confirming.sheet", file=file, sheet=sheet)


def _periods(catalogue: Catalogue) -> list[str]:
    """Return the periods to choose from, the latest first, months last."""
    programme = catalogue.programme
    first, last = (Period.parse(one).year for one in (programme.starts, programme.ends))
    years = range(first - _YEARS_BEFORE, last + _YEARS_AFTER + 1)
    known = sorted((one for year in years for one in periods_of(year)), reverse=True)
    return [one.code for one in sorted(known, key=lambda one: one.kind is PeriodKind.MONTH)]


def _read_again(received: Sequence[Received], told: Sequence[Told]) -> list[Received]:
    """Return files read with what was said; all of them, since they are held against each other."""
    if not told:
        return list(received)
    files = tuple((one.verdict.file, one.content) for one in received)
    newest = tuple(answers.store().versions()[-1:])
    return _checked(newest, answers.catalogue(), files, tuple(told), received[0].received_on)


@lru_cache(maxsize=4)
def _checked(
    version: tuple[str, ...],
    catalogue: Catalogue,
    files: tuple[Named, ...],
    told: tuple[Told, ...],
    day: date,
) -> list[Received]:
    return check(answers.house(), files, day, told)
