"""Where a figure comes from: its parts, its cells, what stood there before, what was found."""

import duckdb
import pandas as pd

from kpis.catalogue.loading import Catalogue
from kpis.domain.lineage import Move
from kpis.intake.saying import sentence, severity_word
from kpis.queries.chain import terms_of
from kpis.queries.earlier_values import earlier_values, findings_on
from kpis.queries.origins import cells_behind
from kpis.queries.restated_chain import figure_restated
from kpis.ui import unit_names
from kpis.ui.link import Links
from kpis.ui.log import state as said_of_file
from kpis.ui.provenance import MOST_LINES, cells_table, item_name
from kpis.ui.restated_account import heirs_block, pieces_block
from kpis.ui.submission_view import finding_of
from kpis.ui.tables import Cell, Column, Line, table
from kpis.words import Words, formats
from kpis.words.explaining import is_restated

_COUNTS = ("numerator", "denominator", "value")
_EARLIER = (
    *("period", "section", "item", "figure", "raw", "file", "cell", "person", "stored"),
    *("reason", "state"),
)
_FOUND = ("severity", "found", "cell", "file", "reason")
_SHORT = ("period", "cell", "stored")
# Title, markup and note of a part of the page.
Block = tuple[str, str, str]


def whence(
    con: duckdb.DuckDBPyConnection,
    *,
    indicator: str,
    org_unit: str,
    period: str,
    catalogue: Catalogue,
    t: Words,
    links: Links,
    moves: tuple[Move, ...] = (),
) -> list[Block]:
    """Return the blocks of a figure's origin, those with nothing to say left out.

    With ``moves`` a later unit's figure leads to those who reported, and theirs to the heirs.

    Each as (title, markup, note): the parts it was added up from, and where it is no sum over units
    its cells, their earlier values, and what was found about them.
    """
    asked = {"indicator": indicator, "org_unit": org_unit, "period": period}
    looks = {"catalogue": catalogue, "t": t, "links": links}
    figure = figure_restated(con, **asked, moves=moves)
    if figure and is_restated(figure):
        return [pieces_block(con, figure=figure, moves=moves, **looks)]
    heirs = heirs_block(con, **asked, moves=moves, **looks)
    return [*([heirs] if heirs else []), *_own(con, asked, **looks)]


def _own(
    con: duckdb.DuckDBPyConnection, asked: dict, *, catalogue: Catalogue, t: Words, links: Links
) -> list[Block]:
    """Return the blocks of a figure as it was reported or summed up."""
    terms = terms_of(con, **asked)
    blocks = [_parts(terms, asked["indicator"], catalogue, t, links)] if len(terms) else []
    if "unit" in set(terms["kind"]):
        return blocks
    cells = cells_behind(con, **asked)
    count = formats.number(len(cells), 0, t.language)
    if len(cells):
        note = t("whence.more", count=len(cells) - MOST_LINES) if len(cells) > MOST_LINES else ""
        markup = cells_table(cells, catalogue, t, links)
        blocks.append((t("provenance.title", count=count), markup, note))
    if len(before := earlier_values(con, **asked)):
        blocks.append((t("whence.earlier"), _earlier(before, catalogue, t, links), ""))
    if len(found := findings_on(con, **asked)):
        blocks.append((t("whence.findings"), _findings(found, t, links), ""))
    return blocks


def _parts(
    terms: pd.DataFrame, indicator: str, catalogue: Catalogue, t: Words, links: Links
) -> Block:
    kind = terms["kind"].iloc[0]
    first = {"unit": "unit", "period": "period", "row": "section"}[kind]
    more = ("basis", "status") if kind != "row" else ()
    names = (first, *(("sign",) if kind == "period" else ()), *_COUNTS, *more)
    columns = [Column(t.code("column", one), one in _COUNTS, one == "period") for one in names]
    lines = [
        _part(one, indicator, catalogue, t, links)
        for one in terms.head(MOST_LINES).to_dict("records")
    ]
    silent = int(terms["denominator"].isna().sum())
    note = t("whence.silent", count=silent) if kind == "unit" and silent else ""
    return t.code("whence.parts", kind, count=len(terms)), table(columns, lines), note


def _part(one: dict, indicator: str, catalogue: Catalogue, t: Words, links: Links) -> Line:
    named = catalogue.indicator_at(indicator, one["period"])
    counts = [formats.number(one[side], 0, t.language) for side in ("numerator", "denominator")]
    rate = one["value"]
    if one["kind"] == "row":
        rate = 100 * one["numerator"] / one["denominator"] if one["denominator"] else None
    counts.append(formats.amount(rate, named.unit, named.decimals, t.language))
    if one["kind"] == "row":
        return Line([one["section"] if isinstance(one["section"], str) else "", *counts])
    href = links.why(indicator, one["org_unit"], one["period"])
    unit = unit_names.full(catalogue, one["org_unit"], t)
    period = formats.period(one["period"], t.language)
    sign = t("whence.added") if one["sign"] > 0 else t("whence.taken")
    head = [Cell(period, href), sign] if one["kind"] == "period" else [Cell(unit, href)]
    basis = t.code("basis", one["basis"]) if isinstance(one["basis"], str) else ""
    status = t.code("status", one["status"]) if isinstance(one["status"], str) else ""
    return Line([*head, *counts, basis, Cell(status, href)])


def _earlier(before: pd.DataFrame, catalogue: Catalogue, t: Words, links: Links) -> str:
    columns = [Column(t.code("column", one), one in ("figure", "raw"), one in _SHORT)
               for one in _EARLIER]  # fmt: skip
    lines = [
        Line(
            [
                formats.period(one["period"], t.language),
                one["section"] if isinstance(one["section"], str) else "",
                item_name(one["item"], one["period"], catalogue, t),
                formats.points(one["value"], t.language),
                one["raw"] or "",
                Cell(one["file"], links.to("history", submission=one["submission"])),
                f"{one['sheet']}!{one['cell']}",
                one["person"],
                formats.moment(one["stored_at"], t.language),
                one["reason"] or "",
                _state(one, t),
            ],
            "" if one["state"] == "counts" else "note",
        )
        for one in before.head(MOST_LINES).to_dict("records")
    ]
    return table(columns, lines)


def _state(one: dict, t: Words) -> str:
    return said_of_file(one, t) if one["state"] == "withdrawn" else t.code("whence", one["state"])


def _findings(found: pd.DataFrame, t: Words, links: Links) -> str:
    columns = [Column(t.code("column", one), short=one in _SHORT) for one in _FOUND]
    lines = []
    for row in found.head(MOST_LINES).to_dict("records"):
        one = finding_of(row)
        place = "!".join(part for part in (one.sheet, one.cell) if part)
        file = Cell(row["file"], links.to("history", submission=row["submission"]))
        said = [severity_word(t, one.severity), sentence(t, one), place, file, row["reason"] or ""]
        lines.append(Line(said, one.severity.value))
    return table(columns, lines)
