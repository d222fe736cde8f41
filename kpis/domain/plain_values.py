"""Values as cells of a plain workbook that say exactly the same when they are read back.

A text stands as it is. One that a workbook would not keep letter by letter (an empty one, control
characters, line ends of Windows), or that starts with a quotation mark, stands in quotation marks
as JSON writes it; lists are JSON, too. Moments are texts, since Excel counts no microseconds.
"""

import json
import re
from collections.abc import Sequence
from datetime import date, datetime

# What tells a table of the store from a file of definitions, and the further cells of a long text.
STORE, MORE = "store.", "{column}#{number}"
# Excel's longest text has 32,767 letters; quotation marks and escapes need room.
LONGEST = 5_000
_NOT_KEPT = re.compile(r'^$|^["\s]|\s$|[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_')
_CONTROLS = re.compile(r"[\x7f-\x9f\ufffe\uffff]")
_WHOLE = ("BIGINT", "INTEGER")


def pieces(value: object, room: int = 1) -> list[object]:
    """Return a value as texts, numbers, truths or days for so many cells; None for what is missing.

    Only a text takes more than one cell.
    """
    if room > 1 and isinstance(value, str):
        parts = [value[at : at + LONGEST] for at in range(0, len(value), LONGEST)] or [""]
        return [*map(_kept, parts), *[None] * (room - len(parts))]
    if isinstance(value, datetime):
        value = value.isoformat(sep=" ")
    elif isinstance(value, float) and float(f"{value:.15g}") != value:
        value = repr(value)  # Workbooks round to 15 digits or so.
    elif isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False, default=str)
    elif isinstance(value, str):
        value = _kept(value)
    return [value, *[None] * (room - 1)]


def joined(cells: Sequence[object], kind: str) -> object:
    """Return what cells say, as the store's kind of column holds it: ``VARCHAR``, ``DATE[]`` ….

    Raises ``ValueError`` where they cannot.
    """
    filled = [one for one in cells if one not in (None, "")]
    if not filled:
        return None
    [first, *_] = filled
    if kind == "VARCHAR":
        return "".join(map(_text, filled))
    if kind.endswith("[]"):
        return [_read(one, kind.removesuffix("[]")) for one in json.loads(str(first))]
    return _read(first, kind)


def _read(cell: object, kind: str) -> object:
    if cell is None:
        return None
    if kind in _WHOLE:
        return int(cell)
    if kind == "DOUBLE":
        return float(cell)
    if kind == "BOOLEAN":
        return {"true": True, "false": False}[str(cell).casefold()]
    if kind == "DATE":
        return _day(cell)
    return datetime.fromisoformat(str(cell)) if kind == "TIMESTAMP" else _text(cell)


def _day(cell: object) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else date.fromisoformat(str(cell))


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell)
    return str(json.loads(text)) if text.startswith('"') else text


def _kept(text: str) -> str:
    if not _NOT_KEPT.search(text):
        return text
    written = json.dumps(text, ensure_ascii=False).replace("_x", "\\u005fx")
    return _CONTROLS.sub(lambda one: f"\\u{ord(one[0]):04x}", written)
