"""An upload on screen: the answer first, then what is wrong and where, then what it changes."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

import pandas as pd

from kpis.accounts.roles import Actor
from kpis.catalogue.loading import Catalogue
from kpis.intake import recording
from kpis.intake.checking import Named, check
from kpis.intake.recording import Received
from kpis.intake.saying import sentence
from kpis.intake.verdict import Severity, Verdict
from kpis.queries.effects import differences, standings
from kpis.ui import answers
from kpis.ui.tables import Column, Line, table
from kpis.words import Words, formats

# Lines of effects beyond these no one reads before pressing a button.
MOST_EFFECTS = 60


def today() -> date:
    """Return the day a file dropped now is received: the office's own."""
    return datetime.now(formats.HOME).date()


def checked(files: Sequence[Named]) -> list[Received]:
    """Return files with their verdicts; remembered while nothing changes in files or store."""
    newest = tuple(answers.store().versions()[-1:])
    return _checked(newest, answers.catalogue(), tuple(files), today())


@lru_cache(maxsize=4)
def _checked(
    version: tuple[str, ...], catalogue: Catalogue, files: tuple[Named, ...], day: date
) -> list[Received]:
    return check(answers.house(), files, day)


def answer(verdicts: Sequence[Verdict], t: Words) -> str:
    """Return the answer in one line: cells new and changed, errors and warnings."""
    findings = [one.severity for verdict in verdicts for one in verdict.findings]
    return t(
        "upload.answer",
        new=sum(one.changes.new for one in verdicts),
        changed=sum(one.changes.changed for one in verdicts),
        errors=findings.count(Severity.ERROR),
        warnings=findings.count(Severity.WARNING),
    )


def sheets(verdict: Verdict, catalogue: Catalogue, t: Words) -> str:
    """Return how each sheet was understood: form, period, unit, rows, or why it was left alone."""
    columns = [Column(t.code("column", one)) for one in ("sheet", "form", "period", "unit", "rows")]
    lines = []
    for one in verdict.sheets:
        unit = t.own(catalogue.org_units[one.org_unit].name) if one.org_unit else ""
        period = formats.period(one.period, t.language) if one.period else ""
        told = t.code("skipped", one.skipped) if one.skipped else one.form or ""
        lines.append(Line([one.sheet, told, period, unit, str(one.rows)]))
    return table(columns, lines)


def findings(verdict: Verdict, t: Words) -> str:
    """Return everything found: its cell, what stands there, and what to do."""
    columns = [
        Column(t.code("column", one)) for one in ("severity", "sheet", "cell", "found", "message")
    ]
    lines = [
        Line(
            [
                t.code("severity", one.severity),
                one.sheet or "",
                one.cell or "",
                one.found or "",
                sentence(t, one),
            ],
            one.severity.value,
        )
        for one in verdict.findings
    ]
    return table(columns, lines)


def effects(received: Sequence[Received], actor: Actor) -> pd.DataFrame:
    """Return the figures that storing would move, reckoned on a copy that is thrown away."""
    house = answers.house()
    cells = [one for each in received for one in each.verdict.observations]
    asked = {
        "org_units": sorted({one.org_unit for one in cells}),
        "periods": sorted({one.period for one in cells}),
    }
    with house.store.reader(house.store.version()) as con:
        before = standings(con, **asked)

    def change(con: object) -> None:
        for one in received:
            recording.put(con, house.forms, one, actor, "")

    after = house.store.rehearse(change, lambda con: standings(con, **asked))
    return differences(before, after)


def effects_table(moved: pd.DataFrame, catalogue: Catalogue, t: Words) -> str:
    """Return old → new with the statuses, the province's figures first."""
    names = ("unit", "indicator", "period", "before", "after", "status_before", "status")
    columns = [Column(t.code("column", one), one in ("before", "after")) for one in names]
    lines = [_effect(one, catalogue, t) for one in moved.head(MOST_EFFECTS).to_dict("records")]
    return table(columns, lines)


def _effect(one: dict, catalogue: Catalogue, t: Words) -> Line:
    def amount(key: str) -> str:
        return formats.amount(one[key], one["unit"], one["decimals"], t.language)

    def status(key: str) -> str:
        return t.code("status", one[key]) if isinstance(one[key], str) else formats.ABSENT

    return Line(
        [
            t.own(catalogue.org_units[one["org_unit"]].short),
            t.own(catalogue.indicators[one["indicator"]].short),
            formats.period(one["period"], t.language),
            amount("value_before"),
            amount("value"),
            status("status_before"),
            status("status"),
        ]
    )
