"""What the content of an OpenDocument workbook says beside the values of its cells."""

from dataclasses import dataclass, field
from xml.parsers import expat

from kpis.intake.extras import Extras, Place
from kpis.intake.limits import Elements, Extent
from kpis.intake.sheet_parts import parse

# Rows at the end of a sheet are often hidden by the hundred thousand.
_MOST_HIDDEN = 20_000


@dataclass
class _Found:
    """A sheet's extras while it is read."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    percents: set[Place] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)

    def extras(self) -> Extras:
        """Return what was found."""
        hidden = frozenset(self.rows), frozenset(self.columns)
        return Extras(*hidden, percents=frozenset(self.percents), errors=self.errors)


def scan_open_document(part: bytes, elements: Elements) -> dict[str, Extras]:
    """Return the extras of an OpenDocument file's sheets by name.

    A repeated cell is laid out as often as it says, so its extent is known before. Raises
    ``Unreadable``: too large, damaged.
    """
    scan = _Scan(elements)
    parser = expat.ParserCreate()
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    parse(part, parser)
    return {name: found.extras() for name, found in scan.sheets.items()}


class _Scan:
    """Follows rows and cells with their repeats."""

    def __init__(self, elements: Elements) -> None:
        self.elements, self.extent = elements, Extent()
        self.sheets: dict[str, _Found] = {}
        self.found = _Found()
        self.row = self.column = self.repeat = self.columns = 0
        self.error: Place | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take note of an element that begins."""
        if tag == "table:table":
            self.extent, self.row, self.repeat = Extent(), 0, 0
            self.columns = 0
            self.found = self.sheets.setdefault(attributes.get("table:name", ""), _Found())
        elif tag == "table:table-column":
            first, count = self.columns, _repeats(attributes, "columns")
            self.columns += count
            if _hidden(attributes):
                self.found.columns.update(range(first, min(self.columns, 512)))
        elif tag == "table:table-row":
            self.row += self.repeat
            self.repeat, self.column = _repeats(attributes, "rows"), 0
            if _hidden(attributes):
                most = self.row + min(self.repeat, _MOST_HIDDEN)
                self.found.rows.update(range(self.row, most))
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)

    def end(self, tag: str) -> None:
        """Take note of a cell that is complete."""
        if tag == "table:table-cell":
            self.error = None

    def text(self, text: str) -> None:
        """Take note of how an error is shown."""
        if self.error:
            self.found.errors[self.error] += text.strip()

    def _cell(self, attributes: dict[str, str]) -> None:
        self.elements.count()
        place, last = (self.row, self.column), self.column + _repeats(attributes, "columns")
        self.column = last
        kind = attributes.get("office:value-type")
        if kind or "table:formula" in attributes:
            self.extent.reach(self.row + self.repeat - 1, last - 1)
        if kind == "percentage":
            self.found.percents.add(place)
        if attributes.get("calcext:value-type") == "error":
            self.error = place
            self.found.errors[place] = ""


def _repeats(attributes: dict[str, str], what: str) -> int:
    return int(attributes.get(f"table:number-{what}-repeated", 1))


def _hidden(attributes: dict[str, str]) -> bool:
    return attributes.get("table:visibility") in ("collapse", "filter")
