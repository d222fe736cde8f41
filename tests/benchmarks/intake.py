"""Reading spreadsheets against only laying out the same cells: many small ones, and a large one."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from kpis.catalogue.loading import load_catalogue
from kpis.catalogue.model import UnitKind
from kpis.domain.periods import Period
from kpis.settings import settings
from tests.benchmarks.processes import READ, renewed, run
from tests.benchmarks.table import Row, timed
from tests.intake.builders import DOSSIER_MERGES, GOOD, by_unit, dossiers, xlsx

UNITS, QUARTERS, FIELDS = 36, 5, 17
ROWS, SECTIONS = 200, "ABCDEF"
MANY, LARGE = 8, 6
SENDERS = (UnitKind.AGENCY, UnitKind.DISTRICT)


def measured(folder: Path, scratch: Path) -> Iterator[Row]:
    """Yield the time of importing 180 workbooks as one change, and of checking one of 200 rows."""
    names = units()
    many = scratch / "many"
    many.mkdir()
    for quarter in range(QUARTERS):
        for at, name in enumerate(names):
            (many / f"{quarter}-{at}.xlsx").write_bytes(one_unit(name, quarter))
    large = scratch / "large.xlsx"
    large.write_bytes(consolidated(names))
    yield from against(folder, "180 workbooks checked and imported", many, "import", MANY)
    yield from against(folder, "200 units x 11 columns checked", large, "check", LARGE)


def units() -> list[str]:
    """Return names of units that exist throughout 2023."""
    day = Period.parse("2023").ends
    found = list(load_catalogue(settings().catalogue).org_units.values())
    groups = {one.parent for one in found}
    valid = (one for one in found if one.valid_on(day) and one.kind in SENDERS)
    return [one.name_vi for one in valid if one.id not in groups][:UNITS]


def one_unit(name: str, quarter: int) -> bytes:
    """Return one unit's form by fields for a quarter of 2022 or 2023."""
    rows = [[at, f"Lĩnh vực {at}", *GOOD] for at in range(1, FIELDS + 1)]
    period = f"Quý {('I', 'II', 'III', 'IV')[quarter % 4]}/{2022 + quarter // 4}"
    return xlsx(dossiers(rows, reporter=name, period=period), merges=DOSSIER_MERGES)


def consolidated(names: list[str]) -> bytes:
    """Return a form by units with 200 rows under several headings."""
    rows: list[list[object]] = []
    for section in SECTIONS:
        rows.append([section, f"Khối {section}"])
        rows += [[at, name, *GOOD] for at, name in enumerate(names, start=1)]
    return xlsx(by_unit(rows[: ROWS + len(SECTIONS)]), merges=DOSSIER_MERGES)


def against(folder: Path, what: str, path: Path, command: str, most: float) -> Iterator[Row]:
    """Yield the time of a command over files, with reading their cells as the floor."""
    paths = sorted(path.glob("*.xlsx")) if path.is_dir() else [path]
    reason = ("--by", "bench", "--reason", "bench") if command == "import" else ("--json",)

    def fresh() -> partial[None]:
        renewed(paths)
        return partial(run, folder, "-m", "kpis", command, path, *reason)

    floor, taken = timed(lambda: partial(run, folder, "-c", READ, *paths), fresh)
    yield Row(what, taken, floor, most)
