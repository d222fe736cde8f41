"""Reading a list of indicators: one line is one figure of the reporting unit."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kpis.domain.names import plain
from kpis.intake.cells import Cell, is_nothing, read_figure
from kpis.intake.form_parts import Entry, Role, ValueKind
from kpis.intake.grids import cell_name, raw
from kpis.intake.headers import label_key
from kpis.intake.percents import read_percents
from kpis.intake.row_units import Written, read_reporter
from kpis.intake.rows import is_numbering, is_signature, strip_numbering
from kpis.intake.tables import Result, Table, cell_problem
from kpis.intake.verdict import Finding, FindingCode, Severity

_CODE = re.compile(r"\d+(?:\.\d+)*")
_CODED = re.compile(r"(\d+(?:\.\d+)+)[.)]?\s+")
_BULLET = re.compile(r"^[-–+•*\s]+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A row that names something: its number, or that of the line above it, and its words."""

    row: int
    code: str
    label: str


def read_list(table: Table) -> Result:
    """Return the figures of a list's lines, and everything wrong with them.

    A line is told by its wording, and by its number where several lines have the same wording.
    A line that has a figure and is not known is a warning: it is not read.
    """
    result = Result()
    read_reporter(table, result, needed=True, alone=_alone(table))
    [column] = table.layout.items
    entries = _Entries(table.layout.form.entry)
    first: dict[str, int] = {}
    for line in _lines(table):
        place = (line.row, column)
        if is_nothing(table.grid.value(*place)) and place not in table.grid.without_value:
            continue
        result.rows += 1
        entry = entries.of(line)
        if entry is None:
            result.findings.append(_unknown(table, line, entries))
        elif first.setdefault(entry.item, line.row) != line.row:
            facts = {"first": cell_name(first[entry.item], column)}
            code = FindingCode.DUPLICATE_ROW
            result.findings.append(table.finding(Severity.ERROR, code, *place, **facts))
        else:
            _add(table, entry, place, result)
    return result


def _alone(table: Table) -> Written | None:
    """Return the unit's name that stands alone above the list, and its cell: "UBND TỈNH …"."""
    for place, text in table.title.texts:
        match = table.units.named(text)
        if match.unit and not match.problem:
            return text, place
    return None


def _lines(table: Table) -> Iterator[_Line]:
    grid, header = table.grid, table.layout.header
    column, under = table.layout.roles[Role.INDICATOR], ""
    for row in range(header.bottom + 1, table.end):
        label = grid.text(row, column)
        if row in grid.hidden_rows or row in table.again or not label or is_numbering(label):
            continue
        if is_signature(label):
            return
        number = grid.text(row, header.number).rstrip(".")
        if coded := _CODED.match(label):
            number, label = coded[1], label[coded.end() :]
        under = number if _CODE.fullmatch(number) else under
        yield _Line(row, under, label_key(strip_numbering(_BULLET.sub("", label))))


class _Entries:
    """A form's lines, to be found by wording and number."""

    def __init__(self, entries: list[Entry]) -> None:
        self.labelled: dict[str, list[Entry]] = defaultdict(list)
        self.coded: dict[str, Entry] = {}
        for one in entries:
            self.coded.setdefault(one.code, one)
            for label in one.labels:
                self.labelled[label_key(label)].append(one)

    def of(self, line: _Line) -> Entry | None:
        """Return the line meant; none where wording and number leave it open."""
        alike = self.labelled.get(line.label, [])
        fitting = [one for one in alike if one.code == line.code] or alike
        return fitting[0] if len(fitting) == 1 else None


def _unknown(table: Table, line: _Line, entries: _Entries) -> Finding:
    column = table.layout.roles[Role.INDICATOR]
    name = table.grid.text(line.row, column)
    near = entries.coded.get(line.code)
    facts = {"name": name, "suggestion": near.labels[0] if near else ""}
    code = FindingCode.UNKNOWN_INDICATOR
    return table.finding(Severity.WARNING, code, line.row, column, **facts)


def _add(table: Table, entry: Entry, place: tuple[int, int], result: Result) -> None:
    cell = _read(table, entry, place)
    if cell.problem is FindingCode.UNKNOWN_ANSWER:
        allowed = "; ".join(f"{code} = {words[0]}" for code, words in entry.answers.items())
        finding = table.finding(Severity.ERROR, cell.problem, *place, allowed=allowed)
        result.findings.append(finding)
    elif problem := cell_problem(table, place, cell):
        result.findings.append(problem)
    elif cell.value is not None and result.org_unit:
        one = table.observation(result.org_unit, entry.item, None, cell.value, place)
        result.observations.append(one)


def _read(table: Table, entry: Entry, place: tuple[int, int]) -> Cell:
    if entry.kind is ValueKind.PERCENT:
        return read_percents(table.grid, [place])[place]
    value = table.grid.value(*place)
    if entry.kind is not ValueKind.ANSWER:
        return read_figure(value, entry, table.layout.form.zeros)
    said = plain(raw(value))
    for code, words in entry.answers.items():
        if said in {code, *map(plain, words)}:
            return Cell(float(code))
    return Cell(problem=FindingCode.UNKNOWN_ANSWER)
