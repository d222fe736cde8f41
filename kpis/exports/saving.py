"""A workbook as bytes: the same workbook always gives the same ones, formulas have results."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

# Results of formulas by sheet and cell: a number, or a text such as "" for nothing to show.
Results = Mapping[tuple[str, str], float | str]

_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f>[^<]*</f>)<v ?(?:/>|></v>)</c>')
# The oldest time a zip file can hold; openpyxl would write the time of saving.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def saved(
    workbook: Workbook, *, made_on: date | None = None, results: Results | None = None
) -> bytes:
    """Return the workbook as the bytes of an xlsx file.

    ``made_on`` is written as the day of its making, never the clock's time. ``results`` are what
    formulas come to: openpyxl writes none, and Excel's protected view, mail viewers and most
    readers would show such cells empty.
    """
    day = datetime.combine(made_on, time.min) if made_on else datetime(*_NO_TIME)  # noqa: DTZ001
    workbook.properties.creator = "kpis"
    workbook.properties.created = workbook.properties.modified = day
    workbook.calculation.fullCalcOnLoad = True
    written = BytesIO()
    # ExcelWriter rather than Workbook.save, which stamps the moment of saving (openpyxl 3.1).
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(workbook, archive).save()
    return _stable(written, _by_part(workbook, results or {}))


def _by_part(workbook: Workbook, results: Results) -> dict[str, dict[str, float | str]]:
    """Return results by the name of the sheet's part in the file."""
    parts = {sheet.title: sheet.path.lstrip("/") for sheet in workbook.worksheets}
    found: dict[str, dict[str, float | str]] = {}
    for (sheet, cell), value in results.items():
        found.setdefault(parts[sheet], {})[cell] = value
    return found


def _stable(written: BytesIO, results: dict[str, dict[str, float | str]]) -> bytes:
    again = BytesIO()
    with ZipFile(written) as source, ZipFile(again, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name in results:
                content = _with_results(content, results[name])
            entry = ZipInfo(name, _NO_TIME)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, content, compresslevel=9)
    return again.getvalue()


def _with_results(content: bytes, results: dict[str, float | str]) -> bytes:
    def filled(match: re.Match[str]) -> str:
        cell, attributes, formula = match.groups()
        value = results.get(cell, "")
        if isinstance(value, str):
            return f'<c r="{cell}"{attributes} t="str">{formula}<v>{escape(value)}</v></c>'
        return f'<c r="{cell}"{attributes}>{formula}<v>{float(value)!r}</v></c>'

    return _FORMULA.sub(filled, content.decode()).encode()
