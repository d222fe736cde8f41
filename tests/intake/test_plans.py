from datetime import date, datetime

import pytest

from kpis.intake.verdict import FindingCode, Severity
from tests.intake.builders import html, xlsx
from tests.intake.documents import ALL, OWN, PLAN_HEAD, PLAN_TITLE, plan, task


def leads(verdict):
    return [one.lead for one in verdict.tasks]


def texts(verdict):
    return [one.task for one in verdict.tasks]


def codes(verdict):
    return {one.code for one in verdict.findings}


def test_a_row_of_a_plan_is_a_task_as_it_is_written(read):
    rows = [["I", "CẢI CÁCH THỂ CHẾ"], task(1, due="Trước 15/11/2022")]
    verdict = read(plan(rows))
    [one] = verdict.tasks
    assert verdict.accepted
    assert verdict.findings == ()
    assert verdict.observations == ()
    assert (one.code, one.area, one.task) == ("1", "CẢI CÁCH THỂ CHẾ", "Rà soát văn bản")
    assert (one.product, one.lead, one.partners, one.note) == ("Kế hoạch", "Sở Tư pháp", ALL, None)
    assert (one.deadline, one.due.dates) == ("Trước 15/11/2022", (date(2022, 11, 15),))
    assert (one.sheet, one.cell) == ("Phụ lục", "B5")
    sheet = verdict.sheets[0]
    assert (sheet.form, sheet.period, sheet.org_unit, sheet.rows, sheet.set) == (
        "KE-HOACH", "2022", "kg", 1, "ke-hoach-cchc-2022"
    )  # fmt: skip


def test_columns_are_found_by_label_in_any_order(read):
    head = ["Thời hạn hoàn thành", "Đơn vị phối hợp thực hiện", "STT", "Kết quả đầu ra",
            "Nội dung công việc", "Đơn vị chịu trách nhiệm chủ trì"]  # fmt: skip
    rows = [["Năm 2022", ALL, 1, "Báo cáo", "Tuyên truyền", "Sở Nội vụ"]]
    [one] = read(plan(rows, head)).tasks
    assert (one.task, one.product, one.lead, one.partners, one.deadline) == (
        "Tuyên truyền", "Báo cáo", "Sở Nội vụ", ALL, "Năm 2022"
    )  # fmt: skip


def test_a_table_without_numbers_is_a_plan_too(read):
    rows = [["Tuyên truyền", "Sở Nội vụ", "Năm 2022"], ["Kiểm tra", "", "Quý I/2022"]]
    verdict = read(plan(rows, ["Nhiệm vụ", "Chủ trì", "Thời hạn"]))
    assert texts(verdict) == ["Tuyên truyền", "Kiểm tra"]
    assert leads(verdict) == ["Sở Nội vụ"] * 2


def test_a_blank_lead_or_partner_means_as_above_within_an_area_only(read):
    rows = [
        ["I", "CẢI CÁCH THỂ CHẾ"],
        task(1),
        task(2, lead="", partners=""),
        ["II", "HIỆN ĐẠI HÓA"],
        task(1, lead="", partners=""),
        task(2, lead="Sở Nội vụ"),
        task(3, lead="nt", partners="như trên", due='"'),
    ]
    verdict = read(plan(rows))
    assert leads(verdict) == ["Sở Tư pháp", "Sở Tư pháp", None, "Sở Nội vụ", "Sở Nội vụ"]
    assert [one.partners for one in verdict.tasks] == [ALL, ALL, None, ALL, ALL]
    assert verdict.tasks[-1].deadline == "Quý I/2022"
    [note] = verdict.findings
    assert (note.code, note.severity, note.cell) == (
        FindingCode.TASK_WITHOUT_LEAD, Severity.NOTE, "B8"
    )  # fmt: skip


def test_merged_cells_hold_for_all_their_rows(read):
    rows = [
        ["I", "CẢI CÁCH THỂ CHẾ"],
        task(1),
        task(2, lead="", due=""),
        task(3, lead="", partners="Sở Tài chính", due=""),
        task(4, lead="Sở Nội vụ"),
    ]
    verdict = read(plan(rows, merges=("B4:G4", "D5:D7", "F5:F7")))
    assert leads(verdict) == ["Sở Tư pháp"] * 3 + ["Sở Nội vụ"]
    assert [one.deadline for one in verdict.tasks] == ["Quý I/2022"] * 4


def test_merged_blank_and_ditto_cells_may_stand_for_what_is_above_in_one_area(read):
    rows = [
        ["I", "CẢI CÁCH THỂ CHẾ"],
        task(1, due="Quý IV/2022"),
        task(2, lead="", partners="Sở Tài chính", due=""),
        task(3, lead="", partners="", due="Năm 2022"),
        task(4, lead="nt", partners="như trên", due="nt"),
        ["II", "HIỆN ĐẠI HÓA"],
        task(1, lead="Sở Nội vụ", partners=""),
        task(2, lead="", partners=""),
        task(3, lead="Sở Y tế", partners="-"),
    ]
    # Leads of 1 and 2 merged, that of 3 blank, that of 4 a ditto; deadlines of 1 and 2 merged.
    verdict = read(plan(rows, merges=("B4:G4", "D5:D6", "F5:F6", "D10:D11", "E10:E11")))
    assert leads(verdict) == ["Sở Tư pháp"] * 4 + ["Sở Nội vụ"] * 2 + ["Sở Y tế"]
    assert [one.partners for one in verdict.tasks] == [
        ALL, "Sở Tài chính", "Sở Tài chính", "Sở Tài chính", None, None, "-"
    ]  # fmt: skip
    assert [one.deadline for one in verdict.tasks[:4]] == [
        "Quý IV/2022", "Quý IV/2022", "Năm 2022", "Năm 2022"
    ]  # fmt: skip


def test_the_criteria_that_a_task_is_to_win_back_are_kept_as_written(read):
    head = [*PLAN_HEAD, "Tiêu chí khắc phục"]
    rows = [[*task(1), "1.2; 3.3 (cấp huyện)"], [*task(2), ""]]
    verdict = read(plan(rows, head))
    assert verdict.findings == ()
    assert [one.criteria for one in verdict.tasks] == ["1.2; 3.3 (cấp huyện)", None]


def test_a_lead_that_reaches_over_the_partners_leaves_them_out(read):
    verdict = read(plan([task(1), task(2, lead="Sở Nội vụ", partners="")], merges=("D5:E5",)))
    assert [one.partners for one in verdict.tasks] == [ALL, None]


def test_a_blank_product_deadline_or_note_is_not_given(read):
    second = read(plan([task(1), task(2, product="", due="")])).tasks[1]
    assert (second.product, second.deadline, second.note) == (None, None, None)


@pytest.mark.parametrize(
    "heading",
    [
        ["II", "Hiện đại hóa"],
        ["II.", "Hiện đại hóa"],
        ["B", "Hiện đại hóa"],
        ["", "II. Hiện đại hóa"],
        ["", "HIỆN ĐẠI HÓA"],
        ["II. HIỆN ĐẠI HÓA"],
        ["", "Hiện đại hóa"],
    ],
)
def test_an_area_is_a_heading_and_no_task(read, heading):
    verdict = read(plan([["I", "Thể chế"], task(1), heading, task(1, "Ứng dụng CNTT")]))
    assert texts(verdict) == ["Rà soát văn bản", "Ứng dụng CNTT"]
    assert [one.area.casefold() for one in verdict.tasks] == ["thể chế", "hiện đại hóa"]


def test_areas_may_have_plain_numbers_over_dotted_ones(read):
    verdict = read(plan([[1, "Thể chế"], task("1.1"), task("1.2"), [2, "Bộ máy"], task("2.1")]))
    assert [(one.code, one.area) for one in verdict.tasks] == [
        ("1.1", "Thể chế"), ("1.2", "Thể chế"), ("2.1", "Bộ máy")
    ]  # fmt: skip


def test_tasks_may_have_roman_numbers_where_nothing_else_is_numbered(read):
    assert [one.code for one in read(plan([task("I"), task("II")])).tasks] == ["I", "II"]


def test_parts_of_a_task_are_rows_of_their_own(read):
    rows = [
        ["I", "Thể chế"],
        task(1),
        task("a)", "Cấp tỉnh", lead=""),
        task("", "b) Cấp huyện", lead=""),
        ["", "- Cấp xã"],
        task(2, "Kiểm tra", lead="Sở Nội vụ"),
    ]
    verdict = read(plan(rows))
    assert texts(verdict) == [
        "Rà soát văn bản", "Cấp tỉnh", "b) Cấp huyện", "- Cấp xã", "Kiểm tra"
    ]  # fmt: skip
    assert leads(verdict) == ["Sở Tư pháp"] * 4 + ["Sở Nội vụ"]


def test_a_row_without_number_and_task_goes_on_with_the_task_above(read):
    rows = [task(1, due=""), ["", "", "Báo cáo", "Sở Nội vụ", "", "Quý II/2022", "Gấp"], task(2)]
    first, second = read(plan(rows)).tasks
    assert (first.product, first.lead, first.note) == (
        "Kế hoạch\nBáo cáo",
        "Sở Tư pháp\nSở Nội vụ",
        "Gấp",
    )
    assert first.due.dates == (date(2022, 6, 30),)
    assert first.lead_units == ("kg-so-tu-phap", "kg-so-noi-vu")
    assert second.product == "Kế hoạch"


def test_a_task_merged_over_rows_arrives_with_each_of_them(read):
    rows = [task(1), ["", "", "Báo cáo", "Sở Nội vụ", "", "Quý II/2022"]]
    verdict = read(plan(rows, merges=("A4:A5", "B4:B5")))
    assert texts(verdict) == ["Rà soát văn bản"] * 2
    assert leads(verdict) == ["Sở Tư pháp", "Sở Nội vụ"]


def test_headings_again_numbers_of_columns_and_sums_are_no_tasks(read):
    numbers = [f"({number})" for number in range(1, 8)]
    rows = [numbers, task(1), PLAN_HEAD, numbers, task(2, lead=""), ["", "Tổng cộng: 2 nhiệm vụ"]]
    verdict = read(plan(rows))
    assert [one.code for one in verdict.tasks] == ["1", "2"]
    assert leads(verdict) == ["Sở Tư pháp"] * 2


def test_what_stands_below_the_table_is_left_out(read):
    end = [["Ghi chú: nhiệm vụ 1 đã giao"], ["Nơi nhận:", "", "", "TM. ỦY BAN NHÂN DÂN"],
           ["- Sở Nội vụ;", "", "", "CHỦ TỊCH"], [], ["", "", "", "Nguyễn Văn A"]]  # fmt: skip
    due = "Trước ngày 10 tháng 3 năm 2022"
    verdict = read(plan([task(1), task(2, due=due), *end]))
    assert [one.deadline for one in verdict.tasks] == ["Quý I/2022", due]


def test_line_breaks_and_days_are_kept_as_written(read):
    rows = [
        task(1, "Rà soát\nvăn bản", lead=" Sở Tư pháp \n\n Sở Nội vụ", due=datetime(2022, 11, 15))
    ]
    [one] = read(plan(rows)).tasks
    assert (one.task, one.lead) == ("Rà soát văn bản", "Sở Tư pháp\nSở Nội vụ")
    assert (one.deadline, one.due.dates) == ("15/11/2022", (date(2022, 11, 15),))


def test_hidden_rows_are_left_out_and_reported(read):
    def hide(book, page):
        page.row_dimensions[5].hidden = True

    verdict = read(plan([task(1), task(2), task(3)], change=hide))
    assert [one.code for one in verdict.tasks] == ["1", "3"]
    assert FindingCode.HIDDEN_ROWS in codes(verdict)


def test_units_of_the_catalogue_are_named_by_id_and_others_noted_once(read):
    rows = [
        task(1, lead="Sở Nội vụ; Sở Tài chính, Sở Y tế", partners="UBND huyện Gò Quao"),
        task(2, lead="Sở Mặt trăng", partners="UBND cấp huyện"),
        task(3, lead="Sở Mặt trăng", partners="Sở Lao động, Thương binh và Xã hội"),
    ]
    verdict = read(plan(rows))
    assert verdict.tasks[0].lead_units == ("kg-so-noi-vu", "kg-so-tai-chinh", "kg-so-y-te")
    assert verdict.tasks[0].partner_units == ("kg-907",)
    assert verdict.tasks[2].partner_units == ("kg-so-lao-dong-thuong-binh-va-xa-hoi",)
    [note] = verdict.findings
    assert (note.code, note.severity) == (FindingCode.UNITS_AS_TEXT, Severity.NOTE)
    assert note.facts == {"names": "Sở Mặt trăng", "count": 1}


def test_units_of_another_province_stay_text(read):
    verdict = read(plan([task(1)], issuer="UBND TỈNH BÌNH DƯƠNG"))
    assert verdict.accepted
    assert verdict.tasks[0].lead_units == ()
    assert verdict.sheets[0].set == "ke-hoach-cchc-binh-duong-2022"
    assert [one.code for one in verdict.findings] == [FindingCode.UNITS_AS_TEXT]


@pytest.mark.parametrize(
    ("issuer", "title", "name"),
    [
        ("SỞ NỘI VỤ TỈNH TIỀN GIANG", PLAN_TITLE, "ke-hoach-cchc-tien-giang-2022"),
        ("SỞ TƯ PHÁP TỈNH KIÊN GIANG", PLAN_TITLE, "ke-hoach-cchc-so-tu-phap-2022"),
        ("SỞ TƯ PHÁP", PLAN_TITLE, "ke-hoach-cchc-so-tu-phap-2022"),
        ("", f"{PLAN_TITLE} (kèm theo văn bản của UBND huyện Ba Vì)", "ke-hoach-cchc-ba-vi-2022"),
        (OWN, "KẾ HOẠCH CHUYỂN ĐỔI SỐ GIAI ĐOẠN 2021-2025", "ke-hoach-chuyen-doi-so-2021-2025"),
        (OWN, "Kế hoạch ngày 5 tháng 1 năm 2023", "ke-hoach-ngay-5-thang-1-2023"),
        (OWN, "PHỤ LỤC", "ke-hoach"),
    ],
)  # fmt: skip
def test_a_set_is_named_for_subject_issuer_and_year(read, issuer, title, name):
    assert read(plan([task(1)], issuer=issuer, title=title)).sheets[0].set == name


def test_a_heading_may_be_the_lead_of_tasks_under_it(read):
    head = ["STT", "CƠ QUAN THỰC HIỆN", "CƠ QUAN PHỐI HỢP", "KẾT QUẢ", "YÊU CẦU", "THỜI GIAN"]
    rows = [["SỞ NỘI VỤ"], [1, "TCTP 1.1.1 Kế hoạch năm", ALL, "Kế hoạch", "Tháng 1", "-"],
            ["", "SỞ TƯ PHÁP", "", "", "ĐTXHH"], [1, "TCTP 2.1 Rà soát"],
            [1, "TCTP 2.2 Đo"]]  # fmt: skip
    verdict = read(plan(rows, head))
    assert leads(verdict) == ["SỞ NỘI VỤ", "SỞ TƯ PHÁP", "SỞ TƯ PHÁP"]
    assert verdict.tasks[1].lead_units == ("kg-so-tu-phap",)
    assert (verdict.tasks[0].task, verdict.tasks[0].requirement) == (
        "TCTP 1.1.1 Kế hoạch năm",
        "Tháng 1",
    )
    assert codes(verdict) == {FindingCode.DUPLICATE_NUMBER}


def test_a_plan_may_come_as_html(read):
    rows = [["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"], ["1", "Kiểm tra", "Sở Nội vụ", "Năm 2022"]]
    assert texts(read(html(rows), "ke hoach 2022.xls")) == ["Kiểm tra"]


@pytest.mark.parametrize(
    "head",
    [
        ["STT", "Nội dung", "Số tiền", "Ghi chú"],
        ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Số điện thoại"],
        ["STT", "Nhiệm vụ", "Số lượng"],
    ],
)
def test_a_table_that_is_neither_plan_nor_scorecard_is_an_unknown_form(read, head):
    verdict = read(xlsx([["Danh sách"], head, [1, "a", 2, "b", "c"]]))
    assert codes(verdict) == {FindingCode.UNKNOWN_FORM}
    assert verdict.tasks == ()
