"""Plans and scorecards: tables of text, read with the origin that their title names."""

import re
from collections.abc import Iterator

from kpis.catalogue.loading import Catalogue
from kpis.intake.documents import Documents
from kpis.intake.grids import Grid, cell_name
from kpis.intake.headers import Layout
from kpis.intake.origin import Origin, read_origin
from kpis.intake.plans import read_plan
from kpis.intake.scorecards import read_scorecard
from kpis.intake.set_checks import against_set
from kpis.intake.titles import Title
from kpis.intake.verdict import Finding, FindingCode, Severity, SheetReading
from kpis.intake.written import WrittenTable

# A card made after the unit's objections were heard says so above its table.
_HEARD = re.compile(r"\bsau (?:giai trinh|phuc tra|kien nghi|khieu nai|khi giai trinh)\b")
LAYOUTS = ("plan", "scorecard")
# A note that names more units than these nobody reads.
_MOST_NAMES = 6


def read_text(
    grid: Grid,
    file: str,
    layout: Layout,
    title: Title,
    rows: tuple[int, frozenset[int]],
    catalogue: Catalogue,
) -> tuple[SheetReading, list[Finding], Documents]:
    """Return how a table of text was understood, what is to know about it, and its rows.

    ``rows`` are the first row after the table and headings printed again. Units outside the
    catalogue stay text, with one note for a table.
    """
    scorecard = layout.form.layout == "scorecard"
    origin = read_origin(grid, title, file, catalogue, scorecard=scorecard)
    known = {one.item for one in layout.items.values()}
    label = "title" if scorecard else "task" if "task" in known else "lead"
    table = WrittenTable(grid, layout, label, *rows)
    if scorecard:
        heard = bool(_HEARD.search(title.words))
        scores = read_scorecard(table, origin, heard=heard)
        scores.findings += against_set(scores.criteria, catalogue, origin.unit)
        documents = Documents(criteria=scores.criteria, totals=scores.totals)
        count, findings = len(scores.criteria), scores.findings
    else:
        plan = read_plan(table, origin)
        documents = Documents(tasks=plan.tasks)
        count, findings = len(plan.tasks), plan.findings
    unit = origin.unit.id if origin.unit else None
    reading = SheetReading(
        grid.name, layout.form.code, origin.period, unit, count, None, origin.set
    )
    return reading, [*findings, *_kept_as_text(grid, layout, origin)], documents


def _kept_as_text(grid: Grid, layout: Layout, origin: Origin) -> Iterator[Finding]:
    names = [origin.stranger] if origin.stranger else list(origin.unknown)
    if names:
        place = cell_name(layout.header.top, layout.header.number)
        facts = {"names": "; ".join(names[:_MOST_NAMES]), "count": len(names)}
        code = FindingCode.UNITS_AS_TEXT
        yield Finding(Severity.NOTE, code, grid.name, place, None, facts)
