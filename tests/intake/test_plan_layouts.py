"""Annexes in the layouts that offices use: every row arrives, and none is invented."""

from collections import Counter
from datetime import date

import pytest

from kpis.domain.deadlines import DeadlineKind
from kpis.intake.verdict import FindingCode, Severity
from tests.intake.builders import xlsx
from tests.intake.documents import PLAN_HEAD, plan, task

# The annex of a department's plan of 2020 (Kế hoạch 44/KH-SKH&CN ngày 15/01/2020 of Tiền Giang): in
# its layout, its numbers, offices and deadlines as published, the texts in short.
OFFICE, ROOMS, BRANCH = "Văn phòng", "Các phòng và đơn vị", "Các phòng và Chi cục"
ALWAYS = "Thường xuyên"
DEPARTMENT = [
    ["I", "CHỈ ĐẠO, ĐIỀU HÀNH"],
    ["01", "Kế hoạch CCHC", OFFICE, "Các phòng, các đơn vị", "Kế hoạch, Biên bản", "Tháng 01/2020"],
    ["02", "Chuyên đề thi đua", OFFICE, "Các phòng, các đơn vị", "Kế hoạch", "Tháng 02/2020"],
    ["03", "Kế hoạch kiểm tra", OFFICE, "Các phòng, các đơn vị", "Kế hoạch Biên bản",
     "Quý II/2020"],
    ["04", "Tuyên truyền", OFFICE, ROOMS, "Biên bản", ALWAYS],
    ["05", "Báo cáo CCHC các kỳ", OFFICE, ROOMS, "Báo cáo", "Trước ngày 26 tháng 2, 5, 8 và 20/11"],
    ["06", "Lấy ý kiến khách hàng", "Văn phòng, Chi cục", ROOMS, "Phiếu", "Quý III/2020"],
    ["II", "VĂN BẢN QUY PHẠM PHÁP LUẬT"],
    ["01", "Tham mưu văn bản", OFFICE, "Chi cục và Các phòng", "Tờ trình", "-"],
    ["02", "Triển khai văn bản", OFFICE, ROOMS, "Báo cáo", ALWAYS],
    ["03", "Rà soát văn bản", OFFICE, BRANCH, "Kế hoạch Báo cáo", ALWAYS],
    ["III", "THỦ TỤC HÀNH CHÍNH"],
    ["01", "Kế hoạch kiểm soát TTHC", OFFICE, BRANCH, "Kế hoạch", "Tháng 01/2020"],
    ["02", "Công bố TTHC", OFFICE, BRANCH, "Quyết định", ALWAYS],
    ["03", "Tiếp nhận phản ánh", OFFICE, BRANCH, "-", ALWAYS],
    [],
    ["04", "Xử lý phản ánh", "Ban Giám đốc", "-", "-", ALWAYS],
    ["05", "Chỉ thị 30/CT-TTg", OFFICE, BRANCH, "-", ALWAYS],
    ["06", "Nghị định 61/2018/NĐ-CP", OFFICE, BRANCH, "-", ALWAYS],
    ["07", "Nhập hồ sơ vào phần mềm", OFFICE, "Trung tâm phục vụ hành chính công", "-", ALWAYS],
    ["IV.", "TỔ CHỨC BỘ MÁY"],
    ["01", "Kiểm tra phân cấp", OFFICE, "Cấp huyện, Các phòng", "Kế hoạch; Báo cáo",
     "Quý IV/2020"],
    ["V.", "ĐỘI NGŨ CÁN BỘ"],
    ["01", "Đào tạo, bồi dưỡng", OFFICE, ROOMS, "Kế hoạch", "Theo kế hoạch"],
    ["VI.", "TÀI CHÍNH CÔNG"],
    ["01", "Khoán biên chế", OFFICE, "VP Sở, Chi cục", "-", ALWAYS],
    ["02", "Tự chủ đơn vị sự nghiệp", OFFICE, "Các Trung tâm", "-", ALWAYS],
    ["VII.", "HIỆN ĐẠI HÓA"],
    ["01", "Chính quyền điện tử", OFFICE, ROOMS, "-", ALWAYS],
    ["02", "Thi đua ứng dụng CNTT", "Phòng QLCN&ChN", ROOMS, "Kế hoạch", ALWAYS],
    ["03", "Duy trì ISO 9001", "Văn phòng\nChi cục", "Các phòng", "Báo cáo", ALWAYS],
    ["04", "ISO cho UBND cấp xã", "Chi cục", "Các cơ quan có liên quan", "Báo cáo", ALWAYS],
]  # fmt: skip
DEPARTMENT_HEAD = ["TT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp",
                   "Sản phẩm, yêu cầu", "Thời gian hoàn thành"]  # fmt: skip


@pytest.fixture
def department(read):
    title = [["NỘI DUNG THỰC HIỆN CẢI CÁCH HÀNH CHÍNH NĂM 2020"],
             ["(Kèm theo Kế hoạch số 44 /KH-SKH&CN ngày 15 tháng 01 năm 2020)"], []]  # fmt: skip
    rows = [*title, DEPARTMENT_HEAD, [1, 2, 3, 4, 5, 6], *DEPARTMENT]
    return read(xlsx(rows, "Phụ lục"))


def test_a_department_s_annex_arrives_row_by_row(department):
    assert department.accepted
    written = [row for row in DEPARTMENT if len(row) > 2]
    assert len(written) == 24
    assert [(one.code, one.task) for one in department.tasks] == [
        (row[0], row[1]) for row in written
    ]
    assert Counter(one.area for one in department.tasks) == {
        "CHỈ ĐẠO, ĐIỀU HÀNH": 6,
        "VĂN BẢN QUY PHẠM PHÁP LUẬT": 3,
        "THỦ TỤC HÀNH CHÍNH": 7,
        "TỔ CHỨC BỘ MÁY": 1,
        "ĐỘI NGŨ CÁN BỘ": 1,
        "TÀI CHÍNH CÔNG": 2,
        "HIỆN ĐẠI HÓA": 4,
    }
    for one, row in zip(department.tasks, written, strict=True):
        assert (one.lead, one.partners, one.deadline) == (row[2], row[3], row[5])
        assert one.product == row[4]


def test_its_deadlines_are_dates_standing_tasks_and_open_ones(department):
    due = {one.task: one.due for one in department.tasks}
    assert due["Báo cáo CCHC các kỳ"].dates == (
        *(date(2020, 2, 26), date(2020, 5, 26), date(2020, 8, 26), date(2020, 11, 20)),
    )
    assert due["Báo cáo CCHC các kỳ"].before
    assert due["Kế hoạch CCHC"].dates == (date(2020, 1, 31),)
    assert due["Tham mưu văn bản"].kind is due["Đào tạo, bồi dưỡng"].kind is DeadlineKind.OPEN
    assert DeadlineKind.UNKNOWN not in {one.kind for one in due.values()}


BACK = [*PLAN_HEAD[:6], "Kết quả", "Ngày hoàn thành"]


def back(*rows):
    """An annex that comes back with what was done."""
    return plan([[*task(number)[:6], *result] for number, *result in rows], BACK)


def test_an_annex_that_comes_back_says_what_was_done(read):
    first, second, third = read(
        back(
            (1, "Kế hoạch 12/KH-UBND", "15/03/2022"),
            (2, "BC 1; BC 2", "25/2/2022; 24.05.2022"),
            (3,),
        )
    ).tasks
    assert (first.product, first.result, first.done_on) == (
        *("Kế hoạch", "Kế hoạch 12/KH-UBND", (date(2022, 3, 15),)),
    )
    assert second.done_on == (date(2022, 2, 25), date(2022, 5, 24))
    assert (third.result, third.done_on) == (None, ())


@pytest.mark.parametrize(
    ("result", "done", "code", "severity", "cell"),
    [
        ("", "15/03/2022", FindingCode.DONE_WITHOUT_PRODUCT, Severity.ERROR, "G4"),
        ("-", "15/03/2022", FindingCode.DONE_WITHOUT_PRODUCT, Severity.ERROR, "G4"),
        ("KH 12", "31/02/2022", FindingCode.NOT_A_DAY, Severity.ERROR, "H4"),
        ("KH 12", "tháng 3", FindingCode.NOT_A_DAY, Severity.ERROR, "H4"),
        ("KH 12", "", FindingCode.PRODUCT_WITHOUT_DAY, Severity.NOTE, "H4"),
        ("Đang lấy ý kiến", "chưa", FindingCode.PRODUCT_WITHOUT_DAY, Severity.NOTE, "H4"),
    ],
)
def test_what_is_wrong_with_a_result_is_said_at_its_cell(read, result, done, code, severity, cell):
    [found] = read(back((1, result, done))).findings
    assert (found.code, found.severity, found.cell) == (code, severity, cell)


def test_words_instead_of_a_day_mean_not_yet(read):
    verdict = read(back((1, "", "đang thực hiện"), (2, "", "-")))
    assert verdict.findings == ()
    assert [one.done_on for one in verdict.tasks] == [(), ()]


def test_without_a_column_of_days_a_result_is_the_product(read):
    rows = [[1, "Kiểm tra", "Báo cáo", "Sở Nội vụ", "", "Quý I/2022"], ["", "", "Kết luận"]]
    head = ["TT", "Nhiệm vụ", "Kết quả", *PLAN_HEAD[3:6]]
    [one] = read(plan(rows, head)).tasks
    assert (one.product, one.result) == ("Báo cáo\nKết luận", None)
