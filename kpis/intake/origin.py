"""Whose plan or scorecard it is, of which year, and the id of its set."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import OrgUnit
from kpis.domain.names import normalised, plain
from kpis.domain.periods import Period, PeriodKind
from kpis.intake.grids import Grid, raw, tidy
from kpis.intake.titles import Title
from kpis.intake.units import Units

_AUTHORITY = re.compile(
    r"(?:ubnd|uy ban nhan dan|so(?! \d|$)|ban(?! hanh)|chi cuc|phong|van phong"
    r"|huyen|thanh pho|thi xa|xa|phuong|tinh uy|huyen uy|hdnd)\b"
)
_COUNCILS = ("ubnd", "uy ban nhan dan", "hdnd")
_WITHIN = re.compile(r"\btỉnh\s+[^,;()]+$", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?:\bcủa|\bđơn vị(?: được chấm(?: điểm)?| tự chấm(?: điểm)?)?\s*:)\s+"
    r"((?:UBND|Ủy ban|Uỷ ban|Sở|Ban|Huyện|Thành phố|TP)\b[^,;()]*?)(?=\s+năm\s+\d|\s*[,;()]|\s*$)",
    re.IGNORECASE,
)
_YEAR = r"(20\d\d)"
_STAGE = re.compile(rf"giai doan {_YEAR} {_YEAR}")
_DATED = re.compile(rf"thang \d{{1,2}} nam {_YEAR}")
_IN_YEAR = re.compile(rf"nam {_YEAR}")
_ANY_YEAR = re.compile(rf"\b{_YEAR}\b")
_LAST_YEARS = re.compile(r"(?:-20\d\d)+$")
_TOPIC = re.compile(r"\bke hoach (?:trien khai |thuc hien |cong tac )*(.*)")
_REFORM = re.compile(r"\b(?:cai cach hanh chinh|cchc)\b")
_SET = re.compile(r"bộ tiêu chí\s*:\s*([a-z0-9-]+)", re.IGNORECASE)
_TYPES = re.compile(r"^(?:ubnd |uy ban nhan dan )?(?:tinh |huyen |thanh pho |thi xa |tp )?")
_PARTS = re.compile(r"[;\n]")
# Units named together, whom no catalogue lists: they are no unknown names.
_GROUPS = re.compile(
    r"(?:cac |nhung |ubnd (?:cac |cap |\d)|cap |co quan|don vi|so ban|ban$|ban nganh|nganh"
    r"|thi tran$|toan |$)"
    r"|.*\b(?:cac cap|lien quan)\b"
)


@dataclass
class Origin:
    """Where a document comes from, as far as its title tells; units of it in the catalogue."""

    set: str
    period: str | None
    year: int | None
    unit: OrgUnit | None
    # Name of an issuer that the catalogue does not have, and its cell's name.
    stranger: str | None
    units: Units | None
    # What the document calls whom it is about, where the catalogue does not have them.
    name: str | None = None
    # Names that were kept as text because the catalogue does not have them.
    unknown: dict[str, None] = field(default_factory=dict)

    def units_in(self, text: str | None) -> tuple[str, ...]:
        """Return the ids of units that a cell names letter by letter, in its order."""
        if not text or self.units is None:
            return ()
        found: list[str] = []
        for part in _PARTS.split(text):
            found += self._of_part(tidy(part).strip(" ,.-"))
        return tuple(dict.fromkeys(found))

    def _of_part(self, part: str) -> Iterator[str]:
        """Yield the units of a list with commas; "Sở Lao động, Thương binh và Xã hội" is one."""
        names = [one.strip() for one in part.split(",")]
        at = 0
        while at < len(names):
            for end in range(len(names), at, -1):
                name = ", ".join(names[at:end])
                if match := self._named(name):
                    yield match
                    at = end
                    break
            else:
                if not _GROUPS.match(plain(names[at])):
                    self.unknown.setdefault(names[at])
                at += 1

    def _named(self, name: str) -> str | None:
        unit = self.units.named(name).unit if self.units and name else None
        return unit.id if unit else None


def read_origin(
    grid: Grid, title: Title, file: str, catalogue: Catalogue, *, scorecard: bool
) -> Origin:
    """Return whose document a title belongs to; set is ``ke-hoach-…`` or ``cham-diem-…``.

    Units are looked for only in documents of the catalogue's own province: another province's
    Sở Tư pháp is not ours. The set of a unit outside the catalogue carries its name.
    """
    stage, year = _year(title, file)
    period = Period(PeriodKind.YEAR, year) if year else None
    # A plan is made at the beginning of its year, and a scorecard speaks of the end of it.
    day = period if scorecard or not year else Period(PeriodKind.MONTH, year)
    units = Units(catalogue, day or Period.parse(catalogue.programme.starts))
    names = list(_authorities(grid, title, scorecard=scorecard))
    matched = {name: units.named(name).unit for name in names}
    stranger = next((name for name in names if not matched[name] and _placed(name)), None)
    ours = [one for one in matched.values() if one]
    # Who is said to report, and is unknown, is not whoever issued the document.
    reporter = title.reporter() if scorecard else None
    outside = bool(stranger) or (reporter is not None and not matched[reporter[0]])
    unit = ours[-1] if ours and not outside else None
    name = None if unit else stranger or next(iter(reversed(names)), None)
    province = catalogue.province.id
    of_unit = unit.short_vi if unit and unit.id != province and not scorecard else ""
    parts = [_kind(title, scorecard=scorecard), _slug(stranger or of_unit), stage]
    set_ = _stated(title, catalogue) or "-".join(one for one in parts if one)
    known = None if stranger or not year else units
    return Origin(set_, period.code if period else None, year, unit, stranger, known, name)


def of_year(origin: Origin, year: int, catalogue: Catalogue) -> Origin:
    """Return the same origin for another year than that of the title, with the year's own set."""
    if year == origin.year:
        return origin
    stated = catalogue.criteria_sets.get(origin.set)
    named = "cham-diem" if stated else _LAST_YEARS.sub("", origin.set)
    return replace(origin, set=f"{named}-{year}", period=str(year), year=year)


def _stated(title: Title, catalogue: Catalogue) -> str | None:
    """Return the criteria set whose id a scorecard prints: "Mã bộ tiêu chí: …"."""
    found = (_SET.search(text) for _, text in title.texts)
    ids = (one[1] for one in found if one)
    return next((one for one in ids if one in catalogue.criteria_sets), None)


def _kind(title: Title, *, scorecard: bool) -> str:
    reform = bool(_REFORM.search(title.words))
    if scorecard:
        return "cham-diem"
    if reform:
        return "ke-hoach-cchc"
    topic = _TOPIC.search(title.words)
    words = re.split(r"\b(?:nam|giai doan|kem theo|ban hanh|so \d)\b", topic[1])[0] if topic else ""
    return "-".join(["ke-hoach", *words.split()[:6]])


def _year(title: Title, file: str) -> tuple[str, int | None]:
    """Return the year as it stands in the set's id, and the first one of it."""
    words = title.words
    if stage := _STAGE.search(words):
        return f"{stage[1]}-{stage[2]}", int(stage[1])
    undated = _DATED.sub(" ", words)
    for pattern, text in ((_IN_YEAR, undated), (_IN_YEAR, words), (_ANY_YEAR, plain(file))):
        if found := pattern.search(text):
            return found[1], int(found[1])
    return "", None


def _authorities(grid: Grid, title: Title, *, scorecard: bool) -> Iterator[str]:
    """Yield who issues a document, the higher first, and whose points a scorecard is about.

    That is the letterhead, or "của UBND …" in the title; who appraises a scorecard heads it.
    """
    heads = [line for place, text in title.texts for line in _head(grid, place, text)]
    yield from heads
    if scorecard or not heads:
        yield from (tidy(one[1]) for _, text in title.texts for one in _SUBJECT.finditer(text))
    if reporter := title.reporter():
        yield reporter[0]


def _head(grid: Grid, place: tuple[int, int], text: str) -> Iterator[str]:
    row, column = place
    if column > 2 or not (text.isupper() or row < 3):
        return
    for line in raw(grid.value(row, column)).splitlines():
        if _AUTHORITY.match(plain(line)):
            # An office may say in its own name whose it is: Sở Nội vụ tỉnh Tiền Giang.
            if (within := _WITHIN.search(line)) and not plain(line).startswith(_COUNCILS):
                yield tidy(within[0])
            yield tidy(line)


def _placed(name: str) -> bool:
    """Tell whether a name is that of a place with a type: such a one is not ours."""
    return normalised(name).type in ("tỉnh", "huyện", "thành phố", "thị xã", "xã", "phường")


def _slug(name: str) -> str:
    return "-".join(_TYPES.sub("", plain(name)).split()[:6])
