"""The tables of a sheet: where each begins and ends, which form it is, and what its title says."""

from collections.abc import Callable
from dataclasses import dataclass

from kpis.domain.periods import Period
from kpis.intake.forms import Forms
from kpis.intake.grids import Grid
from kpis.intake.headers import Header, Layout, fit
from kpis.intake.titles import Title, read_title

Dated = Callable[[Title], Period | None]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with its form, the title above it, and where its rows end."""

    layout: Layout
    title: Title
    end: int
    again: frozenset[int]


@dataclass
class _Start:
    """A heading that begins a table, and rows where it is printed again."""

    header: Header
    layout: Layout | None
    title: Title
    again: set[int]


def find_blocks(grid: Grid, headers: list[Header], forms: Forms, dated: Dated) -> list[Block]:
    """Return the tables of a sheet that are forms; a heading printed again starts none.

    It does start one where another unit's or another period's title stands above it.
    """
    starts: list[_Start] = []
    for header in headers:
        above = starts[-1].header.top if starts and starts[-1].title.texts else 0
        title = read_title(grid, above, header.top)
        between = read_title(grid, _below(starts[-1]), header.top) if starts else Title(())
        if starts and _printed_again(header, starts[-1].header, dated(between)):
            if not _says_anew(between, starts[-1].title, dated):
                starts[-1].again.update(range(header.top, header.bottom + 1))
                continue
            # A title that only names another unit speaks of the period named before.
            known = () if dated(between) else starts[-1].title.texts
            title = Title((*between.texts, *known))
        whole = read_title(grid, 0, header.top)
        starts.append(
            _Start(header, _choose(fit(header, forms), whole, dated(whole)), title, set())
        )
    ends = [*(one.header.top for one in starts[1:]), len(grid.rows)]
    return [
        Block(one.layout, one.title, end, frozenset(one.again))
        for one, end in zip(starts, ends, strict=False)
        if one.layout
    ]


def _printed_again(header: Header, first: Header, period: Period | None) -> bool:
    """Tell whether a heading says what the first does, or its upper rows without a new period."""
    if header.labels == first.labels:
        return True
    said = all(set(one) <= set(first.labels.get(at, ())) for at, one in header.labels.items())
    return said and period is None and bool(header.labels)


def _below(start: _Start) -> int:
    return max([start.header.bottom, *start.again]) + 1


def _says_anew(between: Title, above: Title, dated: Dated) -> bool:
    """Tell whether a title names another unit or another period than the one above it."""
    unit, earlier = between.reporter(), above.reporter()
    if unit and (not earlier or unit[0] != earlier[0]):
        return True
    return bool(unit) and dated(between) not in (None, dated(above))


def _choose(layouts: list[Layout], title: Title, period: Period | None) -> Layout | None:
    """Return the form that explains most columns, of those in force in the period if any is.

    A form whose number is printed goes before all others. Of equals it is the one that the title
    names, and a form before its variants.
    """

    def rank(one: Layout) -> tuple[bool, bool, int, bool, bool]:
        form = one.form
        in_force = period is None or form.valid_on(period.ends)
        named = title.names(form)
        return not title.names_another(form), in_force, one.score, named, form.like is None

    return max(layouts, key=rank, default=None)
