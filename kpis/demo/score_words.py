"""What the demonstration's scorecards say beside the points."""

DEPENDS_ON = "UBND tỉnh"
# The criterion whose points wait for the province, as Tịnh Biên wrote of its index of 2016.
WAITING = "5.1"
EXPLANATION = "Đơn vị đã bổ sung tài liệu kiểm chứng, đề nghị xem xét lại"
# By component; "" for all others.
REASONS = {
    "": ("Tài liệu kiểm chứng chưa đầy đủ", "Thực hiện chưa đúng thời hạn quy định"),
    "waiting": ("UBND tỉnh chưa phê duyệt đề án vị trí việc làm",),
    "1.1.1": ("Ban hành kế hoạch sau thời hạn quy định",),
    "1.1.2": ("Còn nhiệm vụ chưa hoàn thành trong năm",),
    "1.2": ("Có báo cáo gửi chậm", "Báo cáo thiếu nội dung theo đề cương"),
    "1.3": ("Số đơn vị được kiểm tra chưa đạt kế hoạch",),
    "1.5": ("Không có sáng kiến được công nhận",),
    "3.2": ("Còn hồ sơ lĩnh vực đất đai giải quyết quá hạn",),
    "5.1": ("Cơ cấu công chức, viên chức chưa phù hợp vị trí việc làm",),
    "5.2": ("Một số cán bộ, công chức chưa đạt chuẩn chuyên môn",),
    "5.3": ("Có phản ánh của người dân về giờ giấc, thái độ phục vụ",),
    "7.1": ("Người dân còn quen nộp hồ sơ trực tiếp",),
    "7.2": ("Ít giao dịch thanh toán trực tuyến",),
    "7.3": ("Một số dịch vụ công chưa cung cấp trực tuyến",),
}
SOLUTIONS = (
    "Giao chỉ tiêu cụ thể cho từng bộ phận, kiểm tra hằng quý",
    "Rà soát, bổ sung tài liệu kiểm chứng ngay trong năm",
    "Tăng cường hướng dẫn, hỗ trợ người dân tại Bộ phận Một cửa",
    "Đưa vào tiêu chí thi đua của người đứng đầu",
)
