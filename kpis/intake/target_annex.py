"""Reading an annex of goals: one row is one goal, told by its title or its code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kpis.catalogue.goals import Goal
from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import Direction, Indicator, UnitKind
from kpis.domain.names import plain
from kpis.intake.cells import is_nothing
from kpis.intake.form_parts import Role
from kpis.intake.goal_wording import Wording, read_wording
from kpis.intake.grids import Grid, cell_name, raw
from kpis.intake.headers import Layout
from kpis.intake.rows import is_numbering, is_signature, strip_numbering
from kpis.intake.verdict import Finding, FindingCode, GivenTarget, Severity

_LEVELS = {
    "cap tinh": UnitKind.PROVINCE,
    "cap huyen": UnitKind.DISTRICT,
    "cap xa": UnitKind.COMMUNE,
}
_OF_LEVEL = re.compile(r"^(.+?)(?: (?:o|tai|doi voi|cua))? (cap tinh|cap huyen|cap xa)$")
_YEAR = re.compile(r"\b20\d\d\b")


@dataclass
class Annex:
    """What reading an annex came to."""

    targets: list[GivenTarget] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Meant:
    """The indicator a row is about, and the level it names."""

    indicator: Indicator
    level: UnitKind | None


def read_targets(grid: Grid, layout: Layout, end: int, catalogue: Catalogue) -> Annex:
    """Return the goals of an annex, and where they differ from those of the catalogue.

    A title must be the catalogue's, apart from spelling habits and the level at its end. What has
    a goal and no known title is a warning; a wording without one clear number is an error.
    """
    annex, reader = Annex(), _Rows(grid, layout, catalogue)
    first: dict[tuple[str, str | None, str | None], str] = {}
    for row in _rows(grid, layout, end):
        for column, due in reader.columns.items():
            place = grid.anchors.get((row, column), (row, column))
            if place[1] == column and not is_nothing(grid.value(*place)):
                _add(reader, row, place, due, first, annex)
    return annex


def _add(
    reader: "_Rows",
    row: int,
    place: tuple[int, int],
    due: str | None,
    first: dict[tuple[str, str | None, str | None], str],
    annex: Annex,
) -> None:
    given = reader.read(row, place, due)
    if isinstance(given, Finding):
        annex.findings.append(given)
        return
    earlier = first.setdefault((given.indicator, given.level, given.due), given.cell)
    if earlier != given.cell:
        code = FindingCode.DUPLICATE_ROW
        annex.findings.append(reader.finding(Severity.ERROR, code, place, first=earlier))
        return
    annex.targets.append(given)
    annex.findings += reader.differing(given, place)


def _rows(grid: Grid, layout: Layout, end: int) -> Iterator[int]:
    column = layout.roles[Role.INDICATOR]
    for row in range(layout.header.bottom + 1, end):
        label = grid.text(row, column)
        if is_signature(label):
            return
        if row not in grid.hidden_rows and label and not is_numbering(label):
            yield row


class _Rows:
    """Reads rows by the catalogue's titles, codes and goals."""

    def __init__(self, grid: Grid, layout: Layout, catalogue: Catalogue) -> None:
        self.grid, self.layout, self.catalogue = grid, layout, catalogue
        self.titled = {
            plain(title): one
            for one in reversed(catalogue.indicators.values())
            for title in [*one.short.values(), *one.title.values()]
        }
        self.coded = {plain(one.code): one for one in catalogue.goals if one.code}
        self.columns = dict(self._columns())

    def _columns(self) -> Iterator[tuple[int, str | None]]:
        """Yield the columns of goals with the year in their headings."""
        [column] = {tuple(one.path) for one in self.layout.form.column}
        header = self.layout.header
        for place, labels in header.labels.items():
            if self.layout.form.says(list(column), labels) and place not in header.hidden:
                years = _YEAR.findall(" ".join(labels))
                yield place, years[-1] if years else None

    def finding(
        self, severity: Severity, code: FindingCode, place: tuple[int, int], **facts: object
    ) -> Finding:
        """Return a finding at a cell, with what stands there."""
        found = raw(self.grid.value(*place))
        return Finding(severity, code, self.grid.name, cell_name(*place), found, facts)

    def read(self, row: int, place: tuple[int, int], due: str | None) -> GivenTarget | Finding:
        """Return a row's goal, or what is wrong with it."""
        column = self.layout.roles[Role.INDICATOR]
        text, label = self.grid.text(*place), self.grid.text(row, column)
        meant, wording = self._meant(row, label), read_wording(text)
        if meant is None:
            where = (row, column)
            code = FindingCode.UNKNOWN_INDICATOR
            return self.finding(Severity.WARNING, code, where, name=label)
        if wording is None:
            return self.finding(Severity.ERROR, FindingCode.NOT_A_NUMBER, place)
        value = 100 * wording.value if place in self.grid.percents else wording.value
        if place not in self.grid.percents and _unclear(wording, meant.indicator):
            facts = {"percent": 100 * value}
            return self.finding(Severity.ERROR, FindingCode.FRACTION_OR_PERCENT, place, **facts)
        better = ">=" if meant.indicator.direction is Direction.INCREASE else "<="
        comparator, level = wording.comparator or better, meant.level and meant.level.value
        sheet, cell = self.grid.name, cell_name(*place)
        return GivenTarget(
            meant.indicator.id, comparator, round(value, 6), level, due, text, sheet, cell
        )

    def _meant(self, row: int, label: str) -> _Meant | None:
        number = self.grid.text(row, self.layout.header.number)
        ids = self.layout.roles.get(Role.INDICATOR_ID)
        for code in (number, self.grid.text(row, ids) if ids is not None else ""):
            if goal := self.coded.get(plain(code)):
                several = len([one for one in self.catalogue.goals if _alike(one, goal)]) > 1
                level = goal.levels[0] if several else None
                return _Meant(self.catalogue.indicators[goal.indicator], level)
        title = plain(strip_numbering(label))
        if found := self.titled.get(title):
            return _Meant(found, None)
        parts = _OF_LEVEL.match(title)
        found = self.titled.get(parts[1]) if parts else None
        return _Meant(found, _LEVELS[parts[2]]) if parts and found else None

    def differing(self, given: GivenTarget, place: tuple[int, int]) -> Iterator[Finding]:
        """Yield a warning where the catalogue has another goal, or none."""
        goals = [
            one
            for one in self.catalogue.goals
            if one.indicator == given.indicator
            and (given.level is None or given.level in one.levels)
            and given.due in (None, one.due)
        ]
        code = FindingCode.TARGET_DIFFERS
        if not goals:
            yield self.finding(Severity.WARNING, code, place, missing=True, expected="", due="")
        elif not any(_same(one, given) for one in goals):
            facts = {"expected": goals[0].target, "due": goals[0].due}
            yield self.finding(Severity.WARNING, code, place, **facts)


def _alike(one: Goal, other: Goal) -> bool:
    return one.indicator == other.indicator


def _same(goal: Goal, given: GivenTarget) -> bool:
    return goal.target == given.value and goal.comparator[0] == given.comparator[0]


def _unclear(wording: Wording, indicator: Indicator) -> bool:
    """Tell whether 0,8 and 80 % could both be meant."""
    return indicator.unit == "%" and not wording.signed and 0 < wording.value <= 1
