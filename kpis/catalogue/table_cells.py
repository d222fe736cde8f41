"""Values of definitions as cells that people can type, and read back from them."""

import json
import operator
from datetime import date, datetime

from kpis.errors import CellUnreadable

_BOOLEANS = {"true": True, "có": True, "yes": True, "1": True}
_BOOLEANS |= {"false": False, "không": False, "no": False, "0": False}


def shown(value: object) -> object:
    """Return a value as a cell: lists of names with commas, other lists as JSON, the rest as is."""
    if not isinstance(value, list):
        return value
    if all(isinstance(one, str) and "," not in one for one in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False, default=str)


def as_text(cell: object) -> str:
    """Return a cell as a text file has it: 2025 rather than 2025.0, days as 2024-12-31."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell.date() if isinstance(cell, datetime) else cell).strip()


def sort_of(value: object) -> str:
    """Return what sort of value it is: truth, whole, number, day, names, list, or text."""
    for sort, kinds in (("truth", bool), ("whole", int), ("number", float), ("day", date)):
        if isinstance(value, kinds):
            return sort
    if isinstance(value, list):
        return "names" if all(isinstance(one, str) for one in value) else "list"
    return "text"


def read_cell(table: str, column: str, cell: object, sort: str) -> object:
    """Return what a cell says as a value of its column's sort; None for an empty one.

    Raises ``CellUnreadable``.
    """
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    try:
        return _READERS[sort](cell)
    except (ValueError, KeyError, TypeError) as error:
        raise CellUnreadable(sheet=table, column=column, found=str(cell)) from error


def _number(cell: object) -> float:
    value = float(cell.strip().replace(",", ".") if isinstance(cell, str) else cell)
    return int(value) if value.is_integer() else value


def _whole(cell: object) -> int:
    return operator.index(_number(cell))


def _truth(cell: object) -> bool:
    return cell if isinstance(cell, bool) else _BOOLEANS[as_text(cell).casefold()]


def _day(cell: object) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    # 31/12/2024 as people write it, or 2024-12-31 as files do.
    parts = cell.strip().split("/")[::-1]
    return date.fromisoformat("-".join(one.zfill(2) for one in parts))


def _names(cell: object) -> list[str]:
    text = as_text(cell)
    return json.loads(text) if text.startswith("[") else [one.strip() for one in text.split(",")]


_READERS = {
    "text": as_text,
    "number": _number,
    "whole": _whole,
    "truth": _truth,
    "day": _day,
    "names": _names,
    "list": lambda cell: json.loads(as_text(cell)),
}
