"""What one sheet of an xlsx package says beside its values: hiding, formulas, fonts, extent."""

import re
from xml.parsers import expat

from kpis.intake.extras import Extras, Place, column_number, columns_between
from kpis.intake.limits import Elements, Extent, Unreadable
from kpis.intake.plain_parts import scan_plainly
from kpis.intake.verdict import FindingCode

_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
# Rows and cells that only have a place and a style: some files drag a million of them along.
_EMPTY = re.compile(rb"""<(?:c|row)\s[^<>]*\br=["'][A-Z]*\d+["'][^<>]*/>""")
_EMPTY_ROW = re.compile(rb"<row\s[^<>]*></row>")
_MANY = 1_000_000


def parse(part: bytes, parser: expat.XMLParserType) -> None:
    """Run a parser over a part. Raises ``Unreadable`` for broken XML and for entities."""

    def refuse(*_: object) -> None:
        raise Unreadable(FindingCode.DAMAGED_FILE)

    # No office program writes a document type; entities in one may unfold without end.
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        raise Unreadable(FindingCode.DAMAGED_FILE) from error


def scan_sheet(
    part: bytes, fonts: dict[int, str], percents: frozenset[int], elements: Elements
) -> Extras:
    """Return a sheet part's extras.

    ``fonts`` names the fonts of interest by cell style, ``percents`` holds the cell styles that
    show percentages. Raises ``Unreadable`` where the filled cells reach too far.
    """
    if (extras := scan_plainly(part, fonts, percents)) is not None:
        return extras
    if len(part) > _MANY:
        part = _EMPTY_ROW.sub(b"", _EMPTY.sub(b"", part))
    scan = _Scan(fonts, percents, elements)
    parser = expat.ParserCreate()
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    parse(part, parser)
    return Extras(
        frozenset(scan.hidden_rows),
        frozenset(scan.hidden_columns),
        frozenset(scan.without_value),
        scan.fonts,
        frozenset(scan.percents),
        scan.errors,
    )


class _Scan:
    """Takes note of what matters while a sheet part is parsed."""

    def __init__(
        self, styles: dict[int, str], percent_styles: frozenset[int], elements: Elements
    ) -> None:
        self.styles, self.percent_styles = styles, percent_styles
        self.percents: set[Place] = set()
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.without_value: set[Place] = set()
        self.fonts: dict[Place, str] = {}
        self.errors: dict[Place, str] = {}
        self.elements, self.extent = elements, Extent()
        self.row = self.column = -1
        self.style, self.kind = "0", "n"
        self.has_formula = self.has_value = self.in_value = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take note of an element that begins."""
        name = tag.rpartition(":")[2]
        if name == "c":
            self._cell(attributes)
        elif name == "f":
            self.has_formula = True
        elif name == "is":
            self.has_value = True
        elif name == "v":
            self.in_value = True
            # A formula whose result is an empty text was reckoned all the same.
            self.has_value = self.has_value or self.kind == "str"
        elif name == "row":
            self._row(attributes)
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            columns = columns_between(int(attributes["min"]), int(attributes["max"]))
            self.hidden_columns.update(columns)

    def end(self, tag: str) -> None:
        """Take note of a cell that is complete."""
        self.in_value = False
        if tag.rpartition(":")[2] != "c":
            return
        place = (self.row, self.column)
        if self.has_formula and not self.has_value:
            self.without_value.add(place)
        if self.has_value or self.has_formula:
            self.extent.reach(*place)
            if (font := self.styles.get(int(self.style))) is not None:
                self.fonts[place] = font
            if int(self.style) in self.percent_styles and self.kind == "n":
                self.percents.add(place)

    def text(self, text: str) -> None:
        """Take note of a cell's value; a formula may be saved with an empty one."""
        if self.in_value and text.strip():
            self.has_value = True
            if self.kind == "e":
                place = (self.row, self.column)
                self.errors[place] = self.errors.get(place, "") + text

    def _row(self, attributes: dict[str, str]) -> None:
        self.row = int(attributes.get("r", self.row + 2)) - 1
        self.column = -1
        if attributes.get("hidden") in ("1", "true"):
            self.hidden_rows.add(self.row)

    def _cell(self, attributes: dict[str, str]) -> None:
        self.elements.count()
        self.has_formula = self.has_value = False
        self.style, self.kind = attributes.get("s", "0"), attributes.get("t", "n")
        self.column += 1
        if match := _CELL.fullmatch(attributes.get("r", "")):
            self.row, self.column = int(match[2]) - 1, column_number(match[1])
