"""How numbers, percents, dates and periods are written: the only place that knows."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from math import isnan
from unicodedata import combining, normalize
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal

HOME = ZoneInfo("Asia/Ho_Chi_Minh")
ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
ABSENT = "–"
# Letters and tones in the order of a Vietnamese dictionary: a ă â … e ê … o ô ơ … u ư, d đ.
_LETTERS = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


@lru_cache(maxsize=8192)
def number(value: float | None, decimals: int = 0, language: str = "vi") -> str:
    """Return a number as it is written: ``1.234,5``; a dash where there is none."""
    if value is None or isnan(value):
        return ABSENT
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(round(value, decimals) + 0.0, pattern, locale=language)
    return text.replace("-", "−")


def amount(value: float | None, unit: str, decimals: int = 1, language: str = "vi") -> str:
    """Return a number with its unit: ``95,5 %`` in Vietnamese, ``95.5%`` in English."""
    return _with_unit(number(value, decimals, language), unit, language)


def goal(value: float | None, unit: str, language: str = "vi") -> str:
    """Return a target with no more decimals than it has: ``80 %``, ``92,5 %``."""
    return _with_unit(points(value, language), unit, language)


def _with_unit(text: str, unit: str, language: str) -> str:
    if text == ABSENT or not unit:
        return text
    return f"{text}%" if unit == "%" and language == "en" else f"{text}\N{NO-BREAK SPACE}{unit}"


def points(value: float | None, language: str = "vi", decimals: int | None = None) -> str:
    """Return points with the decimals they have, at most two: ``70``, ``3,5``, ``24,65``.

    More of them are rounded as documents do, halves up: 2,675 is 2,68. In a column they have as
    many ``decimals`` as the others there, see ``decimals_of``: ``94,00`` beside ``93,04``.
    """
    if value is None or isnan(value):
        return ABSENT
    cents = _cents(value)
    return number(cents, _decimals(cents) if decimals is None else decimals, language)


def decimals_of(values: Iterable[float | None]) -> int:
    """Return the decimals that the points of one column take: the most that any of them has."""
    known = (one for one in values if one is not None and not isnan(one))
    return max((_decimals(_cents(one)) for one in known), default=0)


def _cents(value: float) -> float:
    return float(Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _decimals(cents: float) -> int:
    return next((count for count in (0, 1) if round(cents, count) == cents), 2)


def signed(value: float | None, decimals: int = 1, language: str = "vi") -> str:
    """Return a change with its sign: ``+2,1`` or ``−0,4``."""
    text = number(value, decimals, language)
    return f"+{text}" if text != ABSENT and round(value, decimals) > 0 else text


def day(value: date | None, language: str = "vi") -> str:
    """Return a date: ``31/03/2024``."""
    return ABSENT if value is None else format_date(value, "dd/MM/yyyy", locale=language)


def moment(value: datetime | None, language: str = "vi") -> str:
    """Return a date with the time of day as clocks in Vietnam show it: ``31/03/2024 14:05``.

    The store keeps its moments in UTC without saying so.
    """
    if value is None:
        return ABSENT
    there = here(value)
    return f"{day(there.date(), language)} {there:%H:%M}"


def here(value: datetime) -> datetime:
    """Return a moment as clocks in Vietnam show it; without a zone it is in UTC."""
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(HOME)


@cache
def period(code: str, language: str = "vi") -> str:
    """Return a period's name: ``Quý I/2024``, ``6 tháng đầu năm 2024``, ``Năm 2024``."""
    year, _, part = code.partition("-")
    if language == "en":
        named = {"H1": f"First half of {year}", "9M": f"First nine months of {year}", "": year}
        other = f"Q{part[1:]}/{year}" if part.startswith("Q") else f"{part}/{year}"
    else:
        named = {"H1": f"6 tháng đầu năm {year}", "9M": f"9 tháng năm {year}", "": f"Năm {year}"}
        quarter = part.startswith("Q")
        other = f"Quý {ROMAN[int(part[1:])]}/{year}" if quarter else f"Tháng {part}/{year}"
    return named.get(part, other)


@cache
def period_short(code: str, language: str = "vi") -> str:
    """Return a period's name for an axis: ``I/24``, ``6T/24``, ``2024``."""
    year, _, part = code.partition("-")
    if not part:
        return year
    if part.startswith("Q"):
        quarter = part if language == "en" else ROMAN[int(part[1:])]
        return f"{quarter}/{year[2:]}"
    if part in ("H1", "9M"):
        months = part[0] if part == "9M" else "6"
        return f"{months}{'M' if language == 'en' else 'T'}/{year[2:]}"
    return f"{part}/{year[2:]}"


def listed(parts: Iterable[str], language: str = "vi") -> str:
    """Return names as a list in a sentence: ``A, B và C``."""
    names = list(parts)
    joint = " and " if language == "en" else " và "
    return joint.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return a text without case or diacritics, for search: ``Gò Quao`` → ``go quao``."""
    stripped = "".join(c for c in normalize("NFD", text.casefold()) if not combining(c))
    return stripped.replace("đ", "d")


@lru_cache(maxsize=8192)
def sort_key(text: str) -> tuple:
    """Return a key that sorts as a Vietnamese dictionary does: letters first, then tones."""
    letters, tones = [], []
    for char in normalize("NFC", text.casefold()):
        base = "".join(c for c in normalize("NFD", char) if c not in _TONES)
        letter = _LETTERS.find(normalize("NFC", base))
        letters.append(letter if letter >= 0 else -1)
        tones.append(sum(_TONES.get(c, 0) for c in normalize("NFD", char)))
    return tuple(letters), tuple(tones)
