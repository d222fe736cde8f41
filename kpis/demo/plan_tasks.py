"""The tasks of the demonstration's yearly plans: texts as offices write them, leads, deadlines."""

from typing import NamedTuple

HOME, JUSTICE, OFFICE = "Sở Nội vụ", "Sở Tư pháp", "Văn phòng UBND tỉnh"
FINANCE, MEDIA, HEALTH = "Sở Tài chính", "Sở Thông tin và Truyền thông", "Sở Y tế"
SCHOOLS, INSPECTORS = "Sở Giáo dục và Đào tạo", "Thanh tra tỉnh"
INVESTMENT, LAND = "Sở Kế hoạch và Đầu tư", "Sở Tài nguyên và Môi trường"
ALL = "Các sở, ban, ngành; UBND cấp huyện"
# A cell left blank, and one that says so: both mean what stands above.
ABOVE, DITTO = "", "nt"


class Draft(NamedTuple):
    """One row of a plan; ``{year}`` stands for its year, ``{last}`` for the one before."""

    code: str
    text: str
    product: str
    lead: str
    partners: str
    deadline: str
    # Codes of the criteria whose lost points it is to win back.
    criteria: str = ""
    note: str = ""


AREAS: dict[str, tuple[Draft, ...]] = {
    "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH": (
        Draft("01", "Ban hành Kế hoạch cải cách hành chính năm {year} của tỉnh", "Kế hoạch",
              HOME, ALL, "Tháng 01/{year}", "1.1.1"),
        Draft("02", "Báo cáo kết quả công tác cải cách hành chính quý I, 6 tháng, quý III và năm",
              "Báo cáo", ABOVE, ABOVE, "Trước ngày 26 tháng 2, 5, 8 và 20/11", "1.2"),
        Draft("03", "Kiểm tra công tác cải cách hành chính tại các cơ quan, đơn vị, địa phương",
              "Kế hoạch, kết luận kiểm tra", DITTO, ABOVE, "Từ tháng 4 đến tháng 10/{year}", "1.3"),
        Draft("04", "Tuyên truyền cải cách hành chính trên các phương tiện thông tin đại chúng",
              "Tin, bài, phóng sự", MEDIA, ALL, "Thường xuyên", "1.4"),
        Draft("05", "Xác định Chỉ số cải cách hành chính năm {last} của các sở, ban, ngành và UBND "
              "cấp huyện", "Quyết định công bố", HOME, ALL, "Tháng 5/{year}"),
        Draft("06", "Khắc phục các tiêu chí bị trừ điểm trong Chỉ số cải cách hành chính năm "
              "{last}", "Báo cáo", ABOVE, ABOVE, "Trước 15/11/{year}", "1.1.2"),
    ),
    "CẢI CÁCH THỂ CHẾ": (
        Draft("01", "Xây dựng chương trình ban hành văn bản quy phạm pháp luật của tỉnh năm {year}",
              "Quyết định", JUSTICE, ALL, "Quý I/{year}"),
        Draft("02", "Rà soát, hệ thống hóa văn bản quy phạm pháp luật", "", ABOVE, ABOVE, ""),
        Draft("a)", "Văn bản do cấp tỉnh ban hành", "Báo cáo kết quả rà soát", ABOVE, ABOVE,
              "Quý III/{year}", "2.1 (sở, ngành)"),
        Draft("b)", "Văn bản do cấp huyện, cấp xã ban hành", "Báo cáo kết quả rà soát", ABOVE,
              "UBND cấp huyện", "Dự kiến Quý III/{year}", "2.1 (cấp huyện)"),
        Draft("03", "Theo dõi tình hình thi hành pháp luật", "Báo cáo", DITTO, ALL,
              "Hằng quý", "2.2"),
    ),
    "CẢI CÁCH THỦ TỤC HÀNH CHÍNH": (
        Draft("01", "Rà soát, đơn giản hóa thủ tục hành chính năm {year}", "Quyết định phê duyệt "
              "phương án đơn giản hóa", OFFICE, ALL, "Trước ngày 25/6/{year}"),
        Draft("02", "Công bố, công khai thủ tục hành chính trên Cổng dịch vụ công quốc gia",
              "Quyết định công bố", ABOVE, ABOVE, "Thường xuyên", "3.1"),
        Draft("03", "Cắt giảm thời gian giải quyết thủ tục hành chính lĩnh vực đất đai",
              "Quyết định", LAND, "UBND cấp huyện", "Trước ngày 01/6/{year}", "3.2 (cấp huyện)"),
        Draft("04", "Đánh giá việc giải quyết thủ tục hành chính theo cơ chế một cửa", "Báo cáo",
              OFFICE, ALL, "Tháng 5 và tháng 11/{year}", "3.2; 3.6"),
    ),
    "CẢI CÁCH TỔ CHỨC BỘ MÁY VÀ CHẾ ĐỘ CÔNG VỤ": (
        Draft("01", "Sắp xếp, kiện toàn các đơn vị sự nghiệp công lập ngành y tế", "Đề án",
              HEALTH, HOME, "Theo kế hoạch"),
        Draft("02", "Sắp xếp mạng lưới trường, lớp mầm non và phổ thông", "Đề án", SCHOOLS,
              f"{HOME}; UBND cấp huyện", "Quý IV/{year}"),
        Draft("03", "Đào tạo, bồi dưỡng cán bộ, công chức, viên chức năm {year}",
              "Kế hoạch, báo cáo", HOME, ALL, "Năm {year}", "5.2"),
        Draft("04", "Thanh tra công vụ, kỷ luật, kỷ cương hành chính", "Kết luận thanh tra",
              INSPECTORS, HOME, "Quý II, Quý IV/{year}", "5.3"),
    ),
    "CẢI CÁCH TÀI CHÍNH CÔNG": (
        Draft("01", "Giao quyền tự chủ tài chính cho đơn vị sự nghiệp công lập", "Quyết định",
              FINANCE, ALL, "Quý I/{year}", "6.1"),
        Draft("02", "Công khai giải ngân vốn đầu tư công", "Báo cáo",
              f"{INVESTMENT}; {FINANCE}", ALL, "Hằng tháng"),
    ),
    "XÂY DỰNG, PHÁT TRIỂN CHÍNH QUYỀN ĐIỆN TỬ, CHÍNH QUYỀN SỐ": (
        Draft("01", "Nâng cấp Hệ thống thông tin giải quyết thủ tục hành chính của tỉnh",
              "Biên bản nghiệm thu", MEDIA, OFFICE, "Quý III/{year}", "7.4"),
        Draft("02", "Tích hợp dịch vụ công trực tuyến lên Cổng dịch vụ công quốc gia",
              "Danh mục dịch vụ công", ABOVE, ALL, "Trước 31/12/{year}", "7.3"),
        Draft("03", "Hướng dẫn người dân nộp hồ sơ trực tuyến tại nhà", "-", ABOVE, ABOVE,
              "-", "7.1"),
    ),
}  # fmt: skip
