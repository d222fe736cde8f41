"""How a task's status looks: one tone, one shape and one word, the same in every drawing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kpis.charts.icons import icon
from kpis.charts.markup import escape, link
from kpis.domain.task_status import TaskStatus
from kpis.words import Words, formats

# The tone and the shape of each status. What was done late is done: the tone of good, a clock.
LOOKS = {
    TaskStatus.OVERDUE: ("off_track", "off_track"),
    TaskStatus.UNREPORTED: ("behind", "returned"),
    TaskStatus.DUE_SOON: ("behind", "behind"),
    TaskStatus.UNDETERMINED: ("no_target", "no_target"),
    TaskStatus.NOT_DUE: ("not_enough_data", "not_enough_data"),
    TaskStatus.REPORTED: ("on_track", "on_track"),
    TaskStatus.DONE_LATE: ("met k-t-late", "late"),
    TaskStatus.DONE_ON_TIME: ("met", "met"),
    TaskStatus.DONE: ("met", "met"),
}


def tone(status: TaskStatus) -> str:
    """Return the class that gives a part the colours of a task's status."""
    return f"k-s-{LOOKS[status][0]}"


def task_chip(status: TaskStatus, words: Words, detail: str = "", told: str = "") -> str:
    """Return a status as mark, word and colour, with its days beside it."""
    word = escape(words.code("task.status", status))
    days = f" <small>{escape(detail)}</small>" if detail else ""
    title = f' title="{escape(told)}"' if told else ""
    return (
        f'<span class="k-chip k-t-chip {tone(status)}"{title}>{icon(LOOKS[status][1])}'
        f"<span>{word}{days}</span></span>"
    )


@dataclass(frozen=True, slots=True)
class TallyRow:
    """A unit or area: its name, where it leads, how many tasks stand where, and texts after it."""

    title: str
    href: str
    counts: Counter[TaskStatus]
    facts: Sequence[str]
    chosen: bool = False


def tally_table(
    title: str, columns: Sequence[str], rows: Sequence[TallyRow], words: Words, *, caption: str
) -> str:
    """Return a bar of statuses for each row, all to one scale, with the facts after it."""
    heads = "".join(f'<th scope="col" class="k-h-x">{escape(one)}</th>' for one in columns)
    most = max((sum(one.counts.values()) for one in rows), default=1)
    body = "".join(_tally(one, most, words) for one in rows)
    return (
        f'<div class="k k-tally"><table><caption>{escape(caption)}</caption><thead><tr>'
        f'<th scope="col">{escape(title)}</th><th></th>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _tally(one: TallyRow, most: int, words: Words) -> str:
    parts = "".join(
        f'<i class="{tone(status)}" style="width:{100 * one.counts[status] / most:.1f}%" '
        f'title="{escape(_counted(status, one.counts[status], words))}"></i>'
        for status in TaskStatus
        if one.counts[status]
    )
    told = "; ".join(
        _counted(each, one.counts[each], words) for each in TaskStatus if one.counts[each]
    )
    facts = "".join(f'<td class="k-h-x">{escape(fact)}</td>' for fact in one.facts)
    css = ' class="k-chosen"' if one.chosen else ""
    return (
        f'<tr{css}><th scope="row">{link(one.href, escape(one.title))}</th>'
        f'<td class="k-t-bar"><span role="img" aria-label="{escape(told)}">{parts}</span></td>'
        f"{facts}</tr>"
    )


def _counted(status: TaskStatus, count: int, words: Words) -> str:
    return f"{words.code('task.status', status)}: {formats.number(count, 0, words.language)}"


def task_legend(statuses: Sequence[TaskStatus], words: Words) -> str:
    """Return the statuses side by side, for the foot of a table or timeline."""
    chips = "".join(task_chip(one, words) for one in statuses)
    return f'<div class="k k-legend">{chips}</div>'
