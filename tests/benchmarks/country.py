"""A store of a country's size: its communes, their indicators and years of reports.

The facts are written set-based straight into the raw tables, by the store's own writer: reading
80,000 workbooks would measure the reading.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from kpis.accounts.roles import Actor
from kpis.domain.periods import Period
from kpis.intake.house import House, open_house
from kpis.intake.recording import establish

WRITER = Actor.at_the_machine("bench")
PROVINCE = "vn"
LIMIT = 0.8

AREA = 'area = "a"\nowner = "vn"\ndocuments = ["d"]\nsince = 2016'
PROGRAMME = f"""
id = "ca_nuoc"
title = {{ vi = "Chương trình cả nước" }}
province = "{PROVINCE}"
starts = "2021-Q1"
ends = "2025-Q4"
document = "d"
headline = [HEADLINE]
completeness_limit = {LIMIT}
[[area]]
id = "a"
title = {{ vi = "Lĩnh vực" }}
"""
DOCUMENTS = """
[d]
number = "1/KH"
date = 2021-01-01
kind = { vi = "Kế hoạch" }
issuer = { vi = "Chính phủ" }
"""
CALENDAR = """
cut_off_day = 14
[[due]]
level = "commune"
kind = "quarter"
day = 16
"""
GOALS = "code,indicator,subject,levels,comparator,target,due,document,own_setting,wording\n"
UNITS = (
    "id,kind,name_vi,name_en,short_vi,short_en,code,parent,valid_from,valid_to,"
    "successor,successor_note,tile_row,tile_column,members\n"
)


@dataclass(frozen=True, slots=True)
class Size:
    """How many units, indicators and reported quarters; cumulative periods come on top of them.

    23 quarters from Quý I/2020 are 40 periods, with 6 tháng, 9 tháng and năm of six years.
    """

    units: int = 3500
    indicators: int = 60
    quarters: int = 23

    @property
    def districts(self) -> list[str]:
        """The middle level, whom every fiftieth unit is."""
        return [f"vn-h{place:03d}" for place in range(self.units // 50)]

    @property
    def communes(self) -> list[str]:
        """The level below, who are most."""
        left = self.units - len(self.districts) - 2
        return [f"vn-x{place:05d}" for place in range(left)]

    @property
    def names(self) -> list[str]:
        """The indicators' ids."""
        return [f"chi_tieu_{place:02d}" for place in range(self.indicators)]

    @property
    def periods(self) -> list[str]:
        """The quarters that were reported."""
        years = [(2020 + place // 4, place % 4 + 1) for place in range(self.quarters)]
        return [Period.quarter(*one).code for one in years]


def write_catalogue(folder: Path, size: Size) -> None:
    """Write the definitions: a goal of every indicator for the country and for every unit."""
    folder.mkdir(parents=True)
    indicators = [
        f'[{name}]\n{AREA}\nmeasure = "flow"\nreporters = ["district", "commune"]\n'
        + "".join(
            f'{part} = {{ vi = "Chỉ tiêu {place}" }}\n'
            for part in ("title", "short", "numerator", "denominator")
        )
        for place, name in enumerate(size.names)
    ]
    goals = [
        f"{name},{name},{PROVINCE},province district commune,>=,90,2025,d,no,\n"
        for name in size.names
    ]
    files = {
        "programme.toml": PROGRAMME.replace("HEADLINE", f'"{size.names[0]}"'),
        "documents.toml": DOCUMENTS,
        "calendar.toml": CALENDAR,
        "indicators.toml": "\n".join(indicators),
        "goals.csv": GOALS + "".join(goals),
        "milestones.csv": "goal,due,target\n",
        "org_units.csv": UNITS + "".join(_units(size)),
        "org_unit_names.csv": "org_unit,name,valid_from,valid_to\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def _units(size: Size) -> list[str]:
    districts = size.districts
    placed = [(PROVINCE, "province", "", ""), ("vn-xa", "group", PROVINCE, "commune")]
    placed += [(one, "district", PROVINCE, "") for one in districts]
    placed += [
        (one, "commune", districts[place % len(districts)] if districts else PROVINCE, "")
        for place, one in enumerate(size.communes)
    ]
    return [
        f"{one},{kind},Đơn vị {one},Unit {one},{one},{one},,{parent},,,,,,,{members}\n"
        for one, kind, parent, members in placed
    ]


def founded(folder: Path, size: Size) -> House:
    """Return a house with the definitions and no report yet, in a data folder (``KPIS_DATA``)."""
    write_catalogue(folder / "catalogue", size)
    house = open_house()
    establish(house, WRITER)
    return house


def fill(con: duckdb.DuckDBPyConnection, size: Size) -> None:
    """Write all reports into a draft: a file a unit and quarter, one in 25 silent."""
    con.execute(
        """
        CREATE TEMP TABLE filed AS
        SELECT row_number() OVER (ORDER BY p.place, u.place) AS seq, u.org_unit, p.period,
            u.place AS unit_place, p.place AS period_place
        FROM (SELECT unnest($units) AS org_unit, unnest(range(len($units))) AS place) AS u,
            (SELECT unnest($periods) AS period, unnest(range(len($periods))) AS place) AS p
        WHERE hash(u.org_unit, p.period) % 25 > 0
        """,
        {"units": [*size.districts, *size.communes], "periods": size.periods},
    )
    con.execute(
        """
        INSERT INTO submission
        SELECT printf('%06d-%08x', seq, hash(seq) % 4294967296), seq, org_unit || '.xlsx',
            sha256(seq::TEXT), 9000, DATE '2026-01-05', now() AT TIME ZONE 'UTC', 'bench', '', false
        FROM filed
        """
    )
    con.execute(_OBSERVED, {"names": size.names})


# Rates rise over the quarters; each unit and indicator has its own height, and chance its part.
_OBSERVED = """
INSERT INTO observation
WITH cell AS (
    SELECT s.*, i.name, 20 + hash(s.seq, i.name) % 400 AS whole,
        0.5 + (hash(s.org_unit, i.name) % 30) / 100 + s.period_place * 0.006
            + (hash(i.name, s.seq) % 100) / 1000 AS rate
    FROM filed AS s, (SELECT unnest($names) AS name) AS i
)
SELECT printf('%06d-%08x', c.seq, hash(c.seq) % 4294967296) AS submission, c.seq, 'KPI-Q' AS form,
    'indicators' AS family, 'item' AS replaces, c.org_unit, c.name || part.item AS item,
    NULL AS section, c.period, part.value, part.value::INTEGER::TEXT AS raw, 'Biểu' AS sheet,
    'D' || (8 + hash(c.name) % 200) AS cell
FROM cell AS c,
    LATERAL (VALUES ('.numerator', floor(least(c.rate, 1) * c.whole)),
        ('.denominator', c.whole::DOUBLE)) AS part(item, value)
ORDER BY c.seq
"""
