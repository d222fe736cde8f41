"""What a criteria set is called in a workbook that officers edit: headings, and words for choices.

The workbook is Vietnamese, like every form that offices pass on.
"""

from kpis.domain.criteria import Block, Judged, NotApplicable

HEAD_SHEET, TREE_SHEET, GRADE_SHEET = "Bộ tiêu chí", "Tiêu chí", "Xếp loại"
YES = "Có"

# Lines of the first sheet, by the key of the set's file.
HEAD = {
    "id": "Mã bộ tiêu chí",
    "title.vi": "Tên bộ tiêu chí",
    "title.en": "Tên tiếng Anh",
    "years": "Năm áp dụng",
    "block": "Khối",
    "document": "Văn bản ban hành",
    "note": "Ghi chú",
    "max": "Tổng điểm",
    "survey_max": "Trong đó điểm điều tra xã hội học",
    "not_applicable": "Tiêu chí không áp dụng",
    "bonus": "Có điểm thưởng",
    "illustrative": "Bộ tiêu chí minh hoạ",
    "own_grades": "Ngưỡng xếp loại do tỉnh đặt",
    "counts.areas": "Số lĩnh vực theo văn bản",
    "counts.criteria": "Số tiêu chí theo văn bản",
    "counts.components": "Số tiêu chí thành phần theo văn bản",
}
# Columns of the second sheet, by the column of the set's CSV file.
TREE = {
    "code": "Mã",
    "title": "Lĩnh vực, tiêu chí, tiêu chí thành phần",
    "max": "Điểm tối đa",
    "judged": "Cách chấm",
    "rule": "Mức điểm",
    "indicator": "Chỉ tiêu",
    "evidence": "Tài liệu kiểm chứng",
    "owner": "Cơ quan thực hiện",
    "exempt": "Đơn vị được miễn",
    "bonus": "Điểm thưởng",
}
GRADE = {"code": "Mã", "name.vi": "Xếp loại", "name.en": "Tên tiếng Anh", "at_least": "Từ (%)"}

CHOICES = {
    "block": {
        Block.PROVINCE: "Cấp tỉnh",
        Block.AGENCY: "Sở, ban, ngành",
        Block.VERTICAL: "Cơ quan ngành dọc",
        Block.DISTRICT: "Cấp huyện",
        Block.COMMUNE: "Cấp xã",
    },
    "not_applicable": {
        NotApplicable.RESCALE: "Quy đổi theo các tiêu chí còn lại",
        NotApplicable.GRANT: "Cho điểm tối đa",
    },
    "judged": {
        Judged.BY_HAND: "Chấm theo hồ sơ",
        Judged.YES_NO: "Có hoặc không",
        Judged.BANDED: "Theo mức",
        Judged.FORMULA: "Theo tỷ lệ",
        Judged.SURVEY: "Điều tra xã hội học",
    },
}
YES_NO = ("bonus", "illustrative", "own_grades")
NUMBERS = ("max", "survey_max", "at_least", "counts.areas", "counts.criteria", "counts.components")
