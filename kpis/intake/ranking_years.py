"""A published ranking with years side by side: which of its columns are which year's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kpis.domain.names import plain
from kpis.intake.grids import Grid, cell_name
from kpis.intake.headers import Layout, columns_of
from kpis.intake.heading_cells import heading_texts, without_years
from kpis.intake.verdict import Finding, FindingCode, Severity

LABEL = "unit"
_YEAR = re.compile(r"\b20\d\d\b")
# The day or the number of a decision in a heading is no year of figures.
_DECISION = re.compile(
    r"\b(?:\d{1,2} \d{1,2}|thang \d{1,2}(?: nam)?) 20\d\d\b"
    r"|\b\d+ 20\d\d(?= (?:qd|nq|nd|tt|ct|kh)\b)"
)
_COMPARED = re.compile(r"\b(?:so voi|so sanh|tang|giam|chenh lech|bien dong|thay doi)\b")


@dataclass(frozen=True)
class Years:
    """The columns of each year of a ranking as a table of their own, the earliest first."""

    layouts: dict[int, Layout] = field(default_factory=dict)
    # What is wrong with columns: such as those of figures whose year nobody can tell.
    findings: tuple[Finding, ...] = ()


def by_year(grid: Grid, layout: Layout, year: int | None) -> Years:
    """Return which columns are which year's; ``year`` is that of the title.

    Columns that state no year are the title's, as far as only one year can be meant. Where others
    state several, the title's among them, or a later one, nobody can tell and they are asked about:
    the title may name the first of some years, and the columns may sum them up.
    """
    stated = _stated(grid, layout)
    known = sorted({one for one in stated.values() if one})
    if not known:
        return Years({year: layout} if year else {})
    bare = [column for column, one in stated.items() if one is None and _is_read(layout, [column])]
    several = len(known) > 1 and year in known
    doubtful = bool(bare) and (year is None or several or year < known[-1])
    if bare and not doubtful:
        stated |= dict.fromkeys(bare, year)
        known = sorted({*known, year})
    layouts = {
        one: _of_year(layout, [column for column, said in stated.items() if said == one])
        for one in known
    }
    undated = bare if doubtful else []
    findings = (*_unclear(grid, layout, undated, known), *_unread(grid, layouts, stated))
    kept = {one: part for one, part in layouts.items() if _is_ranked(part)}
    return Years(kept, findings)


def every_year(grid: Grid, layout: Layout) -> Layout:
    """Return a table's columns with those of all years; of another form than a ranking its own."""
    if layout.form.layout != "ranking":
        return layout
    items, stated = dict(layout.items), _stated(grid, layout)
    for year in set(stated.values()):
        items |= _of_year(layout, [column for column, one in stated.items() if one == year]).items
    return replace(layout, items=items)


def _stated(grid: Grid, layout: Layout) -> dict[int, int | None]:
    """Return the year that each column beside the units' names states, if it states one.

    A column that compares years is none of either, and is left out.
    """
    header = layout.header
    rows = range(header.top, header.bottom + 1)
    texts = heading_texts(grid, rows, header.number)
    found: dict[int, int | None] = {}
    for column in set(header.labels) - header.hidden - set(_columns(layout, LABEL)):
        said = [plain(texts[row][column]) for row in rows]
        bare = (_DECISION.sub(" ", one) for one in reversed(said))
        years = [years for one in bare if (years := _YEAR.findall(one))]
        if any(map(_COMPARED.search, said)) or (years and len(set(years[0])) > 1):
            continue
        found[column] = int(years[0][0]) if years else None
    return dict(sorted(found.items()))


def _columns(layout: Layout, item: str) -> list[int]:
    return [column for column, one in layout.items.items() if one.item == item]


def _of_year(layout: Layout, columns: list[int]) -> Layout:
    """Return a table as if it had no other columns than the units' names and those of a year."""
    wanted = {*_columns(layout, LABEL), *columns}
    labels = without_years(one for one in layout.header.labels.items() if one[0] in wanted)
    header = replace(layout.header, labels=dict(labels))
    return Layout(layout.form, header, *columns_of((labels, header.hidden), layout.form))


def _is_read(layout: Layout, columns: list[int]) -> bool:
    """Tell whether columns alone would hold what a ranking has."""
    return len(_of_year(layout, columns).items) > 1


def _is_ranked(layout: Layout) -> bool:
    """Tell whether points or places are there: without them a row says nothing."""
    return bool({one.item for one in layout.items.values()} & set(layout.form.one_of))


def _unclear(grid: Grid, layout: Layout, columns: list[int], years: list[int]) -> Iterator[Finding]:
    for column in columns:
        facts = {"years": ", ".join(map(str, years))}
        yield _at(grid, layout, column, Severity.ERROR, facts)


def _unread(
    grid: Grid, layouts: dict[int, Layout], stated: dict[int, int | None]
) -> Iterator[Finding]:
    """Yield a note on each column of a year that has neither points nor places."""
    for year, one in layouts.items():
        for column in (at for at, said in stated.items() if said == year and not _is_ranked(one)):
            yield _at(grid, one, column, Severity.NOTE, {})


def _at(grid: Grid, layout: Layout, column: int, severity: Severity, facts: dict) -> Finding:
    row = layout.header.bottom
    place = cell_name(*grid.anchors.get((row, column), (row, column)))
    code = FindingCode.UNKNOWN_COLUMN
    return Finding(severity, code, grid.name, place, grid.covered(row, column), facts)
