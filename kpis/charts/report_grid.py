"""Units by the forms they owe: each cell says in word, mark and colour how far a report is."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpis.charts.icons import icon
from kpis.charts.markup import escape, link
from kpis.domain.reports import ReportState

# The tint and the mark of each state. Late is whole, so it keeps to the ground, its clock amber.
_LOOKS = {
    ReportState.NOT_SENT: ("off_track", "off_track"),
    ReportState.RETURNED: ("behind", "returned"),
    ReportState.INCOMPLETE: ("behind", "behind"),
    ReportState.LATE: ("behind k-r-late", "late"),
    ReportState.ON_TIME: ("met", "met"),
    ReportState.NOT_DUE: ("not_enough_data", "not_enough_data"),
    ReportState.NOT_OWED: ("no_target", "no_target"),
    ReportState.CLOSED: ("closed", "closed"),
}


@dataclass(frozen=True, slots=True)
class ReportCell:
    """One report: its state, the state's word, a detail beside it, and what pointing tells."""

    state: ReportState
    word: str
    detail: str = ""
    note: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A heading with a smaller line under it, and what pointing tells."""

    title: str
    note: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A unit, its reports in the order of the forms, and texts after them, one a column."""

    title: str
    cells: Sequence[ReportCell]
    facts: Sequence[str]
    full: str = ""
    href: str | None = None
    open: bool = False


def report_grid(
    unit: str,
    forms: Sequence[ReportColumn],
    facts: Sequence[ReportColumn],
    rows: Sequence[ReportRow],
    *,
    caption: str,
) -> str:
    """Return units by forms as a table; ``unit`` stands above the units' names."""
    heads = "".join(_head(one) for one in forms) + "".join(_head(one, "k-h-x") for one in facts)
    return (
        '<div class="k k-heat-frame"><table class="k-heat k-reports">'
        f"<caption>{escape(caption)}</caption>"
        f'<thead><tr><th scope="col" class="k-h-unit">{escape(unit)}</th>{heads}</tr></thead>'
        f"<tbody>{''.join(_row(one) for one in rows)}</tbody></table></div>"
    )


def _head(one: ReportColumn, css: str = "") -> str:
    note = f"<small>{escape(one.note)}</small>" if one.note else ""
    told = f' title="{escape(one.told)}"' if one.told else ""
    return f'<th scope="col" class="{css}"{told}>{escape(one.title)}{note}</th>'


def _row(one: ReportRow) -> str:
    title = f' title="{escape(one.full)}"' if one.full else ""
    name = f'<th scope="row"{title}>{link(one.href, escape(one.title))}</th>'
    facts = "".join(f'<td class="k-h-x">{escape(fact)}</td>' for fact in one.facts)
    css = ' class="k-r-open"' if one.open else ""
    return f"<tr{css}>{name}{''.join(_cell(cell) for cell in one.cells)}{facts}</tr>"


def _cell(one: ReportCell) -> str:
    tint, mark = _LOOKS[one.state]
    told = f' title="{escape(one.told)}"' if one.told else ""
    detail = f"<span>{escape(one.detail)}</span>" if one.detail else ""
    note = f"<em>{escape(one.note)}</em>" if one.note else ""
    inner = f'<span class="k-r">{icon(mark)}<b>{escape(one.word)}</b>{detail}{note}</span>'
    return f'<td class="k-s-{tint}"{told}>{inner}</td>'
