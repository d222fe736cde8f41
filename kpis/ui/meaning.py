"""What an indicator means when, how else it may be read, and what contradicts it."""

import duckdb

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import Indicator
from kpis.queries.changes import changes_at
from kpis.queries.contradictions import contradictions
from kpis.queries.figures import figure_of
from kpis.ui.link import Links
from kpis.ui.tables import Cell, Column, Line, facts, table
from kpis.words import Words, formats
from kpis.words.explaining import arithmetic

# The value before, the change over units that reported both, how many they are, and whether the
# definition has changed in between.
_CHANGES = (
    ("before", "like_change", "like_units", "broken"),
    ("year_before", "like_year_change", "like_year_units", "year_broken"),
)


def definitions(indicator: Indicator, t: Words) -> str:
    """Return what an indicator has meant since when, and by what rule old figures may be used."""
    lines = [(t("indicator.since", year=indicator.since), t.own(indicator.title))]
    for one in indicator.later:
        said = [t.own(one.title or indicator.title)]
        if one.reason:
            said.append(t("indicator.break", reason=t.own(one.reason)))
        if one.bridge:
            said.append(t("indicator.bridge", rule=t.own(one.bridge.rule)))
        since = t("indicator.since_day", day=formats.day(one.since, t.language))
        lines.append((since, ". ".join(said)))
    return facts(lines)


def has_bridge(indicator: Indicator) -> bool:
    """Tell whether a reader may choose to set figures before and after a break side by side."""
    return any(one.bridge for one in indicator.later)


def readings(
    con: duckdb.DuckDBPyConnection,
    *,
    indicator: str,
    org_unit: str,
    period: str,
    catalogue: Catalogue,
    t: Words,
    links: Links,
) -> str:
    """Return a figure by the other formulas that are in use, each with where and why.

    Their names lead to where they are accounted for.
    """
    whole = catalogue.indicators[catalogue.whole_of(indicator)]
    known = {one.id: t.own(one.reason) for one in whole.alternative}
    reasons = {whole.id: known.get(indicator, ""), **known}
    lines = []
    for one, reason in reasons.items():
        if one != indicator:
            figure = figure_of(con, indicator=one, org_unit=org_unit, period=period)
            said = (figure and arithmetic(t, figure)) or t("explain.not_enough_data")
            name = t.own(catalogue.indicator_at(one, period).short)
            told = ". ".join(filter(None, (said, reason)))
            lines.append((Cell(name, links.why(one, org_unit, period)), told))
    return facts(lines)


def changes(
    con: duckdb.DuckDBPyConnection,
    *,
    indicator: str,
    org_unit: str,
    period: str,
    bridged: bool,
    t: Words,
) -> str:
    """Return what a figure has changed by: plainly, and over the units that reported both times."""
    figure = figure_of(con, indicator=indicator, org_unit=org_unit, period=period)
    subject = (indicator, org_unit)
    changed = changes_at(con, period=period, subjects=[subject], bridged=bridged)[subject]
    return facts(
        [
            (t.code("indicator.change", names[0]), _change(figure, changed, names, t))
            for names in (_CHANGES if figure else ())
        ]
    )


def _change(figure: dict, changed: dict, names: tuple[str, str, str, str], t: Words) -> str:
    before, like, units, broken = (changed[one] for one in names)
    if before is None:
        return t("indicator.not_comparable") if broken else ""
    decimals, value = figure["decimals"], figure["value"]
    change = formats.signed(None if value is None else value - before, decimals, t.language)
    said = t("indicator.change_points", points=change)
    if like is not None:
        points = formats.signed(like, decimals, t.language)
        said = t("indicator.change_like", change=said, points=points, units=units)
    return t("indicator.change_bridged", change=said) if broken else said


def contradicted(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, until: str, t: Words
) -> str:
    """Return where stated and derived figures disagree as a table; empty where they agree."""
    found = contradictions(con, indicator=indicator, org_unit=org_unit, until=until)
    if found.empty:
        return ""
    names = ("period", "stated", "derived", "from")
    columns = [Column(t.code("column", one), one in ("stated", "derived")) for one in names]
    lines = [
        Line(
            [
                formats.period(one["period"], t.language),
                _counts(one, "stated", t),
                _counts(one, "derived", t),
                _parts(one, t),
            ],
            "warning",
        )
        for one in found.to_dict("records")
    ]
    return table(columns, lines, caption=t("indicator.contradicted"))


def _counts(one: dict, side: str, t: Words) -> str:
    pair = (one[f"{side}_numerator"], one[f"{side}_denominator"])
    return " / ".join(formats.number(part, 0, t.language) for part in pair)


def _parts(one: dict, t: Words) -> str:
    if one["kind"] == "members":
        return t("indicator.from_members", count=one["parts"][0])
    return formats.listed((formats.period(part, t.language) for part in one["parts"]), t.language)
