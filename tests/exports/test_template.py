from io import BytesIO

import pytest

from kpis.catalogue.model import UnitKind
from kpis.domain.periods import Period
from kpis.exports.template import template, template_name
from kpis.intake.examining import examine
from kpis.intake.forms import load_forms
from kpis.settings import settings
from kpis.words import Words

PERIOD = Period.quarter(2024, 3)


@pytest.fixture
def office(shipped):
    return shipped.org_units["kg-so-noi-vu"]


@pytest.fixture
def everyone(shipped):
    units = shipped.units_of(UnitKind.PROVINCE, UnitKind.AGENCY, UnitKind.DISTRICT)
    return [one for one in units if one.valid_on(PERIOD.window()[1])]


def columns_of(sheet) -> dict[str, str]:
    return {cell.value: cell.column_letter for cell in sheet[7]}


def rows_of(sheet) -> dict[tuple[str | None, str], int]:
    at = columns_of(sheet)
    unit = at.get("Mã đơn vị")
    return {
        (
            sheet[f"{unit}{row}"].value if unit else None,
            sheet[f"{at['Mã chỉ tiêu']}{row}"].value,
        ): row
        for row in range(8, sheet.max_row + 1)
    }


def test_one_unit_is_asked_for_what_it_reports_and_no_form_gives(shipped, office, vi, opened):
    sheet = opened(template(shipped, PERIOD, [office], {}, vi))["Chỉ tiêu"]
    asked = [indicator for _, indicator in rows_of(sheet)]
    assert "satisfaction_rate" in asked
    assert "national_portal_rate" in asked
    assert "on_time_rate" not in asked  # form II.06a gives it
    assert "commune_official_qualified_rate" not in asked  # districts answer for it
    assert "payroll_reduction" not in asked  # the province does


def test_the_title_band_says_form_unit_period_and_days(shipped, office, vi, opened):
    sheet = opened(template(shipped, PERIOD, [office], {}, vi))["Chỉ tiêu"]
    assert [sheet.cell(row, 1).value for row in range(1, 6)] == [
        "BIỂU KPI-Q. BÁO CÁO CHỈ TIÊU CẢI CÁCH HÀNH CHÍNH HẰNG QUÝ",
        "Đơn vị báo cáo: Sở Nội vụ",
        "Kỳ báo cáo: Quý III/2024",
        "(Từ ngày 15/6/2024 đến ngày 14/9/2024)",
        None,
    ]


def test_only_the_counts_and_notes_can_be_typed(shipped, office, vi, opened):
    sheet = opened(template(shipped, PERIOD, [office], {}, vi))["Chỉ tiêu"]
    at, rows = columns_of(sheet), rows_of(sheet)
    assert sheet.protection.sheet
    assert not sheet.protection.password
    row = rows[None, "satisfaction_rate"]
    unlocked = {
        name for name, letter in at.items() if not sheet[f"{letter}{row}"].protection.locked
    }
    assert unlocked == {"Tử số", "Mẫu số", "Ghi chú"}
    assert sheet.column_dimensions[at["Mã chỉ tiêu"]].hidden


def test_a_part_of_another_goal_takes_its_denominator_from_there(shipped, office, vi, opened):
    sheet = opened(template(shipped, PERIOD, [office], {}, vi))["Chỉ tiêu"]
    at, rows = columns_of(sheet), rows_of(sheet)
    cell = sheet[f"{at['Mẫu số']}{rows[None, 'national_portal_rate']}"]
    parent = f"{at['Tử số']}{rows[None, 'online_service_rate']}"
    assert cell.value == f'=IF({parent}="","",{parent})'
    assert cell.protection.locked
    # Payments are not procedures: this part has a denominator of its own.
    own = sheet[f"{at['Mẫu số']}{rows[None, 'online_payment_rate']}"]
    assert own.value is None
    assert not own.protection.locked


def test_rates_are_formulas_of_their_kind(shipped, vi, opened):
    sheet = opened(template(shipped, PERIOD, [shipped.province], {}, vi))["Chỉ tiêu"]
    at, rows = columns_of(sheet), rows_of(sheet)

    def formula(indicator: str) -> str:
        row = rows[None, indicator]
        text = sheet[f"{at['Tỷ lệ (%)']}{row}"].value
        return text.replace(f"{at['Tử số']}{row}", "n").replace(f"{at['Mẫu số']}{row}", "d")

    assert formula("lgsp_connected_rate") == '=IF(AND(ISNUMBER(n),N(d)>0),100*n/d,"")'
    assert formula("payroll_reduction") == '=IF(AND(ISNUMBER(n),N(d)>0),100*(d-n)/d,"")'


def test_excel_refuses_what_the_reader_would(shipped, office, vi, opened):
    sheet = opened(template(shipped, PERIOD, [office], {}, vi))["Chỉ tiêu"]
    at, rows = columns_of(sheet), rows_of(sheet)
    cell = f"{at['Mẫu số']}{rows[None, 'satisfaction_rate']}"
    rules = sheet.data_validations.dataValidation
    (rule,) = [one for one in rules if cell in one.sqref]
    assert (rule.type, rule.operator) == ("whole", "between")
    assert rule.formula1.startswith(f"N({at['Tử số']}")
    assert rule.error.startswith("Mẫu số phải là số nguyên")
    assert all(len(one.error) <= 255 and len(one.errorTitle) <= 32 for one in rules)
    derived = f"{at['Mẫu số']}{rows[None, 'national_portal_rate']}"
    assert not [one for one in rules if derived in one.sqref]


def test_what_was_reduced_may_have_grown(shipped, vi, opened):
    sheet = opened(template(shipped, PERIOD, [shipped.province], {}, vi))["Chỉ tiêu"]
    at, rows = columns_of(sheet), rows_of(sheet)
    cell = f"{at['Tử số']}{rows[None, 'payroll_reduction']}"
    (rule,) = [one for one in sheet.data_validations.dataValidation if cell in one.sqref]
    assert (rule.formula1, rule.formula2) == ("0", str(10**12))


def test_the_period_before_stands_beside_in_grey(shipped, office, vi, opened):
    before = {(office.id, "satisfaction_rate"): (1481, 5998)}
    sheet = opened(template(shipped, PERIOD, [office], before, vi))["Chỉ tiêu"]
    at, rows = columns_of(sheet), rows_of(sheet)
    row = rows[None, "satisfaction_rate"]
    cell = sheet[f"{at['Kỳ trước: tử số / mẫu số']}{row}"]
    assert cell.value == "1.481 / 5.998"
    assert cell.protection.locked
    assert sheet[f"{at['Tử số']}{row}"].value is None


def test_without_a_period_before_there_are_no_such_columns(shipped, office, vi, opened):
    sheet = opened(template(shipped, PERIOD, [office], {}, vi))["Chỉ tiêu"]
    assert "Kỳ trước: tử số / mẫu số" not in columns_of(sheet)


def test_the_consolidated_workbook_has_a_row_to_each_unit_and_indicator(
    shipped, everyone, vi, opened
):
    book = opened(template(shipped, PERIOD, everyone, {}, vi))
    sheet = book["Chỉ tiêu"]
    rows = rows_of(sheet)
    expected = {
        (unit.id, one.id)
        for one in shipped.indicators.values()
        if one.asked_in_workbook
        for unit in shipped.reporters_of(one)
        if unit in everyone
    }
    assert set(rows) == expected
    assert ("kg", "payroll_reduction") in rows
    assert sheet["A2"].value == "Đơn vị báo cáo: Tỉnh Kiên Giang"
    assert sheet.column_dimensions[columns_of(sheet)["Mã đơn vị"]].hidden


def test_unit_names_are_chosen_from_a_list_that_holds_them_all(shipped, everyone, vi, opened):
    book = opened(template(shipped, PERIOD, everyone, {}, vi))
    sheet = book["Chỉ tiêu"]
    (rule,) = [one for one in sheet.data_validations.dataValidation if one.type == "list"]
    area = rule.formula1.rpartition("!")[2].replace("$", "")
    names = {row[0].value for row in book["Hướng dẫn"][area]}
    assert names == {unit.name_vi for unit in everyone}
    unit = columns_of(sheet)["Đơn vị"]
    assert {sheet[f"{unit}{row}"].value for row in rows_of(sheet).values()} == names


def test_a_workbook_nobody_is_asked_for_is_empty_but_opens(shipped, vi, opened):
    group = shipped.org_units["kg-cap-xa"]
    assert rows_of(opened(template(shipped, PERIOD, [group], {}, vi))["Chỉ tiêu"]) == {}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_form_keeps_its_labels_in_any_language_and_explains_itself_in_it(
    shipped, office, language, opened
):
    words = Words(language)
    book = opened(template(shipped, PERIOD, [office], {}, words))
    assert "Tử số" in columns_of(book["Chỉ tiêu"])
    guide = book["Hướng dẫn"]
    assert guide["A1"].value == words("template.guide_title")
    said = [cell.value for row in guide.iter_rows() for cell in row]
    assert words.own(shipped.indicators["satisfaction_rate"].numerator) in said


def test_it_prints_on_a4_with_its_header_on_each_page(shipped, office, vi, opened):
    sheet = opened(template(shipped, PERIOD, [office], {}, vi))["Chỉ tiêu"]
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (9, 1)
    assert sheet.print_title_rows == "$7:$7"


def test_an_empty_template_shows_empty_rates_where_nothing_computes(shipped, office, vi, values):
    header, *rows = values(template(shipped, PERIOD, [office], {}, vi))[6:]
    assert {row[header.index("Tỷ lệ (%)")] for row in rows} == {""}


def test_the_importer_reads_what_was_typed_and_not_the_period_before(shipped, everyone, vi, opened):
    before = {(unit.id, one): (5, 9) for unit in everyone for one in shipped.indicators}
    book = opened(template(shipped, PERIOD, everyone, before, vi))
    sheet = book["Chỉ tiêu"]
    row = rows_of(sheet)["kg-900", "satisfaction_rate"]
    at = columns_of(sheet)
    sheet[f"{at['Tử số']}{row}"], sheet[f"{at['Mẫu số']}{row}"] = 181, 200
    for (cell,) in sheet[f"{at['Mẫu số']}1:{at['Mẫu số']}{sheet.max_row}"]:
        if str(cell.value).startswith("="):
            cell.value = None  # Excel would have computed nothing from an empty parent.
    filled = BytesIO()
    book.save(filled)
    name = template_name(None, PERIOD)
    verdict = examine(filled.getvalue(), name, shipped, load_forms(settings().forms))
    assert verdict.findings == ()
    assert [(one.org_unit, one.item, one.value) for one in verdict.observations] == [
        ("kg-900", "satisfaction_rate.numerator", 181),
        ("kg-900", "satisfaction_rate.denominator", 200),
    ]
    assert {sheet.sheet: sheet.form for sheet in verdict.sheets} == {
        "Chỉ tiêu": "KPI-Q",
        "Hướng dẫn": None,
    }


def test_file_names_suit_every_system(shipped):
    unit = shipped.org_units["kg-so-lao-dong-thuong-binh-va-xa-hoi"]
    assert template_name(unit, PERIOD) == "KPI-Q 2024-Q3 so ld-tb-xh.xlsx"
    assert template_name(None, PERIOD) == "KPI-Q 2024-Q3 tong hop.xlsx"
    for one in shipped.org_units.values():
        assert template_name(one, PERIOD).isascii()
