"""Units by goals at one look: a table the browser draws without a script."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kpis.charts.icons import icon
from kpis.charts.markup import escape, link
from kpis.words import Words


class CellKind(StrEnum):
    """What a cell holds; everything but a value looks different from a bad value."""

    VALUE = "value"
    MISSING = "missing"
    LATE = "late"
    CLOSED = "closed"
    NOT_APPLICABLE = "not_applicable"
    # Reported by a unit that has been divided, nobody knows how.
    UNDIVIDED = "undivided"


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One unit's figure for one goal, written already, with the sentence that explains it."""

    text: str = ""
    status: str = "no_target"
    kind: CellKind = CellKind.VALUE
    sentence: str = ""
    href: str | None = None


@dataclass(frozen=True, slots=True)
class HeatColumn:
    """A goal: what stands above its column, its full title on pointing, where it leads."""

    title: str
    full: str = ""
    href: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A unit with one cell a column, its rank and completeness as written."""

    title: str
    cells: Sequence[HeatCell]
    href: str | None = None
    full: str = ""
    rank: str | None = None
    change: str | None = None
    completeness: str | None = None
    # Whether it is our own among others, which stands out.
    ours: bool = False


_MARKS = {
    CellKind.MISSING: "",
    CellKind.LATE: icon("late"),
    CellKind.CLOSED: icon("closed"),
    CellKind.NOT_APPLICABLE: "–",
    CellKind.UNDIVIDED: "÷",
}


def heat_table(
    columns: Sequence[HeatColumn],
    rows: Sequence[HeatRow],
    words: Words,
    *,
    caption: str,
    bands: Sequence[tuple[str, str]] = (),
    corner: str = "",
) -> str:
    """Return units by goals as a table, its caption for those who hear it read.

    The columns for rank, change of rank and completeness appear where any row has one. A legend
    of the marks follows the table: statuses, or ``bands`` as pairs of a tint's status and a word.
    ``corner`` says what the rows are, where they are not units.
    """
    extra = [name for name in ("rank", "change", "completeness") if _any(rows, name)]
    head = "".join(
        f'<th scope="col" class="k-h-x">{words.code("chart.heat", one)}</th>' for one in extra
    )
    head += "".join(_head(one) for one in columns)
    body = "".join(_row(one, extra, words) for one in rows)
    named = escape(corner or words("chart.heat.unit"))
    return (
        '<div class="k k-heat-frame"><table class="k-heat">'
        f"<caption>{escape(caption)}</caption>"
        f'<thead><tr><th scope="col" class="k-h-unit">{named}</th>{head}'
        f"</tr></thead><tbody>{body}</tbody></table></div>{_legend(rows, words, bands)}"
    )


def _any(rows: Sequence[HeatRow], name: str) -> bool:
    return any(getattr(one, name) is not None for one in rows)


def _head(one: HeatColumn) -> str:
    note = f"<small>{escape(one.note)}</small>" if one.note else ""
    inner = link(one.href, f"{escape(one.title)}{note}")
    return f'<th scope="col" title="{escape(one.full or one.title)}">{inner}</th>'


def _row(one: HeatRow, extra: Sequence[str], words: Words) -> str:
    title = f' title="{escape(one.full)}"' if one.full else ""
    parts = [f'<th scope="row"{title}>{link(one.href, escape(one.title))}</th>']
    parts += [f'<td class="k-h-x">{escape(getattr(one, name) or "")}</td>' for name in extra]
    parts += [_cell(cell, words) for cell in one.cells]
    return f"<tr{' class=ours' if one.ours else ''}>{''.join(parts)}</tr>"


def _cell(one: HeatCell, words: Words) -> str:
    """Return a cell; one without a value says in words why, for it has no figure to show."""
    if one.kind is CellKind.VALUE:
        css, inner, told = f"k-s-{one.status}", _judged(one, words), one.sentence
    elif one.kind is CellKind.LATE and one.text:
        # Late is no verdict on the figure: it keeps its tint, and the clock stands beside.
        css, inner, told = f"k-s-{one.status} k-h-was-late", _judged(one, words), one.sentence
        inner += f'{_MARKS[one.kind]}<span class="k-hear">{escape(words("chart.heat.late"))}</span>'
    else:
        css, inner = f"k-h-{one.kind}", _MARKS[one.kind]
        told = one.sentence or words.code("chart.heat", one.kind)
        inner += f'<span class="k-hear">{escape(words.code("chart.heat", one.kind))}</span>'
    title = f' title="{escape(told)}"' if told else ""
    return f'<td class="{css}"{title}>{link(one.href, inner) if one.href else inner}</td>'


def _judged(one: HeatCell, words: Words) -> str:
    """Return a figure with its status for those who cannot see the tint."""
    if one.status == "no_target":
        return escape(one.text)
    return (
        f'{escape(one.text)}<span class="k-hear">{escape(words.code("status", one.status))}</span>'
    )


def _legend(rows: Sequence[HeatRow], words: Words, bands: Sequence[tuple[str, str]]) -> str:
    """Return what the tints mean, and those marks that occur."""
    judged = ("met", "on_track", "behind", "off_track", "not_enough_data")
    told = bands or [(one, words.code("status", one)) for one in judged]
    keys = [(f"k-s-{one}", "", word) for one, word in told]
    # Bands are of points that have been given: nothing of them is late, closed or not asked for.
    there = {CellKind.MISSING} if bands else {cell.kind for row in rows for cell in row.cells}
    marks = [(kind, mark) for kind, mark in _MARKS.items() if kind in there]
    keys += [(f"k-h-{kind}", mark, words.code("chart.heat", kind)) for kind, mark in marks]
    parts = "".join(
        f'<span><i class="k-key {css}">{mark}</i>{escape(word)}</span>' for css, mark, word in keys
    )
    return f'<div class="k k-keys">{parts}</div>'
