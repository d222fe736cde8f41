"""Plans and scorecards as offices type them."""

from tests.intake.builders import xlsx

PLAN_HEAD = [
    "TT", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Ghi chú"
]  # fmt: skip
SCORE_HEAD = [
    "STT", "Tiêu chí", "Điểm tối đa", "Điểm thẩm định", "Điểm mất", "Lý do", "Cơ quan thực hiện",
    "Thời hạn",
]  # fmt: skip
OWN = "UBND TỈNH KIÊN GIANG"
PLAN_TITLE = "KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2022"
SCORE_TITLE = "BẢNG CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022"
ALL = "Các sở, ban, ngành"


def plan(rows, head=PLAN_HEAD, issuer=OWN, title=PLAN_TITLE, merges=(), **options):
    """Return a plan's annex; its first row is row 4."""
    return xlsx([[issuer], [title], list(head), *rows], "Phụ lục", merges, **options)


def scorecard(rows, head=SCORE_HEAD, issuer="UBND HUYỆN GÒ QUAO", title=SCORE_TITLE, merges=()):
    """Return a scorecard; its first row is row 4."""
    return xlsx([[issuer], [title], list(head), *rows], "Bảng điểm", merges)


def task(
    number,
    text="Rà soát văn bản",
    product="Kế hoạch",
    lead="Sở Tư pháp",
    partners=ALL,
    due="Quý I/2022",
):
    """Return one row of a plan."""
    return [number, text, product, lead, partners, due, ""]
