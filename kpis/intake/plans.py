"""Reading a plan's annex: one row is one task, under headings that name areas."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kpis.domain.deadlines import read_deadline
from kpis.intake.documents import Task
from kpis.intake.origin import Origin
from kpis.intake.plan_results import read_outcome
from kpis.intake.verdict import Finding, FindingCode, Severity
from kpis.intake.written import Line, WrittenTable, is_ditto, is_sum, without_number

# A blank cell of these means what stands above, within an area.
_INHERITED = ("lead", "partners")
_TEXTS = ("product", "lead", "partners", "deadline", "note", "requirement", "criteria")


@dataclass
class PlanResult:
    """What reading a plan came to; ``area`` is the last one, for a table that goes on."""

    area: str | None = None
    tasks: list[Task] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_plan(table: WrittenTable, origin: Origin, area: str | None = None) -> PlanResult:
    """Return the tasks of a table, and everything to know about them.

    A row is a task unless it is a heading: a Roman number, a merged or capital heading, or a
    line before the numbers start anew. Tables whose only unit column stands first (Cơ quan thực
    hiện over the tasks, the unit as a heading) have the heading as lead.
    """
    reader = _Plan(table, origin, PlanResult(area))
    reader.read()
    return reader.result


class _Plan:
    """Reads the rows of one table into its result."""

    def __init__(self, table: WrittenTable, origin: Origin, result: PlanResult) -> None:
        self.table, self.origin, self.result = table, origin, result
        self.by_lead = table.label == "lead"
        self.comes_back = "done_on" in table.columns
        self.above: dict[str, str] = {}
        self.numbers: dict[str, Line] = {}
        lines = table.lines
        self.has_areas = any(one.is_roman for one in lines) and any(
            one.is_numbered or not one.number for one in lines
        )

    def read(self) -> None:
        """Read every row in order."""
        lines = self.table.lines
        for at, line in enumerate(lines):
            following = lines[at + 1] if at + 1 < len(lines) else None
            if line.label and is_sum(line.label) and not line.is_numbered:
                continue
            if self._is_area(line, following):
                self._enter(line)
            elif line.label or line.number:
                self._add(line)
            else:
                self._go_on(line)
        self.result.findings += self._without_lead()

    def _is_area(self, line: Line, following: Line | None) -> bool:
        others = set(line.own) - {"note", "requirement", "criteria"}
        if not line.label:
            return False
        if line.is_roman:
            return self.has_areas
        if others or any(line.shared.values()) or line.is_bullet:
            return False
        if line.wide or line.is_shouted:
            return True
        if line.number:
            return not self.has_areas and _is_part(following, line)
        return without_number(line.label) != line.label or _starts_anew(following)

    def _enter(self, line: Line) -> None:
        self.result.area = without_number(line.label)
        self.above = {one: line.own[one] for one in _INHERITED if line.own.get(one)}
        if self.by_lead:
            self.above["lead"] = self.result.area
        self.numbers = {}

    def _add(self, line: Line) -> None:
        texts = {item: self._text(line, item) for item in _TEXTS}
        outcome = read_outcome(self.table, line)
        self.result.findings += [outcome.finding] if outcome.finding else []
        self.above |= {one: texts[one] for one in _INHERITED if texts[one]}
        origin, table = self.origin, self.table
        self._note_double(line)
        task = Task(
            set=origin.set,
            code=line.number or None,
            area=self.result.area,
            task=line.label,
            **texts,
            lead_units=origin.units_in(texts["lead"]),
            partner_units=origin.units_in(texts["partners"]),
            due=read_deadline(texts["deadline"] or "", origin.year),
            sheet=table.grid.name,
            cell=table.place(line, table.label),
            result=outcome.result,
            done_on=outcome.done_on,
        )
        self.result.tasks.append(task)

    def _text(self, line: Line, item: str) -> str | None:
        """Return what a cell says; of blanks and ditto marks, what stands above."""
        above = self.result.tasks[-1] if self.result.tasks else None
        if self.by_lead and item == "lead":
            return self.above.get(item)
        text = line.text(self._column(item, line))
        if is_ditto(text):
            return self.above.get(item) or (getattr(above, item) if above else None)
        if not text and item in _INHERITED and item not in line.spanned:
            return self.above.get(item)
        return text or None

    def _column(self, item: str, line: Line) -> str:
        """Return the column that says an item.

        "Kết quả" is what is asked for, the product, in an annex without a column of days.
        """
        given = item in line.own or item in line.shared
        return "result" if item == "product" and not (self.comes_back or given) else item

    def _go_on(self, line: Line) -> None:
        """Add a row without number and label to the task above it, whose cells it continues."""
        if not self.result.tasks:
            return
        task = self.result.tasks.pop()
        own = {item: line.own.get(self._column(item, line)) for item in _TEXTS}
        more = {item: _joined(getattr(task, item), own[item]) for item in _TEXTS}
        self.above |= {one: more[one] for one in _INHERITED if more[one]}
        kept = {name: getattr(task, name) for name in task.__slots__} | more
        kept["lead_units"] = self.origin.units_in(more["lead"])
        kept["partner_units"] = self.origin.units_in(more["partners"])
        kept["due"] = read_deadline(more["deadline"] or "", self.origin.year)
        self.result.tasks.append(Task(**kept))

    def _note_double(self, line: Line) -> None:
        """Note a number that stands twice in an area; a merged one belongs to all its rows."""
        if not line.is_numbered or line.number.endswith(")"):
            return
        first = self.numbers.setdefault(line.number, line)
        if first is not line and first.label != line.label:
            code, place = FindingCode.DUPLICATE_NUMBER, self.table.place(first, self.table.label)
            self.result.findings.append(
                self.table.finding(Severity.NOTE, code, line, "", line.number, first=place)
            )

    def _without_lead(self) -> Iterator[Finding]:
        """Yield one note for the tasks that nobody leads, where the table names who leads."""
        alone = [one for one in self.result.tasks if not one.lead]
        if alone and len(alone) < len(self.result.tasks):
            code, facts = FindingCode.TASK_WITHOUT_LEAD, {"count": len(alone)}
            yield Finding(Severity.NOTE, code, alone[0].sheet, alone[0].cell, alone[0].task, facts)


def _is_part(line: Line | None, whole: Line) -> bool:
    """Tell whether a row is numbered as a part of another: 1.1 under 1."""
    start = whole.number.rstrip(".)")
    return bool(line and line.number.startswith(f"{start}.") and line.number[len(start) + 1 :])


def _starts_anew(line: Line | None) -> bool:
    return bool(line and line.number.strip("().") in ("1", "01", "1.1"))


def _joined(text: str | None, more: str | None) -> str | None:
    return "\n".join(one for one in (text, more) if one) or None
