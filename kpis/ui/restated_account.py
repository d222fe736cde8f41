"""Why a later unit has the figure it has, and from whose reports it was made, in words."""

import duckdb
import pandas as pd

from kpis.catalogue.loading import Catalogue
from kpis.domain.lineage import Move
from kpis.queries.restated_chain import heirs_of, pieces_of
from kpis.ui import unit_names
from kpis.ui.link import Links
from kpis.ui.restating import REPORTED
from kpis.ui.tables import Cell, Column, Line, facts, table
from kpis.words import Words, formats
from kpis.words.explaining import arithmetic, explanation, kind_of_restated

Moves = tuple[Move, ...]
_COUNTS = ("numerator", "denominator", "value")
# A share is written with up to so many decimals of a percent.
_DECIMALS = 1


def why_restated(
    con: duckdb.DuckDBPyConnection, *, figure: dict, moves: Moves, catalogue: Catalogue, t: Words
) -> str:
    """Return the sentence, the sum over old units, and why nothing is judged, one a line."""
    pieces = pieces_of(con, **_asked(figure), moves=moves)
    return facts(
        [
            (t("indicator.standing"), explanation(t, figure)),
            (t("indicator.arithmetic"), _written(pieces, figure, t)),
            (t("why.made_of"), _made_of(pieces, catalogue, t)),
            (t("why.unjudged"), t("why.unjudged_rule")),
        ]
    )


def kind_word(figure: dict, t: Words) -> str:
    """Return what stands for the status of a figure that others reported."""
    return t.code("restated", kind_of_restated(figure))


def pieces_block(
    con: duckdb.DuckDBPyConnection,
    *,
    figure: dict,
    moves: Moves,
    catalogue: Catalogue,
    t: Words,
    links: Links,
) -> tuple[str, str, str]:
    """Return whose reports a figure rests on as a block: title, table, note."""
    pieces = pieces_of(con, **_asked(figure), moves=moves)
    names = ("unit", "share", *_COUNTS, "status")
    columns = [Column(t.code("column", one), one in (*_COUNTS, "share")) for one in names]
    lines = [_piece(one, catalogue, t, links) for one in pieces.to_dict("records")]
    note = t("whence.no_share") if pieces["share"].isna().any() else ""
    return t("whence.pieces", count=len(pieces)), table(columns, lines), note


def heirs_block(
    con: duckdb.DuckDBPyConnection,
    *,
    indicator: str,
    org_unit: str,
    period: str,
    moves: Moves,
    catalogue: Catalogue,
    t: Words,
    links: Links,
) -> tuple[str, str, str] | None:
    """Return whose figures a unit's report is a part of among later units; None where nobody's."""
    asked = {"indicator": indicator, "org_unit": org_unit, "period": period}
    heirs = heirs_of(con, **asked, moves=moves)
    if not heirs:
        return None
    lines = [
        Line([Cell(unit_names.full(catalogue, heir, t), links.why(indicator, heir, period)),
              share_told(share, t)])
        for heir, share in heirs
    ]  # fmt: skip
    columns = [Column(t("column.unit")), Column(t("column.share"), number=True)]
    return t("whence.passed_on"), table(columns, lines), ""


def share_told(share: float | None, t: Words) -> str:
    """Return which part of a report's counts: the whole, a percentage, or that nobody knows."""
    if share is None or pd.isna(share):
        return t("units.share_unknown")
    if share == 1:
        return t("whence.whole")
    return formats.amount(100 * share, "%", _DECIMALS, t.language)


def _asked(figure: dict) -> dict[str, str]:
    return {name: figure[name] for name in ("indicator", "org_unit", "period")}


def _piece(one: dict, catalogue: Catalogue, t: Words, links: Links) -> Line:
    choices = {"indicator": one["indicator"], "of": one["org_unit"], "period": one["period"]}
    href = links.to("explain", **choices, units=REPORTED)
    return Line(
        [
            Cell(unit_names.full(catalogue, one["org_unit"], t), href),
            share_told(one["share"], t),
            *(formats.number(one[side], 0, t.language) for side in _COUNTS[:2]),
            formats.amount(one["value"], one["unit"], one["decimals"], t.language),
            Cell(t.code("status", one["status"]), href),
        ]
    )


def _made_of(pieces: pd.DataFrame, catalogue: Catalogue, t: Words) -> str:
    told = (
        t("why.part_of", share=share_told(one.share, t).lower(),
          unit=unit_names.full(catalogue, one.org_unit, t))
        for one in pieces.itertuples()
    )  # fmt: skip
    return "; ".join(told)


def _written(pieces: pd.DataFrame, figure: dict, t: Words) -> str:
    """Return the sum over the old units, each with its share: ``(0,4 × 120 + 30) / (…) = …``."""
    result = arithmetic(t, figure)
    known = pieces.dropna(subset=["numerator", "denominator", "share"])
    if not result or (len(known) == 1 and known["share"].iloc[0] == 1):
        return result
    above, below = (
        " + ".join(_part(count, share, t) for count, share in zip(known[side], known["share"],
                                                                   strict=True))
        for side in ("numerator", "denominator")
    )  # fmt: skip
    return f"({above}) / ({below}) = {result}"


def _part(count: float, share: float, t: Words) -> str:
    written = formats.number(count, 0, t.language)
    return written if share == 1 else f"{formats.number(share, 3, t.language)} × {written}"
