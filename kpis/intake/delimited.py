"""Text files with one row a line: encoding and separator are found out, never asked."""

import csv
from collections import Counter
from io import StringIO
from pathlib import PurePath

from kpis.intake.grids import Grid
from kpis.intake.limits import MOST_CELLS, Unreadable
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
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise Unreadable(FindingCode.DAMAGED_FILE) from error
    if len(rows) * max(map(len, rows), default=0) > MOST_CELLS:
        raise Unreadable(FindingCode.TOO_LARGE)
    return [Grid(PurePath(name).stem[:31] or "CSV", [list(row) for row in rows])]


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
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
