"""A province small enough to reckon by hand: five districts, two agencies at a time."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from kpis.intake.house import House
from kpis.intake.recording import Received
from kpis.queries.figures import figures
from tests.builders import store
from tests.conftest import copied, established

AREA = 'area = "a"\nowner = "p"\ndocuments = ["d"]\nsince = 2021\n'
TEXTS = 'vi = "Chỉ tiêu"'
PROGRAMME = """
id = "thu"
title = { vi = "Chương trình thử" }
province = "p"
starts = "2021-Q1"
ends = "2025-Q4"
document = "d"
headline = ["rate"]
completeness_limit = 0.8
[[area]]
id = "a"
title = { vi = "Lĩnh vực" }
"""
DOCUMENTS = """
[d]
number = "1/KH"
date = 2021-01-01
kind = { vi = "Kế hoạch" }
issuer = { vi = "Tỉnh" }
"""
CALENDAR = """
cut_off_day = 14
[[due]]
level = "district"
kind = "quarter"
day = 16
"""
ONLINE = """
[[online.sources]]
numerator = ["received_online"]
denominator = ["received_online", "received_direct"]
"""
ON_TIME = """
[[on_time.sources]]
numerator = ["resolved_early", "resolved_on_time"]
denominator = ["resolved_total"]
[[on_time.sources]]
numerator = ["resolved_not_late"]
denominator = ["resolved_total"]
"""
# name: (measure, reporters, more)
INDICATORS = {
    "rate": ("flow", ["district"], "margin = 5"),
    "late": ("flow", ["district"], 'margin = 5\ndirection = "decrease"'),
    "level": ("stock", ["district"], ""),
    "stepped": ("flow", ["district"], ""),
    "free": ("flow", ["district"], ""),
    "staff": ("flow", ["agency"], ""),
    "mixed": ("flow", ["agency", "district"], 'roll_up = ["agency"]'),
    "cut": ("stock", ["province"], 'formula = "reduction"\nmargin = 2'),
    "online": ("flow", ["district"], ONLINE),
    "on_time": ("flow", ["district"], ON_TIME),
}
# Targets for easy sums: from 40 in Quý I/2021 to 97 in Quý IV/2025 is one point a month.
GOALS = """code,indicator,subject,levels,comparator,target,due,document,own_setting,wording
R,rate,p,province district,>=,97,2025,d,no,
L,late,p,province district,<=,3,2025,d,no,
S,stepped,p,province district,>=,60,2025,d,no,
C,cut,p,province,>=,10,2025,d,no,
A,staff,p,agency,>=,50,2025,,yes,
"""
MILESTONES = "goal,due,target\nS,2023,43\n"
UNIT_COLUMNS = (
    "id,kind,name_vi,name_en,short_vi,short_en,code,parent,valid_from,valid_to,"
    "successor,successor_note,tile_row,tile_column,members\n"
)
UNITS = [
    ("p", "province", "", "", "", ""),
    ("g-a", "group", "", "", "", "agency"),
    ("g-d", "group", "", "", "", "district"),
    *((f"d{n}", "district", "", "", "", "") for n in range(1, 6)),
    ("a1", "agency", "", "", "", ""),
    # One agency gives way to another inside Quý III/2021, whose report ends on 14/9.
    ("a2", "agency", "", "2021-08-31", "a3", ""),
    ("a3", "agency", "2021-09-01", "", "", ""),
]


def indicator(name: str, measure: str, reporters: list[str], more: str) -> str:
    """Return the definition of an indicator."""
    return (
        f"[{name}]\n{AREA}measure = '{measure}'\nreporters = {reporters}\n"
        f"title = {{ {TEXTS} }}\nshort = {{ {TEXTS} }}\n"
        f"numerator = {{ {TEXTS} }}\ndenominator = {{ {TEXTS} }}\n{more}\n"
    )


def write_catalogue(folder: Path) -> None:
    """Write the scratch definitions as an officer would leave them."""
    folder.mkdir()
    indicators = [indicator(name, *facts) for name, facts in INDICATORS.items()]
    units = [
        f"{name},{kind},{name},{name},{name},{name},,,{starts},{ends},{heir},,,,{members}\n"
        for name, kind, starts, ends, heir, members in UNITS
    ]
    files = {
        "programme.toml": PROGRAMME,
        "documents.toml": DOCUMENTS,
        "calendar.toml": CALENDAR,
        "indicators.toml": "\n".join(indicators),
        "goals.csv": GOALS,
        "milestones.csv": MILESTONES,
        "org_units.csv": UNIT_COLUMNS + "".join(units),
        "org_unit_names.csv": "org_unit,name,valid_from,valid_to\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def scratch_folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("scratch")
    write_catalogue(folder / "catalogue")
    return established(folder)


class Province:
    """The scratch province, asked about its newest version."""

    def __init__(self, house: House) -> None:
        self.house = house

    def store(self, *files: Received, reason: str = "") -> list[str | None]:
        return store(self.house, *files, reason=reason)

    def ask(self, question: Callable[..., object], **facts: object) -> object:
        with self.house.store.reader(self.house.store.version()) as con:
            return question(con, **facts)

    def figures(self, **facts: str) -> pd.DataFrame:
        return self.ask(figures, **facts)

    def figure(self, indicator: str, org_unit: str, period: str) -> dict | None:
        table = self.figures(indicator=indicator, org_unit=org_unit, period=period)
        assert len(table) <= 1
        return next(iter(table.astype(object).where(table.notna(), None).to_dict("records")), None)


@pytest.fixture
def province(scratch_folder, data_folder) -> Province:
    """A copy of the scratch province that a test may change."""
    return Province(copied(scratch_folder, data_folder))
