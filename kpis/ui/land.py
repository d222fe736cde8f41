"""One goal on the map: the level's units in their boundaries, as an officer gave them."""

from datetime import date

import duckdb
import streamlit as st

from kpis.accounts.roles import Actor
from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import UnitKind
from kpis.charts.choropleth import Region, choropleth
from kpis.charts.theme import Theme
from kpis.domain.boundaries import is_on_globe
from kpis.domain.lineage import Move
from kpis.intake.boundaries import Boundaries, keep_boundaries, read_boundaries
from kpis.queries.boundaries import boundaries
from kpis.queries.restated import level_restated
from kpis.settings import settings
from kpis.ui import answers, frame
from kpis.ui.link import Links
from kpis.ui.tables import Column, Line, table
from kpis.words import Words, formats
from kpis.words.explaining import explanation


def land(
    con: duckdb.DuckDBPyConnection,
    *,
    level: str,
    indicator: str,
    period: str,
    catalogue: Catalogue,
    t: Words,
    links: Links,
    theme: Theme,
    moves: tuple[Move, ...] = (),
) -> str:
    """Return a level's units in their boundaries, coloured by one goal's status."""
    shapes = boundaries(con, level=level)
    figures = level_restated(con, level=level, period=period, moves=moves)
    chosen = [one for one in figures if one["indicator"] == indicator]
    regions = [
        Region(
            shape=shapes[one["org_unit"]],
            name=t.own(catalogue.org_units[one["org_unit"]].short),
            value=formats.amount(one["value"], one["unit"], one["decimals"], t.language),
            status=one["status"],
            href=links.to("unit", unit=one["org_unit"], period=period),
            why=links.why(indicator, one["org_unit"], period),
            sentence=f"{t.own(catalogue.org_units[one['org_unit']].name)}. {explanation(t, one)}",
        )
        for one in chosen
        if one["org_unit"] in shapes
    ]
    if not regions:
        return f"<p>{t('land.nothing')}</p>"
    label = t.own(catalogue.indicator_at(indicator, period).title)
    return choropleth(regions, t, theme, label=label, on_globe=is_on_globe(shapes))


def giving(actor: Actor, catalogue: Catalogue, level: UnitKind, day: date, t: Words) -> None:
    """Draw the place for a boundary file, what it holds, and the button that stores it."""
    dropped = st.file_uploader(
        t("land.file"), key=f"land_{level}", max_upload_size=settings().max_file_mb
    )
    if dropped is None:
        return
    given = read_boundaries(dropped.getvalue(), catalogue, level, day)
    frame.block(t("land.found", count=len(given.shapes)), _told(given, catalogue, t))
    with st.form(f"keep_land_{level}", enter_to_submit=False, border=False):
        reason = st.text_input(t("land.reason"))
        sent = st.form_submit_button(t("land.store"), type="primary")
    if sent:
        keep_boundaries(answers.house(), given, actor, reason)
        st.success(t("land.stored", count=len(given.shapes)), icon=":material/task_alt:")


def _told(given: Boundaries, catalogue: Catalogue, t: Words) -> str:
    """Return which units a file knows, and what in it is nobody's."""
    names = [t.own(catalogue.org_units[one].short) for one in given.shapes]
    lines = [Line([t("land.matched"), formats.listed(names, t.language)])]
    if given.without:
        without = [t.own(catalogue.org_units[one].short) for one in given.without]
        lines.append(Line([t("land.without"), formats.listed(without, t.language)], "warning"))
    if given.strangers:
        strangers = formats.listed(given.strangers, t.language)
        lines.append(Line([t("land.strangers"), strangers], "warning"))
    return table([Column(t("column.state")), Column(t("column.unit"))], lines)
