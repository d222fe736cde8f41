"""A plan's tasks along its time: when each is due, when it was done, and the day looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kpis.charts.icons import icon
from kpis.charts.markup import escape, link
from kpis.charts.task_marks import LOOKS, tone
from kpis.domain.task_status import TaskStatus


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time from a first to a last day, in the colours of a status, and what pointing tells."""

    starts: date
    ends: date
    status: TaskStatus
    told: str


@dataclass(frozen=True, slots=True)
class Point:
    """A day with the mark of a status."""

    day: date
    status: TaskStatus
    told: str


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One task's line: its name, where it leads, its stretches and its days."""

    title: str
    href: str
    note: str
    stretches: Sequence[Stretch]
    points: Sequence[Point]


@dataclass(frozen=True, slots=True)
class TimeGroup:
    """An area's lines under its name."""

    title: str
    rows: Sequence[TimeRow]


@dataclass(frozen=True, slots=True)
class Tick:
    """A part of the axis: its name and its first day."""

    title: str
    starts: date


@dataclass(frozen=True, slots=True)
class Axis:
    """The time shown, its parts, and the day looked at with its name."""

    starts: date
    ends: date
    ticks: Sequence[Tick]
    today: date
    today_told: str

    def place(self, day: date) -> float:
        """Return where a day begins, in percent from the left; what lies outside, at the edge."""
        whole = (self.ends - self.starts).days + 1
        return round(100 * min(max((day - self.starts).days, 0), whole) / whole, 2)


def timeline(groups: Sequence[TimeGroup], axis: Axis, *, caption: str) -> str:
    """Return the tasks' lines over one axis; the day looked at goes through all of them."""
    ticks = "".join(
        f'<span style="left:{axis.place(one.starts)}%">{escape(one.title)}</span>'
        for one in axis.ticks
    )
    now = _now(axis, axis.today_told)
    body = "".join(_group(one, axis) for one in groups)
    return (
        f'<div class="k k-line" role="group" aria-label="{escape(caption)}">'
        f'<div class="k-l-row k-l-axis"><span></span>'
        f'<span class="k-l-track">{ticks}{now}</span></div>{body}</div>'
    )


def _now(axis: Axis, told: str = "") -> str:
    """Return the line of the day looked at, named at the axis; nothing where it lies outside."""
    if not axis.starts <= axis.today <= axis.ends:
        return ""
    place = axis.place(axis.today + timedelta(days=1))
    side = " k-l-before" if place > 80 else ""
    name = f"<span>{escape(told)}</span>" if told else ""
    return f'<b class="k-l-now{side}" style="left:{place}%">{name}</b>'


def _group(group: TimeGroup, axis: Axis) -> str:
    heading = f'<div class="k-l-area">{escape(group.title)}</div>' if group.title else ""
    return heading + "".join(_row(one, axis) for one in group.rows)


def _row(one: TimeRow, axis: Axis) -> str:
    lines = "".join(f'<u style="left:{axis.place(tick.starts)}%"></u>' for tick in axis.ticks[1:])
    stretches = "".join(_stretch(each, axis) for each in one.stretches)
    points = "".join(_point(each, axis) for each in one.points)
    note = f"<small>{escape(one.note)}</small>" if one.note else ""
    return (
        f'<div class="k-l-row"><span class="k-l-name" title="{escape(one.title)}">'
        f"{link(one.href, escape(one.title))}{note}</span>"
        f'<span class="k-l-track">{lines}{stretches}{_now(axis)}{points}</span></div>'
    )


def _stretch(one: Stretch, axis: Axis) -> str:
    left, right = axis.place(one.starts), axis.place(one.ends + timedelta(days=1))
    told = escape(one.told)
    return (
        f'<i class="{tone(one.status)}" role="img" aria-label="{told}" title="{told}" '
        f'style="left:{left}%;width:{max(right - left, 0.4):.2f}%"></i>'
    )


def _point(one: Point, axis: Axis) -> str:
    told = escape(one.told)
    return (
        f'<em class="{tone(one.status)}" role="img" aria-label="{told}" title="{told}" '
        f'style="left:{axis.place(one.day)}%">{icon(LOOKS[one.status][1])}</em>'
    )
