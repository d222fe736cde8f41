"""Findings on screen: each with what to do, and with its cell as Excel shows it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape

from kpis.charts.icons import icon
from kpis.intake.checking import Named
from kpis.intake.saying import sentence, severity_word
from kpis.intake.surroundings import Extract, Place, Spot, extracts
from kpis.intake.verdict import Finding, Severity
from kpis.ui.tables import Column, Line, table
from kpis.words import Words

# So many findings of a sheet come with their cells: who reads on wants the workbook itself.
MOST_GRIDS = 8
# And so many lines after them; the annotated workbook has them all.
MOST_LINES = 200
_LONGEST = 160
_MARKS = {Severity.ERROR: "off_track", Severity.WARNING: "behind"}
_COLUMNS = ("severity", "cell", "found", "message")


def by_sheet(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return findings by sheet, those of the file as a whole (under "") first, the worst first."""
    found: dict[str, list[Finding]] = {}
    for one in findings:
        found.setdefault(one.sheet or "", []).append(one)
    order = list(Severity)
    return {
        sheet: sorted(found[sheet], key=lambda one: order.index(one.severity))
        for sheet in sorted(found, key=bool)
    }


def findings_list(findings: Sequence[Finding], named: Named | None, t: Words) -> str:
    """Return the findings of one sheet, the first of them with their cells; ``named`` is the file.

    Without the file there are no cells to show.
    """
    first, rest = findings[:MOST_GRIDS], findings[MOST_GRIDS:]
    places = tuple((one.sheet or "", one.cell) for one in first if one.cell)
    around = _around(*named, places) if named and places else {}
    # What has no cell stands by itself.
    by_cell: dict[object, list[Finding]] = {}
    for place, one in enumerate(first):
        by_cell.setdefault(one.cell or place, []).append(one)
    parts = [_card(ones, around, t) for ones in by_cell.values()]
    return f'<div class="found-list k">{"".join(parts)}</div>' + _rest(rest, t)


@lru_cache(maxsize=64)
def _around(name: str, content: bytes, places: tuple[Place, ...]) -> Mapping[Place, Extract]:
    return extracts(content, name, places)


def _rest(rest: Sequence[Finding], t: Words) -> str:
    if not rest:
        return ""
    lines = [
        Line(
            [severity_word(t, one.severity), one.cell or "", _short(one.found or ""), said(one, t)],
            one.severity.value,
        )
        for one in rest[:MOST_LINES]
    ]
    markup = table([Column(t.code("column", one)) for one in _COLUMNS], lines)
    if len(rest) <= MOST_LINES:
        return markup
    told = t("upload.more_findings", count=len(rest) - MOST_LINES)
    return f'{markup}<p class="note">{escape(told)}</p>'


def said(one: Finding, t: Words) -> str:
    """Return a finding's sentence; of one that an older edition stored, at least its code."""
    try:
        return sentence(t, one)
    except KeyError:
        return t("upload.finding_unsaid", code=one.code)


def _card(ones: Sequence[Finding], around: Mapping[Place, Extract], t: Words) -> str:
    """Return what was found at one place, the worst first, beside its cell."""
    worst = ones[0]
    extract = around.get((worst.sheet or "", worst.cell or ""))
    grid = _grid(extract, worst.cell or "", t) if extract else ""
    return (
        f'<div class="found {worst.severity.value}"><div>{"".join(_said(one, t) for one in ones)}'
        f"</div>{grid}</div>"
    )


def _said(one: Finding, t: Words) -> str:
    mark = icon(_MARKS[one.severity]) if one.severity in _MARKS else ""
    kind = f'<b class="found-kind">{mark}{escape(severity_word(t, one.severity))}</b>'
    place = f'<span class="found-cell">{escape(one.cell)}</span>' if one.cell else ""
    css = f"found-say {one.severity.value}"
    return f'<div class="{css}">{kind}{place}<p>{escape(said(one, t))}</p></div>'


def _grid(extract: Extract, cell: str, t: Words) -> str:
    column = cell.rstrip("0123456789")
    row = cell.removeprefix(column)
    head = "".join(f'<th scope="col"{_is(one == column)}>{one}</th>' for one in extract.columns)
    body = "".join(
        f'<tr><th scope="row"{_is(str(one) == row)}>{one}</th>{"".join(_cell(s, t) for s in spots)}'
        "</tr>"
        for one, spots in extract.rows
    )
    far = f"{' titled' if extract.titled else ''}{' named' if extract.named else ''}"
    caption = escape(t("upload.cells_around", cell=cell))
    return (
        f'<div class="cells-frame"><table class="cells{far}">'
        f'<caption class="k-hear">{caption}</caption>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _is(here: bool) -> str:
    return ' class="here"' if here else ""


def _cell(spot: Spot, t: Words) -> str:
    text = spot.text
    if spot.number and t.language == "vi":
        text = text.replace(".", ",")  # As Excel writes numbers in a Vietnamese office.
    spans = f' rowspan="{spot.row_span}"' if spot.row_span > 1 else ""
    spans += f' colspan="{spot.column_span}"' if spot.column_span > 1 else ""
    css = f"{'here' if spot.meant else ''}{' n' if spot.number else ''}".strip()
    told = f'<span class="k-hear">{escape(t("upload.this_cell"))} </span>' if spot.meant else ""
    kind, shown = f' class="{css}"' if css else "", escape(_short(text))
    return f'<td{kind}{spans} title="{shown}">{told}<div>{shown}</div></td>'


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
