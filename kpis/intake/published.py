"""Rank and grade as a scorecard prints them: kept as published, beside what is reckoned."""

import re

from kpis.domain.names import plain
from kpis.intake.documents import Total
from kpis.intake.origin import Origin
from kpis.intake.written import Line, WrittenTable

_RANK = re.compile(r"^(?:xep hang|xep thu|thu hang|hang)\b")
_GRADE = re.compile(r"^(?:xep loai|xep nhom|nhom dieu hanh)\b")
_PLACE = re.compile(r"(\d{1,3})(?:\s*(?:/|trên)\s*(\d{1,3}))?")


def published(line: Line, table: WrittenTable, origin: Origin) -> Total | None:
    """Return the rank or grade that a row prints: "Xếp hạng: 8/11", "Xếp loại | Tốt"."""
    words, said = plain(line.label), _texts(line)
    place = ranked = None
    if _RANK.match(words):
        found = next((one for one in map(_PLACE.search, said) if one), None)
        place, ranked = found.groups() if found else (None, None)
        kind, title = "rank", line.label
    elif _GRADE.match(words):
        kind, title = "grade", said[0] if said else line.label
    else:
        return None
    return Total(
        set=origin.set,
        org_unit=origin.unit.id if origin.unit else None,
        kind=kind,
        code=None,
        title=title,
        max=float(ranked) if ranked else None,
        self=None,
        given=float(place) if place else None,
        lost=None,
        sheet=table.grid.name,
        cell=table.place(line, table.label),
        unit_name=origin.name,
    )


def _texts(line: Line) -> list[str]:
    """Return what a row says after its label's colon, and in its cells."""
    after = line.label.partition(":")[2].strip(" .")
    return [one for one in (after, *line.own.values()) if one]
