"""Deadlines as plans word them, read as values; what could be meant in two ways is not guessed."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from unicodedata import combining, normalize

from kpis.domain.deadline_parts import parts_of
from kpis.domain.errors import DeadlineUnreadable
from kpis.domain.spans import Span, read_spans


class DeadlineKind(StrEnum):
    """What a deadline binds to; ``open`` names no day, ``unknown`` could not be read."""

    DATES = "dates"
    RECURRENT = "recurrent"
    OPEN = "open"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline's meaning.

    ``dates`` are the days it names, or the last days of the months, quarters and years it names;
    ``before`` tells that none of them is part of it any more (Trước 15/11); where only some are
    not, those stand as the day before, the last that is in time. ``starts`` is the first day of a
    span, ``every`` how often it comes back: week, month, quarter, half, year.
    """

    kind: DeadlineKind
    dates: tuple[date, ...] = ()
    starts: date | None = None
    before: bool = False
    tentative: bool = False
    every: tuple[str, ...] = ()


UNKNOWN = Deadline(DeadlineKind.UNKNOWN)

_DASHES = re.compile(r"[‐‑‒–—−]")
_TENTATIVE = re.compile(r"\(?\b(?:du kien|khoang|tam thoi)\b\)?[: ]*")
_LEADS = re.compile(
    r"(?:ban hanh|bao cao(?: nam)?|hoan thanh|thuc hien|xong|cham nhat|trong|vao|den)\b(?: la\b)? ?"
)
_BEFORE = re.compile(r"truoc (?:ngay (?=\d))?")
_TO_THE_END = re.compile(r"(?:den )?(?:cuoi|het) (?=ngay|thang|quy|nam|\d)")
_FREQUENCIES = {
    "tuan": "week",
    "thang": "month",
    "quy": "quarter",
    "6 thang": "half",
    "06 thang": "half",
    "nam": "year",
}
_ONE_TIME = r"(?:tuan|thang|quy|0?6 thang|nam)"
_EACH = re.compile(
    rf"\b(?:dinh ky )?(?:hang|moi) ({_ONE_TIME}(?:(?:,| va|, hang| va hang) {_ONE_TIME})*)\b"
)
_ONGOING = re.compile(r"(?:thuc hien )?(?:thuong xuyen|lien tuc)(?:,? lien tuc)?")
_ELSEWHERE = re.compile(
    r"theo (?:ke hoach|tien do|quy dinh|yeu cau|chi dao|lo trinh|huong dan|thoi gian|thoi han)\b.*"
    r"|khi (?:co|phat sinh)\b.*|[-.… ]*"
)
_ONWARDS = re.compile(
    r",? (?:va )?(?:(?:cac|nhung) nam (?:tiep theo|sau|ke tiep)|tro di)$"
    r"|^(?:bat dau )?tu (?!.*(?: den |-))"
)
_LAST_MONTHS = re.compile(
    r"(?:bao cao )?quy (?P<before>truoc )?ngay (?P<day>\d{1,2}) (?:cua )?thang cuoi (?:cua )?quy"
)


def read_deadline(text: str, year: int | None = None) -> Deadline:
    """Return the meaning of a deadline; ``year`` is its plan's, for days written without one.

    ``Quý IV/2016`` is due on its last day, ``Trước 15/11/2018`` before that day, ``Hằng quý``
    comes back, ``Thường xuyên``, ``Theo kế hoạch`` and ``-`` name no day. Every word must be
    understood: otherwise the kind is ``unknown``, and no day is given.
    """
    clauses = (one.strip(" .,") for one in _plain(text).split(";"))
    try:
        parts = [part for one in clauses if one for part in parts_of(one, year)]
        return _joined([_clause(*part) for part in parts])
    except DeadlineUnreadable:
        return UNKNOWN


def _plain(text: str) -> str:
    """Return a text in small letters without diacritics, with plain dashes and single spaces."""
    letters = normalize("NFKD", _DASHES.sub("-", text).casefold()).replace("đ", "d")
    bare = "".join(letter for letter in letters if not combining(letter))
    return " ".join(re.sub(r"\bqui\b", "quy", bare).split())


def _joined(clauses: list[Deadline]) -> Deadline:
    """Return several clauses as one deadline: recurrent or open where one of them is."""
    if not clauses:
        return Deadline(DeadlineKind.OPEN)
    kinds = {one.kind for one in clauses}
    order = (DeadlineKind.RECURRENT, DeadlineKind.OPEN, DeadlineKind.DATES)
    before = all(one.before for one in clauses if one.dates) and any(one.dates for one in clauses)
    return Deadline(
        next(kind for kind in order if kind in kinds),
        tuple(sorted({day for one in clauses for day in _in_time(one, before)})),
        next((one.starts for one in clauses if one.starts), None),
        before,
        any(one.tentative for one in clauses),
        tuple(dict.fromkeys(often for one in clauses for often in one.every)),
    )


def _in_time(clause: Deadline, before: bool) -> tuple[date, ...]:
    """Return a clause's days as they stand in a whole whose days are ``before`` or are not."""
    less = timedelta(days=1 if clause.before and not before else 0)
    return tuple(day - less for day in clause.dates)


def _clause(words: str, year: int | None) -> Deadline:
    if _ELSEWHERE.fullmatch(words):
        return Deadline(DeadlineKind.OPEN)
    if each := _LAST_MONTHS.fullmatch(words):
        return _each_quarter(int(each["day"]), year, before=bool(each["before"]))
    bare = _TENTATIVE.sub("", words).strip(" ,")
    tentative = bare != words
    recurrent, every, bare = _frequencies(bare)
    ongoing, bare = _taken(_ONGOING, bare)
    onwards, bare = _taken(_ONWARDS, bare)
    bare = bare.removeprefix("tu ") if onwards else bare
    before, to_the_end, bare = _modifiers(bare)
    kind = DeadlineKind.OPEN if ongoing or onwards else DeadlineKind.DATES
    kind = DeadlineKind.RECURRENT if recurrent else kind
    if not bare:
        if before or onwards or kind is DeadlineKind.DATES:
            raise DeadlineUnreadable(words)
        return Deadline(kind, tentative=tentative, every=every)
    spans = read_spans(bare, year)
    starts = spans[0].starts if onwards or (len(spans) == 1 and spans[0].is_range) else None
    dates = () if onwards else tuple(_due(one, before and not to_the_end) for one in spans)
    return Deadline(kind, dates, starts, before, tentative, every)


def _each_quarter(day: int, year: int | None, *, before: bool) -> Deadline:
    spans = [span for month in (3, 6, 9, 12) for span in read_spans(f"{day}/{month}", year)]
    dates = tuple(one.ends for one in spans)
    return Deadline(DeadlineKind.RECURRENT, dates, before=before, every=("quarter",))


def _due(span: Span, before: bool) -> date:
    """Return the day a span is due: before Quý III means before its first day."""
    if not before:
        return span.ends
    # "Trước tháng 01" of a plan without a year: of this year or of the next?
    if span.assumed and span.starts != span.ends and span.starts.month == 1:
        raise DeadlineUnreadable(str(span))
    return span.starts


def _frequencies(words: str) -> tuple[bool, tuple[str, ...], str]:
    """Return whether a deadline comes back, how often, and the words that are left."""
    if not (found := _EACH.search(words)):
        rest = re.sub(r"^dinh ky\b[ ,]*", "", words)
        return rest != words, (), rest
    named = re.findall(_ONE_TIME, found[1])
    rest = (words[: found.start()] + words[found.end() :]).strip(" ,")
    return True, tuple(_FREQUENCIES[one] for one in named), rest


def _taken(pattern: re.Pattern[str], words: str) -> tuple[bool, str]:
    rest = pattern.sub("", words).strip(" ,")
    return rest != words, rest


def _modifiers(words: str) -> tuple[bool, bool, str]:
    """Return whether "trước" and "cuối" or "hết" stand before a date, and the date."""
    before = to_the_end = False
    while True:
        if found := _BEFORE.match(words):
            before = True
        elif found := _TO_THE_END.match(words):
            to_the_end = True
        elif not (found := _LEADS.match(words)):
            return before, to_the_end, words
        words = words[found.end() :]
