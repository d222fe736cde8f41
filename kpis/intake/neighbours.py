"""Tables that stand side by side on a sheet: the sheet parted, a whole form in each part."""

from dataclasses import replace

from kpis.domain.names import plain
from kpis.intake.forms import Forms
from kpis.intake.grids import Grid
from kpis.intake.headers import NUMBER_LABELS, Header, find_headers, fit

# Forms of figures; what a plan or a scorecard holds beside its first table is a column of it.
_LAYOUTS = frozenset(("counts", "indicators", "list"))


def neighbours(grid: Grid, header: Header, forms: Forms) -> list[Grid]:
    """Return a sheet once for each table that stands beside another, or the sheet as it is.

    ``header`` is its first heading. Cells keep their places. It is parted only where each part is
    a whole form by itself.
    """
    cells = enumerate(grid.rows[header.top][header.number + 1 :], start=header.number + 1)
    starts = [at for at, one in cells if isinstance(one, str) and plain(one) in NUMBER_LABELS]
    if not starts:
        return [grid]
    edges = zip([0, *starts], [*starts, grid.width], strict=True)
    parts = [_part(grid, header.top, left, right) for left, right in edges]
    return parts if all(_is_form(one, forms) for one in parts) else [grid]


def _is_form(part: Grid, forms: Forms) -> bool:
    headers = find_headers(part)
    return bool(headers) and any(one.form.layout in _LAYOUTS for one in fit(headers[0], forms))


def _part(grid: Grid, top: int, left: int, right: int) -> Grid:
    """Return a sheet with nothing but the columns from ``left`` up to ``right``.

    A line of the title that says nothing there is the one over all tables.
    """
    rows = []
    for place, row in enumerate(grid.rows):
        own = [one if left <= at < right else "" for at, one in enumerate(row)]
        shared = place < top and not any(one not in ("", None) for one in own)
        rows.append(list(row) if shared else own)
    inside = [one for one in grid.merges if left <= one[1] and one[3] < right]
    hidden = frozenset(one for one in grid.hidden_columns if left <= one < right)
    return replace(grid, rows=rows, merges=tuple(inside), hidden_columns=hidden, left=left)
