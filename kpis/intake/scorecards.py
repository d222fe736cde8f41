"""Reading a scorecard: criteria with their points under areas, and the sums that it prints."""

from dataclasses import dataclass, field, replace

from kpis.domain.deadlines import read_deadline
from kpis.intake.criteria import (
    Named,
    named,
    read_points,
    says_not_applicable,
    sum_kind,
    why_not_applicable,
)
from kpis.intake.documents import Criterion, Total
from kpis.intake.form_parts import ValueKind
from kpis.intake.origin import Origin
from kpis.intake.published import published
from kpis.intake.score_checks import check_points, check_sums, given_of, lost_of
from kpis.intake.tables import in_place_of
from kpis.intake.verdict import Finding, FindingCode, Severity
from kpis.intake.written import Line, WrittenTable, is_ditto, without_number

POINTS = ("max", "self", "appraised", "survey", "result", "lost", "claimed")
_TEXTS = (
    *("reason", "solution", "owner", "deadline", "note"),
    *("evidence", "explanation", "depends_on"),
)


@dataclass
class ScoreResult:
    """What reading a scorecard came to."""

    area: str | None = None
    criteria: list[Criterion] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_scorecard(
    table: WrittenTable, origin: Origin, area: str | None = None, *, heard: bool = False
) -> ScoreResult:
    """Return the criteria and printed sums of a table, and everything to know about them.

    Rows with a Roman number, or whose number has parts below it (1 over 1.1), are areas; a row
    without a code that reads Cộng, Tổng or Điểm điều tra xã hội học is a sum. ``heard`` tells
    that the title speaks of a card made after disputes were heard.
    """
    reader = _Scorecard(table, origin, ScoreResult(area))
    for line in table.lines:
        reader.read(line)
    result = reader.result
    result.findings += check_sums(result.criteria, result.totals)
    stage = "heard" if heard else "appraised" if reader.judged else "self"
    result.criteria = [replace(one, stage=stage) for one in result.criteria]
    result.totals = [replace(one, stage=stage) for one in result.totals]
    return result


class _Scorecard:
    """Reads the rows of one table into its result."""

    def __init__(self, table: WrittenTable, origin: Origin, result: ScoreResult) -> None:
        self.table, self.origin, self.result = table, origin, result
        self.first: dict[str, Line] = {}
        # Whether anybody but the unit itself has given points.
        self.judged = False
        codes = [one.code for line in table.lines if (one := named(line)).code]
        self.wholes = {code for code in codes if any(o.startswith(f"{code}.") for o in codes)}

    def read(self, line: Line) -> None:
        """Add what one row says."""
        if line.label and (said := published(line, self.table, self.origin)):
            self.result.totals.append(said)
            return
        one = named(line)
        points = {item: self._points(line, item) for item in POINTS}
        points["max"] = one.points if points["max"] is None else points["max"]
        self.judged |= any(points[item] is not None for item in ("appraised", "survey", "result"))
        if not line.label:
            self._go_on(line)
        elif not one.code and not line.is_roman and (kind := sum_kind(line.label)):
            self._add_total(line, kind, None, line.label, points)
        elif self._is_area(line, one, points):
            self.result.area = without_number(one.title)
            if any(value is not None for value in points.values()):
                code = one.code or line.number or None
                self._add_total(line, "area", code, self.result.area, points)
        else:
            self._add(line, one, points)

    def _is_area(self, line: Line, one: Named, points: dict[str, float | None]) -> bool:
        if line.is_roman:
            return True
        if one.code:
            return "." not in one.code and one.code in self.wholes
        others = any(line.own.get(item) for item in _TEXTS)
        empty = all(value is None for value in points.values())
        return not others and (line.wide or line.is_shouted or (empty and not line.is_bullet))

    def _add(self, line: Line, one: Named, points: dict[str, float | None]) -> None:
        texts = self._texts(line)
        self._note_codes(line, one)
        table, origin = self.table, self.origin
        self.result.findings += check_points(table, line, points, one.points)
        result = points["result"]
        criterion = Criterion(
            set=origin.set,
            org_unit=origin.unit.id if origin.unit else None,
            code=one.code or line.number or None,
            area=self.result.area,
            title=one.title,
            **{name: points[name] for name in ("max", "self", "survey", "claimed")},
            appraised=result if points["appraised"] is None else points["appraised"],
            lost=lost_of(points),
            not_applicable=says_not_applicable(line),
            **texts,
            owner_units=origin.units_in(texts["owner"]),
            due=read_deadline(texts["deadline"] or "", origin.year),
            sheet=table.grid.name,
            cell=table.place(line, table.label),
            unit_name=origin.name,
        )
        self.result.criteria.append(criterion)

    def _add_total(
        self,
        line: Line,
        kind: str,
        code: str | None,
        title: str,
        points: dict[str, float | None],
    ) -> None:
        self.result.findings += check_points(self.table, line, points)
        total = Total(
            set=self.origin.set,
            org_unit=self.origin.unit.id if self.origin.unit else None,
            kind=kind,
            code=code,
            title=title,
            max=points["max"],
            self=points["self"],
            given=given_of(points),
            lost=lost_of(points),
            sheet=self.table.grid.name,
            cell=self.table.place(line, self.table.label),
            unit_name=self.origin.name,
        )
        self.result.totals.append(total)

    def _points(self, line: Line, item: str) -> float | None:
        """Return the points in a cell; what is no number is warned about and left out."""
        if (column := self.table.columns.get(item)) is None or not line.own.get(item):
            return None
        value = self.table.grid.value(line.row, column)
        cell = read_points(value, lost=item == "lost")
        if cell.problem:
            where, facts = (line, item, line.own[item]), in_place_of(value, ValueKind.SCORE)
            one = self.table.finding(Severity.WARNING, cell.problem, *where, **facts)
            self.result.findings.append(one)
        return cell.value

    def _text(self, line: Line, item: str) -> str | None:
        text = line.text(item)
        above = self.result.criteria[-1] if self.result.criteria else None
        return getattr(above, item) if above and is_ditto(text) else text or None

    def _texts(self, line: Line) -> dict[str, str | None]:
        texts = {item: self._text(line, item) for item in _TEXTS}
        return texts | {"reason": texts["reason"] or why_not_applicable(line)}

    def _go_on(self, line: Line) -> None:
        """Add a row without number and title to the criterion above it."""
        if self.result.criteria:
            above = self.result.criteria.pop()
            more = {
                item: "\n".join(t for t in (getattr(above, item), line.own.get(item)) if t) or None
                for item in _TEXTS
            }
            due = read_deadline(more["deadline"] or "", self.origin.year)
            units = self.origin.units_in(more["owner"])
            self.result.criteria.append(replace(above, **more, due=due, owner_units=units))

    def _note_codes(self, line: Line, one: Named) -> None:
        """Note a code that stands twice, and two codes of one row."""
        if one.other:
            code, facts = FindingCode.CODES_DIFFER, {"other": one.other}
            self._note(line, code, one.code, **facts)
        if not (number := one.code or line.number):
            return
        first = self.first.setdefault(number, line)
        if first is not line:
            place = self.table.place(first, self.table.label)
            self._note(line, FindingCode.DUPLICATE_NUMBER, number, first=place)

    def _note(self, line: Line, code: FindingCode, found: str | None, **facts: object) -> None:
        label = self.table.label
        one = self.table.finding(Severity.NOTE, code, line, label, found, **facts)
        self.result.findings.append(one)
