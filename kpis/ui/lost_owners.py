"""Who has to act on lost points: those who answer for them, and bodies that have not acted."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from kpis.queries.lost_points import sum_of
from kpis.ui.tables import Column, Line, table
from kpis.words import Words, formats

OWNERS = ("owner", "criteria", "units", "lost", "own", "survey", "other_body", "due_on")
# What of it fits beside another table.
OWNERS_BRIEFLY = ("owner", "lost", "own", "due_on")
_WAITING = ("depends_on", "code", "title", "units", "lost")
# Texts of few words, which never break.
SHORT = ("due_on", "code", "unit", "recovery", "deadline", "depends_on")
NUMBERS = ("criteria", "units", "lost", "own", "survey", "other_body")


def owners_table(owners: Sequence[Mapping], t: Words, names: Sequence[str] = OWNERS) -> str:
    """Return who answers for lost points, the most to win back first."""
    lines = [Line([_of_owner(one, name, t) for name in names]) for one in owners]
    return table([_column(one, t) for one in names], lines, t("lost.owners"))


def _of_owner(one: Mapping, name: str, t: Words) -> str:
    if name == "owner":
        return one[name] if isinstance(one[name], str) else t("lost.nobody")
    if name == "due_on":
        return formats.day(one[name], t.language)
    return (
        str(one[name]) if name in ("criteria", "units") else formats.points(one[name], t.language)
    )


def waiting_table(waiting: Sequence[Mapping], t: Words) -> str:
    """Return what it costs all units together that another body has not acted, body by body."""
    lines = []
    for body, part in groupby(waiting, lambda one: one["depends_on"]):
        rows = list(part)
        if len(rows) > 1:
            units, lost = (
                str(rows[0]["body_units"]),
                formats.points(rows[0]["body_lost"], t.language),
            )
            told = t("lost.waiting_count", count=len(rows))
            lines.append(Line([body, "", told, units, lost], "ours"))
            body = ""
        lines += [
            Line(
                [
                    body,
                    one["code"],
                    one["title"],
                    str(one["units"]),
                    formats.points(one["lost"], t.language),
                ]
            )
            for one in rows
        ]
    return table([_column(one, t) for one in _WAITING], lines, t("lost.waiting"))


def waiting_sentence(waiting: Sequence[Mapping], t: Words) -> str:
    """Return the finding about waiting: points and units, and the dearest cause."""
    first = waiting[0]
    return t(
        "lost.waiting_title",
        lost=formats.points(sum_of(waiting), t.language),
        body=first["depends_on"],
        title=first["title"],
        units=first["units"],
    )


def _column(name: str, t: Words) -> Column:
    return Column(t.code("lost.column", name), name in NUMBERS, name in SHORT)
