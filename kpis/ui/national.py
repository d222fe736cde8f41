"""Our province among all provinces: what the national indexes say of it, in words and numbers."""

from dataclasses import dataclass
from datetime import date

from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.national import National, load_national
from kpis.catalogue.national_model import Index, Province
from kpis.domain.periods import Period
from kpis.domain.rankings import (
    Field,
    Published,
    Standing,
    among,
    distance,
    field_of,
    standing_of,
)
from kpis.settings import settings
from kpis.words import Words, formats


@dataclass(frozen=True)
class Home:
    """The published figures, and which of the provinces is the programme's.

    ``province`` is None where no province has its code. ``enough`` is the share of provinces that
    must have points before a median is shown: the programme's limit of completeness.
    """

    national: National
    province: Province | None
    enough: float

    def subjects(self, year: int) -> list[Province]:
        """Return ours in a year: the province, or those it was merged from while they existed."""
        family = self.national.lineage(self.province) if self.province else []
        return [one for one in family if one.valid_on(date(year, 12, 31))]

    def with_history(self, index: Index) -> list[Province]:
        """Return ours and what it was merged from, as far as the index says anything of them."""
        told = {
            one.province
            for one in self.national.figures
            if one.index == index.id and (one.value or one.rank)
        }
        family = self.national.lineage(self.province) if self.province else []
        return [one for one in family if one.id in told]

    def published(self, index: str, year: int) -> list[Published]:
        """Return what an index says of a year, in the file's order."""
        figures = self.national.by_year.get((index, year), {}).values()
        return [Published(one.province, one.value, one.rank) for one in figures]

    def standing(self, index: Index, year: int, mine: str) -> Standing:
        """Return a province's points and place in a year."""
        total = len(self.national.on(year))
        return standing_of(
            self.published(index.id, year),
            mine,
            total,
            enough=self.enough,
            higher_is_better=index.higher_is_better,
        )

    def nation(self, index: Index, year: int) -> Field:
        """Return median and leader of all provinces."""
        total = len(self.national.on(year))
        return self._field(index, self.published(index.id, year), total)

    def region(self, index: Index, year: int, mine: Province) -> tuple[Field, Standing]:
        """Return median and leader of a province's region, and its place there."""
        members = {one.id for one in self.national.on(year) if one.region == mine.region}
        known = among(self.published(index.id, year), members if mine.region else {mine.id})
        place = standing_of(
            known,
            mine.id,
            len(members),
            enough=self.enough,
            higher_is_better=index.higher_is_better,
        )
        return self._field(index, known, len(members)), place

    def latest(self, index: str) -> int:
        """Return the last year with anything of ours, or else of any province."""
        years = self.national.years_of(index)
        known = self.national.by_year
        with_ours = [
            year
            for year in years
            if any(
                (own := known[index, year].get(one.id)) and (own.value or own.rank)
                for one in self.subjects(year)
            )
        ]
        return (with_ours or years)[-1]

    def _field(self, index: Index, known: list[Published], total: int) -> Field:
        better = index.higher_is_better
        return field_of(known, total, enough=self.enough, higher_is_better=better)


def home(catalogue: Catalogue) -> Home:
    """Return the published figures as seen from the programme's province.

    A code is read as of the programme's first day: 91 is Kiên Giang until 30/6/2025, then An Giang.
    Raises ``CatalogueInvalid``.
    """
    national = load_national(settings().national)
    begins = Period.parse(catalogue.programme.starts).starts
    ours = national.of_code(catalogue.province.code, begins)
    return Home(national, ours, catalogue.programme.completeness_limit)


def finding(home: Home, index: Index, year: int, catalogue: Catalogue, t: Words) -> str:
    """Return a page's title: the index, the year, and where ours stands."""
    subjects = home.subjects(year)
    if not subjects:
        silent = t("national.silent", name=t.own(catalogue.province.name))
        return t("national.title", index=t.own(index.short), year=year, finding=silent)
    told = [(one, stands(home, index, year, one, t)) for one in subjects]
    if len(told) > 1:
        parts = [t("national.of_part", name=t.own(one.name), finding=text) for one, text in told]
        return t("national.title", index=t.own(index.short), year=year, finding="; ".join(parts))
    return t("national.title", index=t.own(index.short), year=year, finding=told[0][1])


def stands(home: Home, index: Index, year: int, mine: Province, t: Words) -> str:
    """Return where a province stands in a year, by rule: place first, then the distance."""
    standing, nation = home.standing(index, year, mine.id), home.nation(index, year)
    if standing.value is None and standing.rank is None:
        return t("national.silent", name=t.own(mine.name))
    if standing.value is None:
        return ", ".join([place(standing, t), t("national.no_points")])
    parts = [place(standing, t)] if standing.rank else []
    far = _distance(standing, nation, index, home, mine, t)
    if not far or not standing.rank:
        parts.append(t("national.reaches", value=written(standing.value, index, year, t)))
    return ", ".join([*parts, far] if far else parts)


def place(standing: Standing, t: Words) -> str:
    """Return a place as words: published, or counted by us among those with points."""
    key = "national.rank_counted" if standing.counted else "national.rank"
    return t(key, rank=standing.rank, of=standing.of)


def written(value: float | None, index: Index, year: int, t: Words) -> str:
    """Return points with their unit, as the index of that year counts them."""
    version = index.version_of(year)
    unit = "%" if version and version.unit == "%" else t("national.points")
    return formats.amount(value, unit, index.decimals, t.language)


def gap_text(gap: float | None, t: Words, decimals: int = 1) -> str:
    """Return a distance in points with its sign."""
    text = formats.signed(gap, decimals, t.language)
    return text if gap is None else t("national.gap", gap=text)


def _distance(
    standing: Standing, nation: Field, index: Index, home: Home, mine: Province, t: Words
) -> str:
    """Return the distance that says most: to the median, or where there is none to the leader."""
    gap = distance(standing.value, nation.median)
    if gap is not None:
        word = "equal" if round(gap, 1) == 0 else "above" if gap > 0 else "below"
        number = formats.number(abs(gap), 1, t.language)
        return t.code("national.median", word, gap=number)
    gap = distance(standing.value, nation.best)
    if gap is None or nation.leader == mine.id:
        return ""
    leader = t.own(home.national.provinces[nation.leader].name)
    number = formats.number(abs(gap), 1, t.language)
    word = "short" if (gap < 0) == index.higher_is_better else "beyond"
    return t.code("national.leader", word, name=leader, gap=number)
