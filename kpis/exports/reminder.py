"""The letter that asks a unit for the reports it still owes, with what is missing from each."""

from collections.abc import Mapping, Sequence
from datetime import date

from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.model import OrgUnit, UnitKind
from kpis.words import Words, formats

# A longer list than this belongs into the workbook that is sent back, not into a letter.
MOST_ITEMS = 30

Gaps = Sequence[tuple[str, str]]


def reminder(
    unit: OrgUnit,
    reports: Sequence[tuple[Mapping, Gaps]],
    titles: Mapping[str, str],
    catalogue: Catalogue,
    words: Words,
    *,
    today: date,
) -> str:
    """Return the letter as plain text, ready for a mail, a message or an official letter.

    ``reports`` are rows of ``queries.tracker.reports`` of one period, each with its missing
    (item, section) pairs; ``titles`` names the forms by code.
    """
    period = formats.period(reports[0][0]["period"], words.language)
    day = formats.day(today, words.language)
    lines = [
        words("reminder.subject", period=period),
        "",
        words("reminder.to", unit=_addressee(unit, words)),
        "",
        words("reminder.intro", today=day, period=period),
    ]
    for number, (report, gaps) in enumerate(reports, start=1):
        lines.append(_form(number, report, titles[report["form"]], words))
        if report["state"] == "incomplete":
            lines += [words("reminder.lacking"), *_items(gaps, report["period"], catalogue, words)]
    return "\n".join([*lines, "", words("reminder.request"), "", words("reminder.end")])


def _addressee(unit: OrgUnit, words: Words) -> str:
    name = words.own(unit.name)
    if unit.kind is not UnitKind.DISTRICT:
        return name
    # "Ủy ban nhân dân huyện Hòn Đất": the type loses its capital, in English it stands at the end.
    plain = name if words.language == "en" else name[:1].lower() + name[1:]
    return words("reminder.committee", unit=plain)


def _form(number: int, report: Mapping, title: str, words: Words) -> str:
    due = formats.day(report["due_on"], words.language)
    state = words.code(
        "reminder.state",
        report["state"],
        cells=formats.number(report["cells"], 0, words.language),
        expected=formats.number(report["expected_cells"], 0, words.language),
        remarks=report["remarks"],
    )
    if report["extension"]:
        due = words("reminder.extended", due=due)
    facts = {"number": number, "form": report["form"], "title": title, "state": state, "due": due}
    return words("reminder.form", **facts)


def _items(gaps: Gaps, period: str, catalogue: Catalogue, words: Words) -> list[str]:
    named: dict[tuple[str, str], list[str]] = {}
    for item, section in gaps:
        indicator, _, part = item.rpartition(".")
        parts = named.setdefault((indicator or item, section), [])
        if indicator:
            parts.append(words.code("reminder", part))
    lines = []
    for (subject, section), parts in named.items():
        title = words.own(catalogue.indicator_at(subject, period).title) if parts else ""
        lines.append(_item(subject, section, title, parts, words))
    if len(lines) > MOST_ITEMS:
        more = len(lines) - MOST_ITEMS
        return [*lines[:MOST_ITEMS], words("reminder.more", count=more)]
    return lines


def _item(subject: str, section: str, title: str, parts: list[str], words: Words) -> str:
    if parts:
        text = words("reminder.parts", indicator=title, parts=", ".join(parts))
    else:
        text = words.code("item", subject)
    if section:
        return words("reminder.item_of", item=text, section=section)
    return words("reminder.item", item=text)
