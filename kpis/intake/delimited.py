"""Text files with one row a line: encoding and separator are found out, never asked."""

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import PurePath

from kpis.intake.grids import Grid
from kpis.intake.limits import MOST_CELLS, Unreadable
from kpis.intake.sniffing import wide_encoding
from kpis.intake.verdict import FindingCode

_SEPARATORS = ";\t,|"
_LOOKED_AT = 60


def read_delimited(content: bytes, name: str) -> list[Grid]:
    """Return a text file as one sheet named as the file. Raises ``Unreadable``.

    Excel writes UTF-8 with a mark, UTF-16 or the machine's code page (cp1258), and parts cells
    by semicolons where the comma is the decimal mark.
    """
    text = _decoded(content)
    separator = _separator(text)
    if separator is None:
        raise Unreadable(FindingCode.NOT_A_SPREADSHEET)
    try:
        rows = list(_rows(text, separator))
    except csv.Error as error:
        raise Unreadable(FindingCode.DAMAGED_FILE) from error
    if len(rows) * max(map(len, rows), default=0) > MOST_CELLS:
        raise Unreadable(FindingCode.TOO_LARGE)
    return [Grid(PurePath(name).stem[:31] or "CSV", rows)]


def _rows(text: str, separator: str) -> Iterator[list[object]]:
    """Yield rows; a quotation mark that nothing closes raises ``csv.Error``."""
    lines = StringIO(text, newline="").readlines()
    reader, before = csv.reader(lines, delimiter=separator), 0
    for row in reader:
        # Only the last row may end in the middle; a stray mark elsewhere is let pass.
        if reader.line_num == len(lines):
            list(csv.reader(lines[before:], delimiter=separator, strict=True))
        before = reader.line_num
        yield list(row)


def _decoded(content: bytes) -> str:
    if wide := wide_encoding(content):
        return content.decode(wide, "replace").removeprefix("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1258", "replace")


def _separator(text: str) -> str | None:
    """Return the mark that parts the first lines into most cells; None if there is none."""
    lines = text.splitlines()[:_LOOKED_AT]
    counts = Counter({mark: sum(line.count(mark) for line in lines) for mark in _SEPARATORS})
    mark, count = counts.most_common(1)[0]
    return mark if count else None
