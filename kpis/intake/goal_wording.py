"""What a goal's wording asks for: "Tối thiểu 80%", "từ 30% trở lên", "không quá 15 phút"."""

import re
from dataclasses import dataclass

from kpis.domain.names import plain

_NUMBER = re.compile(r"(?<![\d.,/])\d+(?:[.,]\d+)?(?![\d/])")
# Years and dates in a wording are no goals.
_TIMES = re.compile(
    r"\d{1,2}/\d{1,2}/20\d\d|\b(?:năm|quý [IV]+/|đến|trước)\s*20\d\d\b", re.IGNORECASE
)
# The first that is found counts: "không quá" before "quá", "không dưới" before "dưới".
_COMPARATORS = (
    (">=", ("toi thieu", "it nhat", "tro len", "khong duoi", "khong thap hon", "khong it hon")),
    ("<=", ("toi da", "khong qua", "khong vuot qua", "khong hon", "tro xuong", "nhieu nhat")),
    (">", ("tren", "hon", "cao hon")),
    ("<", ("duoi", "thap hon", "it hon")),
)
_SIGNS = ((">=", ("≥", ">=", "=>")), ("<=", ("≤", "<=", "=<")), (">", (">",)), ("<", ("<",)))


@dataclass(frozen=True, slots=True)
class Wording:
    """A goal's number and how it is compared; no comparator where the text says none."""

    value: float
    comparator: str | None
    # Whether a percent sign stands with the number.
    signed: bool


def read_wording(text: str) -> Wording | None:
    """Return what a wording asks for; None where it holds no number, or several."""
    bare = _TIMES.sub(" ", text)
    numbers = _NUMBER.findall(bare)
    if len(numbers) != 1:
        return None
    value = float(numbers[0].replace(",", "."))
    return Wording(value, _comparator(bare), "%" in bare)


def _comparator(text: str) -> str | None:
    for comparator, signs in _SIGNS:
        if any(sign in text for sign in signs):
            return comparator
    words = f" {plain(text)} "
    for comparator, phrases in _COMPARATORS:
        if any(f" {phrase} " in words for phrase in phrases):
            return comparator
    return None
