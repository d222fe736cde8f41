"""Reports that several files give: of one unit twice, or of two units with the same figures."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from kpis.intake.background import Background
from kpis.intake.history import Past
from kpis.intake.reports import Report, Rows, by_row, matched
from kpis.intake.verdict import Finding, FindingCode

# Figures that are all smaller than this may well be alike by chance.
_NO_CHANCE = 20


def check_other_files(report: Report, earlier: Iterable[Report]) -> Iterator[Finding]:
    """Yield what other files that come along, in front of this one, say of the same report.

    ``earlier`` are the reports of the same family of forms, unit and period. The later file is
    the one whose figures will stand.
    """
    for other in earlier:
        rows = by_row(other.past)
        pairs = list(_side_by_side(report, rows))
        differing = [one for one in pairs if one[1] != one[2]]
        if not pairs:
            continue
        code = FindingCode.DIFFERS_FROM_OTHER_FILE if differing else FindingCode.SAME_IN_OTHER_FILE
        (section, item), now, then = (differing or pairs)[0]
        past = next(row[item] for row in rows.values() if item in row)
        past = past if section is None else rows[section][item]
        facts = {"unit": report.unit.name, "period": report.period.code, "place": past.place}
        facts |= {"count": len(differing or pairs), "expected": then}
        if section is None:
            yield report.of_whole(code, item, now, **facts)
        else:
            yield report.finding(code, report.rows[section][item], **facts)


def _side_by_side(
    report: Report, rows: Rows
) -> Iterator[tuple[tuple[str | None, str], float, float]]:
    """Yield section, item and both figures; as a whole where one is by field, the other is not."""
    for item in report.largest:
        for section, (now, then) in matched((report.rows, item), (rows, item)).items():
            if section is not None or (report.counts(item) and report.form.replaces == "unit"):
                yield (section, item), now, then


class Copies:
    """Finds reports whose figures are, all of them, those of another unit in the same period."""

    def __init__(self, reports: Sequence[Report], background: Background) -> None:
        """Look at the files that come along, and in the store for the periods they are of."""
        self._told: dict[Hashable, list[Past]] = defaultdict(list)
        worth = [one for one in reports if telling(one)]
        for one in worth:
            self._told[_print(one.form.family, one.past)].append(one.past[0])
        periods: dict[str, set[str]] = defaultdict(set)
        for one in worth:
            periods[one.form.family].add(one.period.code)
        for family, codes in periods.items():
            by_unit: dict[tuple[str, str], list[Past]] = defaultdict(list)
            for past in background.known.figures(family, codes):
                by_unit[past.org_unit, past.period].append(past)
            for pasts in by_unit.values():
                self._told[_print(family, pasts)].append(pasts[0])

    def check(self, report: Report) -> Iterator[Finding]:
        """Yield one finding where another unit has the very same figures in another file."""
        code = FindingCode.SAME_AS_OTHER_UNIT
        if not telling(report):
            return
        for past in self._told[_print(report.form.family, report.past)]:
            known = past.org_unit in report.catalogue.org_units
            elsewhere = past.org_unit != report.unit.id and past.file != report.file
            if known and elsewhere and past.illustrative == report.illustrative:
                facts = {"unit": report.unit.name, "period": report.period.code}
                facts |= {"other": report.catalogue.org_units[past.org_unit].name}
                count = sum(1 for one in report.cells if one.value)
                yield report.finding(code, report.cells[0], **facts, place=past.place, count=count)
                return


def telling(report: Report) -> bool:
    """Tell whether a report has enough figures, large enough, for a copy to be no chance."""
    figures = [one.value for one in report.cells if one.value]
    least = report.form.rules[FindingCode.SAME_AS_OTHER_UNIT].least
    return len(figures) >= least and max(figures) >= _NO_CHANCE


def _print(family: str, pasts: Sequence[Past]) -> Hashable:
    """Return what is alike for reports with the same figures; one row's heading is no figure."""
    rows = by_row(pasts)
    alone = len(rows) == 1
    figures = frozenset(
        ("" if alone else section, item, one.value)
        for section, row in rows.items()
        for item, one in row.items()
    )
    return family, pasts[0].period, figures
