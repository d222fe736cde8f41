"""Tables saved as HTML or as XML of 2003 under the name of a workbook."""

import re
from html.parser import HTMLParser
from xml.parsers import expat

from kpis.intake.grids import Grid, Merge
from kpis.intake.limits import MOST_CELLS, Unreadable
from kpis.intake.sheet_parts import parse
from kpis.intake.sniffing import wide_encoding
from kpis.intake.verdict import FindingCode

# No table spans more columns than a number of so many digits says.
_MOST_DIGITS = 9
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def read_html(content: bytes) -> list[Grid]:
    """Return each outer table of a page as a sheet; the table's first row is row 1.

    Numbers stay texts as they are typed. Raises ``Unreadable``.
    """
    parser = _Tables()
    parser.feed(_decoded(content))
    parser.close()
    if parser.depth:
        raise Unreadable(FindingCode.DAMAGED_FILE)
    grids = [table.grid(f"Table {place}") for place, table in enumerate(parser.tables, start=1)]
    if not grids:
        raise Unreadable(FindingCode.NOT_A_SPREADSHEET)
    return grids


def read_spreadsheet_xml(content: bytes) -> list[Grid]:
    """Return the sheets of a workbook in the XML of Excel 2003. Raises ``Unreadable``."""
    scan = _Sheets()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    try:
        parse(content, parser)
    except ValueError as error:
        raise Unreadable(FindingCode.DAMAGED_FILE) from error
    if not scan.sheets:
        raise Unreadable(FindingCode.NOT_A_SPREADSHEET)
    return [table.grid(name) for name, table in scan.sheets]


def _decoded(content: bytes) -> str:
    if wide := wide_encoding(content):
        return content.decode(wide, "replace")
    named = _CHARSET.search(content[:4096])
    encodings = [named[1].decode()] if named else []
    for encoding in ["utf-8-sig", *encodings]:
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1258", "replace")


class _Table:
    """Cells of a table under construction, with their spans."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], object] = {}
        self.taken: set[tuple[int, int]] = set()
        self.merges: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.row, self.column = -1, 0

    def start_row(self, number: int | None = None) -> None:
        if number is not None and number <= self.row:
            raise Unreadable(FindingCode.DAMAGED_FILE)
        self.row = self.row + 1 if number is None else number
        self.column = 0

    def add(self, value: object, rows: int, columns: int) -> None:
        """Place a cell in the next free column of the row."""
        while (self.row, self.column) in self.taken:
            self.column += 1
        top, left = self.row, self.column
        bottom, right = top + max(rows, 1) - 1, left + max(columns, 1) - 1
        if (bottom + 1 - top) * (right + 1 - left) + len(self.taken) > MOST_CELLS:
            raise Unreadable(FindingCode.TOO_LARGE)
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))
        area = ((row, one) for row in range(top, bottom + 1) for one in range(left, right + 1))
        self.taken.update(area)
        self.cells[top, left] = value
        self.column = right + 1

    def grid(self, name: str) -> Grid:
        height = self.row + 1
        width = max((column for _, column in self.taken), default=-1) + 1
        if height * width > MOST_CELLS:
            raise Unreadable(FindingCode.TOO_LARGE)
        rows = [
            [self.cells.get((row, column), "") for column in range(width)] for row in range(height)
        ]
        merges = tuple(self.merges)
        return Grid(name, rows, merges, hidden_rows=frozenset(self.hidden_rows))


class _Tables(HTMLParser):
    """Collects the outer tables of a page; a table inside a cell is part of its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.depth = 0
        self.open: list[str] | None = None
        self.spans = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append(_Table())
        elif self.depth == 1 and tag == "tr":
            self._close()
            self.tables[-1].start_row()
            if "display:none" in (attributes.get("style") or "").replace(" ", "").lower():
                self.tables[-1].hidden_rows.add(self.tables[-1].row)
        elif self.depth == 1 and tag in ("td", "th"):
            self._close()
            self.open = []
            self.spans = (_span(attributes, "rowspan"), _span(attributes, "colspan"))
        elif tag == "br" and self.open is not None:
            self.open.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.depth == 1 and tag in ("td", "th", "tr", "table"):
            self._close()
        if tag == "table":
            self.depth = max(self.depth - 1, 0)

    def handle_data(self, data: str) -> None:
        if self.open is not None:
            self.open.append(data)

    def _close(self) -> None:
        if self.open is not None and self.tables[-1].row >= 0:
            text = "".join(self.open).strip("\xa0 \t\r\n")
            self.tables[-1].add(text, *self.spans)
        self.open = None


def _span(attributes: dict[str, str | None], name: str) -> int:
    text = attributes.get(name) or "1"
    return int(text[:_MOST_DIGITS]) if text.isascii() and text.isdecimal() else 1


class _Sheets:
    """Collects the sheets of a workbook in the XML of Excel 2003."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, _Table]] = []
        self.value: list[str] | None = None
        self.kind, self.spans = "String", (1, 1)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        own = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name == "Worksheet":
            self.sheets.append((own.get("Name", ""), _Table()))
        elif name == "Row" and self.sheets:
            table = self.sheets[-1][1]
            table.start_row(int(own["Index"]) - 1 if "Index" in own else None)
            if own.get("Hidden") == "1":
                table.hidden_rows.add(table.row)
        elif name == "Cell" and self.sheets:
            self.kind, self.value = "String", []
            self.spans = (int(own.get("MergeDown", 0)) + 1, int(own.get("MergeAcross", 0)) + 1)
            if "Index" in own:
                self.sheets[-1][1].column = int(own["Index"]) - 1
        elif name == "Data":
            self.kind = own.get("Type", "String")

    def end(self, tag: str) -> None:
        if tag.rpartition(" ")[2] != "Cell" or self.value is None:
            return
        text = "".join(self.value)
        value: object = float(text) if self.kind == "Number" and text else text
        self.sheets[-1][1].add(value, *self.spans)
        self.value = None

    def text(self, data: str) -> None:
        if self.value is not None:
            self.value.append(data)
