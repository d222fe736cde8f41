"""A national index as text: the facts of a year, and all provinces with their sources."""

from kpis.catalogue.national_model import Figure, Index, Province
from kpis.domain.rankings import Standing, distance
from kpis.ui.national import Home, gap_text, place, written
from kpis.ui.tables import Column, Line, facts, table
from kpis.words import Words, formats

_PROVINCES = ("rank", "province", "region", "value", "since", "source")


def year_facts(home: Home, index: Index, year: int, mine: Province, t: Words) -> str:
    """Return everything that explains a province's place in a year."""
    standing, nation = home.standing(index, year, mine.id), home.nation(index, year)
    region, near = home.region(index, year, mine)
    return facts(
        [
            (t("national.value"), _own(home, index, year, mine, t)),
            (t("national.place"), _capital(place(standing, t)) if standing.rank else ""),
            (t("national.in_region"), _in_region(home.national.regions, mine, near, t)),
            (t("national.to_median"), _against(standing, nation.median, index, year, t)),
            (t("national.to_region"), _against(standing, region.median, index, year, t)),
            (t("national.to_leader"), _leader(home, index, year, standing, t)),
            (t("national.since_last"), _since_last(home, index, year, mine, t)),
            (t("national.known"), _known(home, index, year, t)),
            *_method(index, year, t),
            (t("national.merger"), merger(home, mine, t)),
        ]
    )


def merger(home: Home, mine: Province, t: Words) -> str:
    """Return what a province was merged into, and when; nothing where it was not."""
    if not mine.successor:
        return ""
    heir = home.national.provinces[mine.successor]
    day = formats.day(heir.valid_from, t.language)
    return t("national.merged", name=t.own(heir.name), code=heir.code, day=day)


def provinces(home: Home, index: Index, year: int, t: Words) -> tuple[str, str]:
    """Return all provinces of a year as a table, and a note with its sources.

    By rank, then by points; ours is marked. Provinces of which nothing is published are not there.
    """
    rows, ours = ordered(home, index, year), {one.id for one in home.subjects(year)}
    used = list(dict.fromkeys(one.source for one in rows))
    numbers = ("rank", "value", "source")
    columns = [Column(t.code("national.column", one), one in numbers) for one in _PROVINCES]
    lines = []
    for one in rows:
        province = home.national.provinces[one.province]
        heir = home.national.provinces.get(province.successor or "")
        region = home.national.regions.get(province.region or "")
        cells = [
            _place(home, index, one),
            t.own(province.name),
            t.own(region.title) if region else "",
            _value(one, index, t),
            t.own(heir.name) if heir else "",
            f"[{used.index(one.source) + 1}]",
        ]
        lines.append(Line(cells, "ours" if one.province in ours else ""))
    told = "; ".join(f"[{at}] {source_text(home, one)}" for at, one in enumerate(used, start=1))
    note = t("national.sources", sources=told)
    if rows and home.standing(index, year, rows[0].province).counted:
        note = f"{t('national.counted_note')} {note}"
    return table(columns, lines, t("national.table", year=year)), note


def ordered(home: Home, index: Index, year: int) -> list[Figure]:
    """Return a year's figures by rank, then by points, those with neither last."""
    sign = -1 if index.higher_is_better else 1
    figures = home.national.by_year.get((index.id, year), {}).values()
    return sorted(
        figures,
        key=lambda one: (
            one.rank is None and one.value is None,
            one.rank is None,
            one.rank or 0,
            sign * (one.value or 0),
        ),
    )


def _place(home: Home, index: Index, one: Figure) -> str:
    """Return a province's place in a table; one that we counted stands in brackets."""
    standing = home.standing(index, one.year, one.province)
    text = str(standing.rank or formats.ABSENT)
    return f"({text})" if standing.counted else text


def _value(one: Figure, index: Index, t: Words) -> str:
    text = written(one.value, index, one.year, t)
    return f"{text} ({t('national.inferred')})" if one.inferred else text


def source_text(home: Home, source: str) -> str:
    """Return where a figure stands, with what else there is to say about it."""
    one = home.national.sources[source]
    return f"{one.text} ({one.note})" if one.note else one.text


def _own(home: Home, index: Index, year: int, mine: Province, t: Words) -> str:
    figure = home.national.by_year.get((index.id, year), {}).get(mine.id)
    if figure is None or figure.value is None:
        return t("national.no_points")
    return _value(figure, index, t)


def _method(index: Index, year: int, t: Words) -> list[tuple[str, str]]:
    version = index.version_of(year)
    told = [(t("national.publisher"), t.own(index.publisher))]
    if version is None:
        return told
    word = "higher" if index.higher_is_better else "lower"
    scale = t.code("national.out_of", word, best=f"{version.best:g}")
    reason = t.own(version.reason) if version.reason else ""
    return [(t("national.scale"), scale), (t("national.version"), reason), *told]


def _against(standing: Standing, other: float | None, index: Index, year: int, t: Words) -> str:
    gap = distance(standing.value, other)
    if gap is None:
        return ""
    return t("national.against", gap=gap_text(gap, t, 2), value=written(other, index, year, t))


def _leader(home: Home, index: Index, year: int, standing: Standing, t: Words) -> str:
    nation = home.nation(index, year)
    if nation.leader is None:
        return ""
    name = t.own(home.national.provinces[nation.leader].name)
    if nation.best is None:
        return name
    value = f"{name} {written(nation.best, index, year, t)}"
    gap = distance(standing.value, nation.best)
    return value if gap is None else t("national.against", gap=gap_text(gap, t, 2), value=value)


def _since_last(home: Home, index: Index, year: int, mine: Province, t: Words) -> str:
    """Return the change on the year before, if both were measured in the same way."""
    if index.version_of(year) != index.version_of(year - 1):
        return ""
    now, before = (home.standing(index, one, mine.id) for one in (year, year - 1))
    parts = []
    if (gap := distance(now.value, before.value)) is not None:
        parts.append(gap_text(gap, t, 2))
    if now.rank and before.rank:
        parts.append(t("national.rank_before", rank=f"{before.rank}/{before.of}"))
    return ", ".join(parts)


def _known(home: Home, index: Index, year: int, t: Words) -> str:
    nation, rows = home.nation(index, year), home.published(index.id, year)
    ranked = sum(one.rank is not None for one in rows)
    return t("national.known_of", points=nation.known, ranks=ranked, total=nation.total)


def _in_region(regions: dict, mine: Province, near: Standing, t: Words) -> str:
    if not near.rank or not mine.region:
        return ""
    region = t.own(regions[mine.region].title)
    return t("national.rank_in_region", rank=near.rank, of=near.of, region=region)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
