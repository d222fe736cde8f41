"""Random layouts of the official forms: what is read is what was written, or a finding says why."""

import random
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpis.catalogue.loading import load_catalogue
from kpis.intake.examining import examine
from kpis.intake.form_parts import Role
from kpis.intake.verdict import Severity
from tests.intake.builders import Row, delimited, html, merges, xls, xlsx
from tests.intake.conftest import SHIPPED
from tests.intake.packages import ods, xlsb

UNITS = ["Sở Tư pháp", "Sở Y tế", "Sở Công Thương", "UBND huyện Gò Quao", "Huyện An Biên",
         "Thành phố Rạch Giá", "Huyện Kiên Lương", "Sở Du lịch"]  # fmt: skip
NEW_UNITS = ["Sở Tư pháp", "Sở Y tế", "UBND xã An Phú", "Phường Long Xuyên", "Đặc khu Phú Quốc"]
FIELDS = ["Hộ tịch", "Đất đai", "Chứng thực", "Đăng ký kinh doanh", "Xây dựng", "Lao động",
          "Bảo trợ xã hội", "Môi trường", "An toàn thực phẩm"]  # fmt: skip
TITLES = ["Hài lòng về sự phục vụ", "Giao dịch thanh toán trực tuyến", "Hồ sơ trực tuyến",
          "Mức độ hài lòng của người dân, doanh nghiệp về giải quyết TTHC",
          "TTHC nội bộ được công bố", "Hồ sơ công việc xử lý trên môi trường mạng",
          "Giảm biên chế sự nghiệp", "DVC toàn trình, một phần"]  # fmt: skip
SECTIONS = ["Cấp tỉnh", "Lĩnh vực liên thông", "Khối huyện, thành phố"]


@dataclass(frozen=True)
class Kind:
    """A form as one kind of sender fills it in."""

    form: str
    title: str
    period: str
    by: Role
    labels: list[str]
    catalogue: str = "kien_giang"
    reporter: str = "UBND huyện Gò Quao"


KINDS = [
    Kind("II.06a", "Biểu số II.06a/VPCP/KSTT", "Quý III/2023", Role.FIELD, FIELDS),
    Kind("II.06a", "Biểu số II.06a/VPCP/KSTT", "Quý III/2023", Role.UNIT, UNITS),
    Kind("II.06b", "Biểu số II.06b/VPCP/KSTT", "6 tháng đầu năm 2023", Role.FIELD, FIELDS),
    Kind("TH-TTHC", "BIỂU TỔNG HỢP", "Quý II/2019", Role.UNIT, UNITS),
    Kind("II.07b", "Biểu số II.07b/VPCP/KSTT", "Năm 2022", Role.UNIT, UNITS),
    Kind("KS-HL", "TỔNG HỢP KHẢO SÁT MỨC ĐỘ HÀI LÒNG", "Năm 2023", Role.FIELD, FIELDS),
    Kind("SH-TTHC", "TÌNH HÌNH SỐ HÓA HỒ SƠ", "Quý I/2024", Role.UNIT, UNITS),
    Kind("TH-TTHC-2026", "TỔNG HỢP KẾT QUẢ GIẢI QUYẾT TTHC THEO ĐƠN VỊ", "Quý III/2026",
         Role.UNIT, NEW_UNITS, "an_giang", "UBND tỉnh An Giang"),
    Kind("07a/BTP", "Biểu số 07a/BTP", "Quý II/2026", Role.FIELD, FIELDS, "an_giang",
         "UBND phường Long Xuyên"),
    Kind("KPI-Q", "BIỂU KPI-Q", "Quý III/2024", Role.INDICATOR, TITLES),
]  # fmt: skip


@dataclass
class Drawing:
    """A layout drawn for a form, and the figures that were written into it."""

    kind: Kind
    pick: random.Random
    rows: list[Row] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    # (label, item) → value, for every figure that must come out.
    written: dict[tuple[str, str], float] = field(default_factory=dict)

    def chance(self, share: float) -> bool:
        return self.pick.random() < share


def drawn(kind: Kind, form, seed: int, *, merged: bool) -> Drawing:
    """Return a whole sheet of a form, drawn from a seed."""
    pick = random.Random(seed)
    one = Drawing(kind, pick)
    columns = _columns(one, form)
    left = pick.choice([0, 0, 1, 2])
    _title(one, left)
    top = len(one.rows)
    header = _header(one, form, columns, merged=merged)
    one.rows += header
    if merged:
        one.merges = merges(header, top, left)
        one.rows[top:] = [["" if cell in ("<", "^") else cell for cell in row] for row in header]
    if one.chance(0.5):
        numbers = pick.choice(["({})", "{}"])
        one.rows.append([numbers.format(at) for at in range(1, len(header[0]) + 1)])
    _body(one, columns, one.rows[top : top + len(header)])
    _footer(one, len(header[0]))
    one.rows[top:] = [
        ["" for _ in range(left)] + list(row) if row else [] for row in one.rows[top:]
    ]
    return one


def _columns(one: Drawing, form) -> list:
    """Return columns of a form, group by group, in an order of their own."""
    groups: dict[str, list] = {}
    # Of an item that can stand in two places only the shorter path is drawn.
    taken = set()
    for column in form.column:
        optional = not column.required and column.item not in form.one_of[:1]
        if column.item in taken or (optional and one.chance(0.15)):
            continue
        taken.add(column.item)
        groups.setdefault(column.path[0] if len(column.path) > 1 else column.item, []).append(
            column
        )
    order = list(groups.values())
    if one.chance(0.3):
        one.pick.shuffle(order)
    for group in order:
        if one.chance(0.3):
            one.pick.shuffle(group)
    return [column for group in order for column in group]


def _title(one: Drawing, left: int) -> None:
    kind = one.kind
    lines = [kind.title, f"Đơn vị báo cáo: {kind.reporter}", f"Kỳ báo cáo: {kind.period}"]
    if one.chance(0.4):
        lines.insert(0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    if one.chance(0.4):
        lines.append("Đơn vị tính: hồ sơ")
    for line in lines:
        one.rows.append([*[""] * one.pick.choice([0, left, 2]), line])
        if one.chance(0.15):
            one.rows.append([])


def _header(one: Drawing, form, columns: list, *, merged: bool) -> list[list[str]]:
    """Return the rows of a heading; merged areas as "<" and "^", else repeated or left blank."""
    depth = max(len(column.path) for column in columns)
    label = one.pick.choice(form.roles[one.kind.by])
    lines = [["STT", label], *[["^", "^"] for _ in range(depth - 1)]]
    chosen = {word: one.pick.choice(texts) for word, texts in form.words.items()}
    repeat, above = one.chance(0.4), ()
    for column in columns:
        words = tuple(column.path)
        cells = [_worded(one, chosen[word]) for word in words]
        cells += ["^"] * (depth - len(words))
        same = words[:-1] == above[:-1] and len(words) > 1
        for at, cell in enumerate(cells):
            again = same and at < len(words) - 1 and not (repeat and not merged)
            lines[at].append("<" if again else cell)
        above = words
    if not merged:
        return [["" if cell in ("<", "^") else cell for cell in line] for line in lines]
    return lines


def _worded(one: Drawing, text: str) -> str:
    habits = [
        str,
        str,
        str.upper,
        lambda t: f" {t} ",
        lambda t: f"{t} (*)",
        lambda t: t.replace(" ", "\n", 1),
    ]
    return one.pick.choice(habits)(text)


def _body(one: Drawing, columns: list, header: list[Row]) -> None:
    pick, labels = one.pick, list(one.kind.labels)
    pick.shuffle(labels)
    labels = labels[: pick.randint(1, len(labels))]
    parts = pick.choice([1, 1, 2, 3]) if len(labels) > 2 else 1
    size = -(-len(labels) // parts)
    # No section is without rows: its sums would be figures of its own.
    parts = -(-len(labels) // size)
    style = pick.choice(["int", "int", "dot", "space", "words", "float", "text"])
    total = [0] * len(columns)
    first = pick.choice(["top", "bottom", "bottom", "none"])
    place = len(one.rows)
    for at in range(parts):
        _part(
            one,
            columns,
            labels[at * size : (at + 1) * size],
            style,
            total,
            at if parts > 1 else None,
        )
        if at == 0 and one.chance(0.15):
            one.rows += [list(row) for row in header]
    name = pick.choice(["TỔNG CỘNG", "Tổng số", "Tổng cộng:", "Cộng", "Tổng"])
    line = ["", name, *[_typed(one, value, style) for value in total]]
    if first == "top":
        one.rows.insert(place, line)
    elif first == "bottom":
        one.rows.append(line)


def _part(one: Drawing, columns, labels, style: str, total: list[int], at: int | None) -> None:
    """Write some rows, under a section's row where there are several parts."""
    sums, place = [0] * len(columns), len(one.rows)
    for number, label in enumerate(labels, start=1):
        values = [one.pick.choice([0, 1, 7, 12, 100, 1234, 260752]) for _ in columns]
        cells = []
        for where, (column, value) in enumerate(zip(columns, values, strict=True)):
            if column.item == "value":
                cells.append(_rate(one, label))
                continue
            if one.chance(0.05):
                cells.append(one.pick.choice(["", "-", "…", "x"]))
                continue
            cells.append(_typed(one, value, style))
            one.written[label, column.item] = value
            sums[where] += value
            total[where] += value
        one.rows.append([one.pick.choice([number, f"{number}", f"{number}."]), label, *cells])
        if one.chance(0.08):
            one.rows.append([])
        if one.chance(0.06):
            one.rows += [["", "Trong đó:"], ["", "- Qua mạng", *[1] * len(columns)]]
    if at is not None:
        roman = ("I", "II", "III")[at]
        carried = [_typed(one, value, style) for value in sums] if one.chance(0.5) else []
        line = one.pick.choice(
            [[roman, SECTIONS[at], *carried], ["", f"{roman}. {SECTIONS[at]}", *carried]]
        )
        one.rows.insert(place, line)


def _rate(one: Drawing, label: str) -> object:
    """Return the rate of a row's counts as somebody may type it; nothing where one is missing."""
    part, whole = (one.written.get((label, item)) for item in ("numerator", "denominator"))
    if part is None or not whole:
        return one.pick.choice(["", "-", "#DIV/0!"])
    rate = 100 * part / whole
    return one.pick.choice([round(rate, 2), f"{rate:.2f}".replace(".", ","), f"{rate:.1f}%"])


def _typed(one: Drawing, value: int, style: str) -> object:
    grouped = f"{value:,}"
    if style == "dot":
        return grouped.replace(",", ".")
    if style == "space":
        return grouped.replace(",", one.pick.choice([" ", "\u00a0"]))
    if style == "words":
        return f"{grouped.replace(',', '.')} hồ sơ"
    if style == "float":
        return f"{value},0"
    return str(value) if style == "text" else value


def _footer(one: Drawing, width: int) -> None:
    if one.chance(0.5):
        day = [*[""] * min(width - 2, 4), "Kiên Giang, ngày 15 tháng 9 năm 2023"]
        signed = ["", "NGƯỜI LẬP BIỂU", "", "", "THỦ TRƯỞNG ĐƠN VỊ"]
        one.rows += [[], day, signed, [], ["", "Trần Thị Minh"]]
    if one.chance(0.3):
        one.rows.append(["", "Ghi chú: số liệu tính đến ngày 14/9/2023"])


WRITERS = {
    "xlsx": lambda one: xlsx(one.rows, merges=one.merges),
    "xls": lambda one: xls(one.rows),
    "csv": lambda one: delimited(one.rows),
    "html": lambda one: html(one.rows),
    "ods": lambda one: ods(one.rows),
    "xlsb": lambda one: xlsb(one.rows),
}


@pytest.fixture(scope="session")
def catalogues(catalogue):
    sample = SHIPPED / "samples" / "an_giang" / "catalogue"
    return {"kien_giang": catalogue, "an_giang": load_catalogue(sample)}


@pytest.mark.parametrize("kind", KINDS, ids=lambda one: f"{one.form} by {one.by}")
@settings(max_examples=56, deadline=None, derandomize=True, database=None,
          suppress_health_check=list(HealthCheck))  # fmt: skip
@given(seed=st.integers(0, 2**32), file=st.sampled_from(["xlsx", *WRITERS]))
def test_what_is_read_is_what_was_written(kind, seed, file, catalogues, forms):
    compare(kind, seed, file, catalogues, forms)


def compare(kind: Kind, seed: int, file: str, catalogues, forms) -> None:
    """Fail where a figure differs from what was written and no finding says so."""
    one = drawn(kind, forms[kind.form], seed, merged=file == "xlsx" and seed % 2 == 0)
    verdict = examine(WRITERS[file](one), f"bieu.{file}", catalogues[kind.catalogue], forms)
    found = {_key(kind, said): said.value for said in verdict.observations}
    expected = {
        _expected(kind, label, item, catalogues[kind.catalogue]): value
        for (label, item), value in one.written.items()
    }
    refused = any(said.severity is Severity.ERROR for said in verdict.findings)
    if not refused:
        assert found == expected, [said.code for said in verdict.findings]
    assert set(found.items()) <= set(expected.items())
    assert not refused, [(said.code, said.cell, said.found) for said in verdict.findings]


def _key(kind: Kind, said) -> tuple[str, str]:
    if kind.by is Role.INDICATOR:
        return tuple(said.item.rsplit(".", 1))
    return said.org_unit if kind.by is Role.UNIT else said.section.rpartition(" / ")[2], said.item


def _expected(kind: Kind, label: str, item: str, catalogue) -> tuple[str, str]:
    """Return whose figure a label and an item are, as the observation has to say it."""
    if kind.by is Role.FIELD:
        return label, item
    if kind.by is Role.INDICATOR:
        return next(
            one.id for one in catalogue.indicators.values()
            if label in [text for said in (one, *one.later) for text in
                         [*(said.title or {}).values(), *(said.short or {}).values()]]
        ), item  # fmt: skip
    names = label.casefold(), label.removeprefix("UBND ").casefold()
    units = catalogue.org_units.values()
    return next(one.id for one in units if one.name_vi.casefold() in names), item
