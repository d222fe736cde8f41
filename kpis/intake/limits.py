"""How much a file may hold, and how one that cannot be read says why."""

from kpis.intake.verdict import FindingCode

# A consolidated quarter of a province has some thousand cells in a file of a few hundred KB.
MOST_BYTES = 60_000_000
MOST_UNPACKED = 150_000_000
# Cells of a sheet's rectangle from A1 on, which the reader lays out in memory.
MOST_CELLS = 600_000
# Cells of a file that are gone through one by one, empty ones included: about two seconds' work.
MOST_ELEMENTS = 300_000
# Letters of a text above a table, or of a sheet's name, that are looked through.
MOST_LETTERS = 1_000


class Unreadable(Exception):
    """The file as a whole cannot be read; the code says why."""

    def __init__(self, code: FindingCode, **facts: object) -> None:
        self.code, self.facts = code, facts
        super().__init__(code.value)


class Elements:
    """Counts the cells of a file that a parser tells of one by one, empty ones included."""

    def __init__(self) -> None:
        self.number = 0

    def count(self) -> None:
        """Take note of a cell of any kind. Raises ``Unreadable``: too large."""
        self.number += 1
        if self.number > MOST_ELEMENTS:
            raise Unreadable(FindingCode.TOO_LARGE)


class Extent:
    """How far a sheet's filled cells reach; what reaches too far is refused before it is read."""

    def __init__(self) -> None:
        self.rows = self.columns = 0

    def reach(self, row: int, column: int) -> None:
        """Take note of a filled cell. Raises ``Unreadable``: too large."""
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)
        if self.rows * self.columns > MOST_CELLS:
            raise Unreadable(FindingCode.TOO_LARGE)
