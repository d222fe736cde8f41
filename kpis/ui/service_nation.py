"""The ranking of provinces by the service index on screen: a table, and where ours stands."""

import pandas as pd

from kpis.charts.heat_table import HeatRow, heat_table
from kpis.domain.rankings import distance
from kpis.exports.workbook import Kind, TableColumn, table_workbook
from kpis.ui.service_index import Results
from kpis.ui.service_index_tables import band_keys, cells_of, head_columns, notes
from kpis.ui.service_provinces import Ranked, Ranking
from kpis.ui.tables import facts
from kpis.ui.takeaway import take
from kpis.words import Words, formats


def finding(ranking: Ranking, results: Results, t: Words) -> str:
    """Return where our province stands among all, and what it is short of the leader."""
    mine, name = ranking.mine, t.own(results.catalogue.province.name)
    told = {"period": formats.period(results.period, t.language), "name": name}
    if mine is None or mine.scored.total is None:
        return t("service.nation_silent", **told, count=len(ranking.rows))
    told["points"] = formats.number(mine.scored.total, 2, t.language)
    place = ranking.place(mine)
    if not place.rank:
        return t("service.nation_points", **told)
    return t("service.nation_title", **told, rank=place.rank, of=place.of)


def heat(ranking: Ranking, results: Results, t: Words) -> str:
    """Return all provinces by component, the highest total first, ours marked."""
    rows = [_row(one, ranking, results, t) for one in ranking.rows]
    heads, bands = head_columns(results.index, t), band_keys(results.index, t)
    caption, corner = t("service.nation"), t("service.province")
    return heat_table(heads, rows, t, caption=caption, bands=bands, corner=corner)


def stands(ranking: Ranking, results: Results, members: int, region: str, t: Words) -> str:
    """Return our place and distances: to the leader, the region and the median of all.

    ``members`` is how many provinces ``region`` has; its name is empty where ours has none.
    """
    mine = ranking.mine
    if mine is None or mine.scored.total is None:
        return f'<p class="note">{t("service.nation_none")}</p>'
    place, nation = ranking.place(mine), ranking.nation
    near, near_place = ranking.region(mine, members)
    leader = ranking.leader
    placed = t("service.placed", rank=place.rank, of=place.of) if place.rank else ""
    in_region = ""
    if region and near_place.rank:
        told = {"rank": near_place.rank, "of": near_place.of, "region": region}
        in_region = t("service.placed_in_region", **told)
    return facts(
        [
            (t("service.total"), formats.number(mine.scored.total, 2, t.language)),
            (t("service.rank"), placed),
            (t("service.to_leader"), _against(mine, nation.best, _name(leader, t), t)),
            (t("service.to_median"), _against(mine, nation.median, "", t)),
            (t("service.in_region"), in_region),
            (t("service.to_region"), _against(mine, near.median, "", t) if region else ""),
            (t("service.known"), t("service.known_of", count=nation.known, of=nation.total)),
        ]
    )


def to_take(ranking: Ranking, results: Results, t: Words) -> None:
    """Draw the button that takes the ranking away; the file is made on pressing."""
    title = f"766 {results.period} {t('service.province')}"
    take(title, lambda: workbook(ranking, results, t), t, "service_nation")


def workbook(ranking: Ranking, results: Results, t: Words) -> bytes:
    """Return all provinces' points as an xlsx file, as published."""
    index, rows = results.index, ranking.rows
    frame = pd.DataFrame({"name": [_name(one, t) for one in rows]})
    columns = [TableColumn("name", t("service.province"))]
    for component in index.component:
        frame[component.item] = [one.scored.points.get(component.item) for one in rows]
        columns.append(TableColumn(component.item, t.own(component.title), Kind.NUMBER, 2))
    frame["total"] = [one.scored.total for one in rows]
    frame["rank"] = [ranking.place(one).rank for one in rows]
    columns.append(TableColumn("total", t("service.total"), Kind.NUMBER, 2))
    columns.append(TableColumn("rank", t("service.rank"), Kind.COUNT))
    told = [formats.period(results.period, t.language), *notes(index, t)]
    return table_workbook(
        t("service.nation"), told, frame, columns, t, source=t.own(index.document),
        illustrative=results.illustrative,
    )  # fmt: skip


def _row(one: Ranked, ranking: Ranking, results: Results, t: Words) -> HeatRow:
    place, cells = ranking.place(one), cells_of(one.scored, results.index, t)
    rank = str(place.rank or "")
    return HeatRow(_name(one, t), cells, full=one.name, rank=rank, ours=one.ours)


def _name(one: Ranked | None, t: Words) -> str:
    """Return a province's name; one that no province has stands as it is written."""
    if one is None:
        return ""
    return t.own(one.province.name) if one.province else one.name


def _against(mine: Ranked, other: float | None, name: str, t: Words) -> str:
    # What is written shall add up: the distance is that to the number as it stands.
    gap = distance(mine.scored.total, None if other is None else round(other, 2))
    if gap is None:
        return ""
    value = f"{name} {formats.number(other, 2, t.language)}".strip()
    return t("service.against", gap=formats.signed(gap, 2, t.language), value=value)
