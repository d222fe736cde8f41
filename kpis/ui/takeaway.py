"""Tables to take away as workbooks, with live formulas for the rates."""

from collections.abc import Callable, Sequence

import streamlit as st

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import Formula, Indicator
from kpis.exports import figure_files
from kpis.queries.chain import terms_of
from kpis.queries.origins import cells_behind
from kpis.queries.pictures import Figure
from kpis.queries.restated_chain import pieces_of
from kpis.queries.state import state
from kpis.ui import answers, unit_names
from kpis.ui.provenance import item_name
from kpis.words import Words, formats

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST = 120
# What is behind a figure: how it is asked for, and how it is written.
_BEHIND = {
    "terms": (terms_of, figure_files.terms_workbook),
    "pieces": (pieces_of, figure_files.terms_workbook),
    "cells": (cells_behind, figure_files.cells_workbook),
}


def take(title: str, made: Callable[[], bytes], t: Words, key: str, *, label: str = "") -> None:
    """Draw the button that takes a table away; the file is made on pressing."""
    name = formats.plain(title).replace("/", "-").replace(",", "")[:_LONGEST]
    st.download_button(
        label or t("takeaway.xlsx"),
        data=made,
        file_name=f"{name}.xlsx",
        mime=XLSX,
        icon=":material/download:",
        key=f"take_{key}",
    )


def told(t: Words, *facts: str) -> list[str]:
    """Return the lines under a file's title: what was asked, and as of when it is known."""
    moment = formats.moment(answers.ask(state).last_change, t.language)
    return [*filter(None, facts), t("province.as_of", moment=moment, version=answers.version())]


def button(
    query: Callable,
    asked: dict,
    indicator: Indicator,
    catalogue: Catalogue,
    t: Words,
    *,
    latest_first: bool = False,
    key: str = "",
) -> None:
    """Draw the button that takes one indicator's figures away, in the order of the page."""

    def made() -> bytes:
        found = answers.ask(query, **asked)
        rows = found[::-1] if latest_first else found
        parts = {"numerator": t("column.numerator"), "denominator": t("column.denominator")}
        # A reduction's counts stand in the store as what was reduced and what it was before.
        formula = t.code("indicator.formula", Formula.RATIO, **parts)
        return _figures(t.own(indicator.title), told(t, formula), rows, catalogue, t)

    take(t.own(indicator.short), made, t, f"{indicator.id}{key}")


def figures(
    title: str,
    facts: Sequence[str],
    query: Callable,
    asked: dict,
    catalogue: Catalogue,
    t: Words,
    order: Callable[[Sequence[Figure]], Sequence[Figure]] = lambda rows: rows,
) -> None:
    """Draw the button that takes a table of many indicators away; ``order`` is the page's."""

    def made() -> bytes:
        return _figures(title, told(t, *facts), order(answers.ask(query, **asked)), catalogue, t)

    take(title, made, t, query.__name__)


def _figures(
    title: str, facts: list[str], rows: Sequence[Figure], catalogue: Catalogue, t: Words
) -> bytes:
    def name(unit: str) -> str:
        return unit_names.full(catalogue, unit, t)

    return figure_files.figures_workbook(title, facts, rows, catalogue, name, t)


def behind(what: str, asked: dict, catalogue: Catalogue, t: Words) -> None:
    """Draw the button that takes away what is behind a figure, asked for by its query's facts.

    ``what`` is ``terms``: the parts it was added up from, ``pieces``: the reports that a later
    unit's was made of, or ``cells``: the cells of the files.
    """
    query, write = _BEHIND[what]
    name = t.own(catalogue.indicator_at(asked["indicator"], asked["period"]).short)
    title = t.code("takeaway", "cells" if what == "cells" else "terms", goal=name)
    names = figure_files.Names(
        lambda unit: unit_names.full(catalogue, unit, t),
        lambda item, period: item_name(item, period, catalogue, t),
    )

    def made() -> bytes:
        rows = answers.ask(query, **asked)
        marked = answers.ask(state).illustrative
        return write(title, _of(asked, catalogue, t), rows, names, t, illustrative=marked)

    take(title, made, t, what, label=t.code("takeaway.take", what))


def _of(asked: dict, catalogue: Catalogue, t: Words) -> list[str]:
    """Return which figure a file is about, and as of when."""
    indicator = t.own(catalogue.indicator_at(asked["indicator"], asked["period"]).title)
    unit = unit_names.full(catalogue, asked["org_unit"], t)
    return told(t, f"{indicator} · {unit} · {formats.period(asked['period'], t.language)}")
