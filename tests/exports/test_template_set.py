from io import BytesIO
from zipfile import ZipFile

from kpis.catalogue.model import UnitKind
from kpis.domain.periods import Period
from kpis.exports.template_set import set_name, template_set
from kpis.intake.checking import check
from kpis.intake.house import open_house
from tests.conftest import DAY

PERIOD = Period.parse("2024-Q3")


def entries(content):
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_each_unit_gets_a_workbook_of_its_own_that_intake_reads(shipped, vi):
    units = [shipped.org_units[one] for one in ("kg-899", "kg-so-tu-phap")]
    files = entries(template_set(shipped, PERIOD, units, {}, vi))
    assert list(files) == ["KPI-Q 2024-Q3 tp rach gia.xlsx", "KPI-Q 2024-Q3 so tu phap.xlsx"]
    for unit, (name, content) in zip(units, files.items(), strict=True):
        [one] = check(open_house(), [(name, content)], DAY)
        assert [sheet.org_unit for sheet in one.verdict.sheets if sheet.form] == [unit.id]


def test_all_units_of_a_period_have_different_file_names(shipped, vi):
    last = PERIOD.window()[1]
    levels = (UnitKind.AGENCY, UnitKind.DISTRICT)
    units = [one for one in shipped.units_of(*levels) if one.valid_on(last)]
    content = template_set(shipped, PERIOD, units, {}, vi)
    assert len(entries(content)) == len(units) == 37
    assert content == template_set(shipped, PERIOD, units, {}, vi)


def test_a_unit_that_is_asked_for_nothing_gets_none(shipped, vi):
    unit = shipped.org_units["kg-899"]
    assert entries(template_set(shipped, Period.parse("2019-Q1"), [unit], {}, vi)) == {}
    assert set_name(PERIOD) == "KPI-Q 2024-Q3 cac don vi.zip"
