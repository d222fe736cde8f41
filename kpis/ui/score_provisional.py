"""Provisional points on screen: what a quarter's figures would give, and what more takes."""

from collections.abc import Mapping

import pandas as pd

from kpis.catalogue.definitions import Catalogue
from kpis.exports.workbook import Kind, TableColumn, table_workbook
from kpis.ui.link import Links
from kpis.ui.score_sentences import needed_sentence
from kpis.ui.tables import Cell, Column, Line, table
from kpis.words import Words, formats

NUMBERS = ("max", "value", "points", "lost")
COLUMNS = ("code", "title", *NUMBERS, "needed")


def provisional_table(rows: pd.DataFrame, catalogue: Catalogue, t: Words, links: Links) -> str:
    """Return a unit's components that figures decide: points now, and what more takes.

    ``rows`` as of ``provisional``.
    """
    columns = [
        Column(t.code("score.column", one), one in NUMBERS, one == "code") for one in COLUMNS
    ]
    lines = [_line(one, catalogue, t, links) for one in rows.to_dict("records")]
    return table(columns, lines, t("score.provisional"))


def _line(one: Mapping, catalogue: Catalogue, t: Words, links: Links) -> Line:
    indicator = catalogue.indicators.get(one["indicator"])
    value = formats.amount(one["value"], "%", indicator.decimals if indicator else 1, t.language)
    if pd.notna(one["numerator"]) and pd.notna(one["denominator"]):
        counts = (formats.number(one[name], 0, t.language) for name in ("numerator", "denominator"))
        value = f"{value} ({'/'.join(counts)})"
    href = links.to("unit", indicator=one["indicator"], period=one["period"])
    points = (formats.points(one[name], t.language) for name in ("points", "lost"))
    return Line(
        [
            one["code"],
            Cell(one["title"], href),
            formats.points(one["max"], t.language),
            value,
            *points,
            needed(one, catalogue, t),
        ],
        "warning" if pd.notna(one["lost"]) and one["lost"] > 0 else "",
    )


def provisional_workbook(title: str, rows: pd.DataFrame, catalogue: Catalogue, t: Words) -> bytes:
    """Return a unit's components that figures decide as an xlsx file."""
    frame = rows.assign(needed=[needed(one, catalogue, t) for one in rows.to_dict("records")])
    kinds = {"value": Kind.PERCENT, **dict.fromkeys(("code", "title", "needed"), Kind.TEXT)}
    columns = [
        TableColumn(one, t.code("score.column", one), kinds.get(one, Kind.NUMBER), 2)
        for one in COLUMNS
    ]
    marked = bool(rows["illustrative"].any())
    note = t("score.provisional_note")
    return table_workbook(title, [note], frame, columns, t, illustrative=marked)


def needed(one: Mapping, catalogue: Catalogue, t: Words) -> str:
    """Return what a component takes for its next step, naming what is counted."""
    indicator = catalogue.indicators.get(one["indicator"])
    counted = t.own(indicator.numerator) if indicator else one["title"]
    return needed_sentence(one, f"{counted[:1].lower()}{counted[1:]}", t)


def sum_sentence(after: Mapping | None, whole: Mapping, period: str, t: Words) -> str:
    """Return what a card would come to by a period's figures, and how far the next grade is.

    ``after`` as of ``provisional_score``, ``whole`` a row of ``scoring.summary``.
    """
    if after is None or after["score"] is None:
        return t("score.provisional_none", period=formats.period(period, t.language))
    told = {
        "period": formats.period(period, t.language),
        "score": formats.points(after["score"], t.language),
        "before": formats.points(after["score_before"], t.language),
    }
    parts = [t("score.provisional_title", **told)]
    if grade := after[f"grade_{t.language}"]:
        parts.append(t("score.graded", grade=grade.lower()))
    if after["rank"]:
        parts.append(t("score.rank_of", rank=after["rank"], ranked=after["ranked"]))
    if pd.notna(whole["to_next"]) and after["grade"] == whole["grade"]:
        short = whole["to_next"] - (after["change"] or 0)
        parts.append(t("score.to_next", points=formats.points(short, t.language)))
    return ", ".join(parts)
