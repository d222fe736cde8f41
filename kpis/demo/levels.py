"""What the demonstration province looks like: who handles how much, and where each goal stands.

Every figure here is invented; where a published one set the size, its place and period are named.
"""

from kpis.domain.periods import Period

FIRST, LAST = Period.quarter(2021, 1), Period.quarter(2025, 2)
SEED = 41

# New dossiers of an ordinary quarter of 2021. Together about 262,000, as Kiên Giang reported
# 252,947 in Quý II/2020. A district's include those of its communes.
DOSSIERS = {
    "kg-899": 34_100,
    "kg-900": 9_300,
    "kg-902": 12_800,
    "kg-903": 20_600,
    "kg-904": 17_900,
    "kg-905": 19_800,
    "kg-906": 25_300,
    "kg-907": 15_700,
    "kg-908": 14_600,
    "kg-909": 13_900,
    "kg-910": 11_800,
    "kg-911": 22_700,
    "kg-912": 2_900,
    "kg-913": 7_700,
    "kg-914": 4_400,
    "kg-van-phong-ubnd-tinh": 120,
    "kg-so-noi-vu": 520,
    "kg-so-tu-phap": 4_200,
    "kg-so-tai-chinh": 340,
    "kg-so-ke-hoach-va-dau-tu": 3_700,
    "kg-so-cong-thuong": 2_400,
    "kg-so-nong-nghiep-va-phat-trien-nong-thon": 1_450,
    "kg-so-giao-thong-van-tai": 6_400,
    "kg-so-xay-dung": 880,
    "kg-so-tai-nguyen-va-moi-truong": 4_600,
    "kg-so-thong-tin-va-truyen-thong": 230,
    "kg-so-lao-dong-thuong-binh-va-xa-hoi": 2_300,
    "kg-so-van-hoa-va-the-thao": 310,
    "kg-so-du-lich": 290,
    "kg-so-khoa-hoc-va-cong-nghe": 210,
    "kg-so-giao-duc-va-dao-tao": 640,
    "kg-so-y-te": 1_700,
    "kg-so-ngoai-vu": 130,
    "kg-thanh-tra-tinh": 70,
    "kg-ban-dan-toc": 60,
    "kg-ban-quan-ly-khu-kinh-te-tinh": 160,
    "kg-ban-quan-ly-khu-kinh-te-phu-quoc": 480,
}

# Better or worse than others of its kind, in logits: one star, two laggards, a few in between.
STANDING = {
    "kg-900": 1.0,
    "kg-904": 0.45,
    "kg-so-tu-phap": 0.5,
    "kg-ban-quan-ly-khu-kinh-te-phu-quoc": 0.3,
    "kg-913": -0.35,
    "kg-914": -0.3,
    "kg-909": -1.45,
    "kg-so-giao-thong-van-tai": -1.15,
}

# Tết falls into Quý I; social distancing in the South, July to September 2021.
SEASON = {1: 0.91, 2: 1.02, 3: 1.03, 4: 1.0}
SHOCK_PERIOD = "2021-Q3"
SHOCK = {SHOCK_PERIOD: 0.66, "2021-Q4": 0.88, "2022-Q1": 0.95}
GROWTH = 0.007  # a year

# Share of a quarter's dossiers still open at its end: 5,998 of 260,752 (2.3 %) in Quý II/2020,
# 8,460 of 169,736 (5.0 %) in Quý I/2018, Kiên Giang.
OPEN_SHARE = (0.018, 0.045)
# Of those open, the late: 1,481 of 5,998 (24.7 %) in Quý II/2020, Kiên Giang.
OPEN_LATE = {2021: 0.25, 2022: 0.22, 2023: 0.19, 2024: 0.16, 2025: 0.14}

# The whole province (all reporting units together) at Quý I of 2021, 2022, 2023, 2024, 2025, in %.
PATHS: dict[str, tuple[float, ...]] = {
    # Published: Kiên Giang 99.62 (Quý II/2020), An Giang 98.62 (2021) and 99.77 (2024),
    # districts of Lâm Đồng 98.15 (6 tháng 2022), districts of Quảng Nam 90.86 (tháng 1/2025).
    "on_time_rate": (97.1, 97.9, 98.4, 98.8, 99.1),
    # Published: Bàu Bàng 43.9, 64.5, 85.1 (2022-2024), Bình Dương 31.9 (9 tháng 2022),
    # Bình Thuận 54.9 (2024), Cần Thơ's centre 63.4 (28/2-31/7/2024).
    "online_dossier_rate": (15.0, 25.0, 38.5, 50.5, 58.5),
    "internal_electronic_transfer_rate": (38, 52, 64, 72, 77.5),
    "online_payment_procedure_rate": (21, 38, 57, 70, 78.5),
    # Published: Bình Thuận 55.89 (2024), Cần Thơ's centre 59.18 (28/2-31/7/2024).
    "online_payment_rate": (3, 8, 19, 33, 45),
    # Published: Bình Dương 80.6 (2024), An Giang 39.45 + 22.92 (2024).
    "online_service_rate": (46, 62, 74, 82.5, 87.5),
    "national_portal_rate": (22, 40, 53, 62, 67.5),
    # Published: An Giang 92.58 (30/1/2026); the national SIPAS mean was 80.08 in 2022 and 83.94 in
    # 2024, answers at the counter lie well above it.
    "satisfaction_rate": (84, 87.2, 90.1, 92.4, 93.8),
    "satisfaction_land_construction_investment": (74, 76.4, 78.8, 80.6, 81.8),
    "internal_procedure_published_rate": (30, 52, 71, 83, 89.5),
    "no_resubmission_rate": (12, 20, 29, 38, 45),
    "satisfaction_public_service": (82.5, 85, 87.3, 89.1, 90.4),
    "commune_official_qualified_rate": (88.5, 91.6, 94.7, 97.3, 98.8),
    "e_authentication_rate": (28, 47, 65, 79, 88),
    "e_meeting_rate": (55, 70, 82.5, 90, 94),
    "network_dossier_rate": (52, 64, 75, 83, 87),
}

# Figures only the province sends: the whole in 2021, and the path in %.
PROVINCE_ONLY: dict[str, tuple[int, tuple[float, ...]]] = {
    "regulation_cut_rate": (640, (3.9, 9.2, 14.1, 18.4, 21.2)),
    "compliance_cost_cut_rate": (86_500, (2.1, 6.2, 10.9, 15.3, 18.4)),
    "public_unit_reduction": (742, (0.3, 3.1, 6.0, 8.3, 9.5)),
    "payroll_reduction": (24_860, (0.2, 2.0, 3.9, 5.6, 6.6)),
    "satisfaction_health_education": (1_820, (77.0, 79.2, 81.4, 83.2, 84.4)),
    "autonomous_unit_rate": (742, (5.3, 6.4, 7.9, 9.6, 11.1)),
    "equitised_unit_rate": (9, (0, 11, 22.5, 33.5, 44.5)),
    "lgsp_connected_rate": (52, (25, 42, 60, 77, 90)),
    "popular_service_on_portal_rate": (40, (27.5, 55, 82.5, 95, 100)),
}

# What the pandemic's quarter moved beside the path, in points.
SHOCKED_POINTS = {"on_time_rate": -1.5, "online_dossier_rate": 4.0, "online_payment_rate": 1.0}


def quarters() -> list[Period]:
    """Return the quarters of the demonstration, oldest first."""
    count = (LAST.step - FIRST.step) // 3
    return [LAST.earlier(back) for back in range(count, -1, -1)]


def on_path(path: tuple[float, ...], period: Period) -> float:
    """Return where a path stands in a quarter, straight between two first quarters.

    After the last one the last year's step goes on.
    """
    years = (period.step - FIRST.step) / 12
    place = min(int(years), len(path) - 2)
    return path[place] + (path[place + 1] - path[place]) * (years - place)
