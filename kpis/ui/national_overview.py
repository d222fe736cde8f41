"""Ours in every national index at one look: the newest figures, each leading to its page."""

from kpis.catalogue.national_model import Index
from kpis.domain.rankings import Field, Standing, distance
from kpis.ui.link import Links
from kpis.ui.national import Home
from kpis.ui.tables import Cell, Column, Line, table
from kpis.words import Words, formats

_COLUMNS = ("index", "year", "value", "rank", "to_median", "to_leader")


def overview(home: Home, t: Words, links: Links) -> str:
    """Return ours in every index, the latest year with anything of it."""
    lines, merged = [], False
    for index in home.national.indexes.values():
        year = home.latest(index.id)
        href = links.to("national", index=index.id, year=str(year))
        told = [(one, home.standing(index, year, one.id)) for one in home.subjects(year)]
        several = len(told) > 1
        merged = merged or several
        # Of several that were merged, those of which nothing is known are left out.
        for mine, standing in [pair for pair in told if pair[1] != Standing()] or told[:1]:
            name = t.own(index.short)
            name = f"{name}, {t.own(mine.name)}" if several else name
            cells = _newest(standing, home.nation(index, year), index, year, t)
            lines.append(Line([Cell(name, href), *cells]))
    columns = [
        Column(t.code("national.column", one), one != "index", one == "index" and not merged)
        for one in _COLUMNS
    ]
    return table(columns, lines, t("national.overview"))


def _newest(standing: Standing, nation: Field, index: Index, year: int, t: Words) -> list[str]:
    return [
        formats.ABSENT if standing == Standing() else str(year),
        formats.number(standing.value, index.decimals, t.language),
        f"{standing.rank}/{standing.of}" if standing.rank else formats.ABSENT,
        formats.signed(distance(standing.value, nation.median), 1, t.language),
        formats.signed(distance(standing.value, nation.best), 1, t.language),
    ]
