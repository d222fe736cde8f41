"""What a file's markup says about a sheet beside the values of its cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Place = tuple[int, int]
# How Excel shows the errors that binary files number ([MS-XLS] 2.5.10).
ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?"}
ERRORS |= {0x24: "#NUM!", 0x2A: "#N/A"}
# A hidden range may reach to the last column Excel has.
_LAST_COLUMN = 512


@dataclass(frozen=True)
class Extras:
    """What the cell reader does not tell about a sheet; rows and columns count from 0."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    without_value: frozenset[Place] = frozenset()
    # Cells set in one of the fonts asked for, and those shown as percentages.
    fonts: Mapping[Place, str] = field(default_factory=dict)
    percents: frozenset[Place] = frozenset()
    # Cells whose formula came to an error, as Excel writes it: #REF!
    errors: Mapping[Place, str] = field(default_factory=dict)


def column_number(letters: str) -> int:
    """Return a column's place from 0: ``A`` → 0, ``AB`` → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def columns_between(first: int, last: int) -> range:
    """Return the places from 0 of the columns with these numbers from 1, both included."""
    return range(max(first, 1) - 1, min(last, _LAST_COLUMN))
