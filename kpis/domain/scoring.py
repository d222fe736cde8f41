"""What a scorecard comes to: given, lost, sums, the grade, and what would be if points moved.

Points are decimals and are added up exactly; only what is shown as a sum is rounded, to two
decimals. The rules, in the order they apply to one component:

1. not applicable: its points are given, or it leaves the whole, as the set says;
2. given is what was appraised (or settled, where it was disputed) plus what the survey gave, or
   else what the unit gave itself;
3. no component gives more than its highest points, save where the set grants bonus points;
4. lost is the highest points less those given.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from kpis.domain.criteria import Grade, Judged, NotApplicable, Part
from kpis.domain.judging import rounded
from kpis.domain.scorecards import NOTHING, Card, Dispute, Entry, Scored, State

NOUGHT = Decimal(0)


def score_card(
    parts: Sequence[Part],
    entries: Mapping[str, Entry],
    printed: Mapping[str, Decimal],
    not_applicable: NotApplicable,
) -> Card:
    """Return a scorecard's points. ``printed`` holds the sums of areas that only list losses.

    An area adds up its parts. Where a card lists only what lost points, and prints the area's
    sum, the area has its highest points less those lost; where it lists nothing, what it prints.
    """
    children: dict[str | None, list[Part]] = {}
    for one in parts:
        children.setdefault(one.parent, []).append(one)
    lines: dict[str, Scored] = {}
    for part in reversed(parts):
        if of_part := children.get(part.code):
            below = [lines[one.code] for one in of_part]
            bonus = {one.code for one in of_part if one.bonus}
            lines[part.code] = _sum(part, below, bonus, printed.get(part.code))
        else:
            entry = entries.get(part.code)
            lines[part.code] = _leaf(part, entry, printed.get(part.code), not_applicable)
    missing = [one.code for one in parts if lines[one.code].state is State.MISSING]
    return _whole(parts, lines, tuple(missing))


def _leaf(part: Part, entry: Entry | None, printed: Decimal | None, na: NotApplicable) -> Scored:
    said = entry or (Entry(appraised=printed) if printed is not None else NOTHING)
    if said.not_applicable:
        given = part.max if na is NotApplicable.GRANT else None
        most = part.max if na is NotApplicable.GRANT else NOUGHT
        figures = (said.self, said.appraised, said.settled, said.survey, given, NOUGHT)
        return Scored(part.code, part.max, most, *figures, State.NOT_APPLICABLE)
    given, state = _given(said, part)
    lost = None
    if given is not None and (part.max is not None or part.bonus):
        lost = (NOUGHT if part.bonus else part.max) - given
    full = NOUGHT if part.bonus else part.max
    figures = (said.self, said.appraised, said.settled, said.survey, given, lost)
    surveyed = part.judged is Judged.SURVEY and said.self is None and said.appraised is None
    return Scored(part.code, full, full, *figures, state, _dispute(said), by_survey=surveyed)


def _given(said: Entry, part: Part) -> tuple[Decimal | None, State]:
    """Return what a component was given, and by whom."""
    judged = said.appraised if said.settled is None else said.settled
    counted = [one for one in (judged, said.survey) if one is not None]
    if len(counted) == 2 and part.max is not None and sum(counted) > part.max:
        counted = counted[:1]  # The appraised points already hold the survey's.
    if counted:
        given = sum(counted, NOUGHT)
        state = State.APPRAISED if judged is not None else State.SURVEYED
    else:
        given, state = said.self, State.SELF if said.self is not None else State.MISSING
    most = part.max
    return (min(given, most) if given is not None and most is not None else given), state


def _dispute(said: Entry) -> Dispute | None:
    if said.claimed is None or said.appraised is None:
        return None
    if said.settled is None:
        return Dispute.OPEN if said.claimed > said.appraised else None
    if said.settled >= said.claimed:
        return Dispute.UPHELD
    return Dispute.PARTLY if said.settled > said.appraised else Dispute.REJECTED


def _sum(part: Part, below: Sequence[Scored], bonus: set[str], printed: Decimal | None) -> Scored:
    """Return an area's or criterion's points from those of its parts."""
    plain = [one for one in below if one.code not in bonus]
    listed = _total(one.full for one in plain)
    whole = part.max if part.max is not None else listed
    outside = sum((one.full or NOUGHT) - (one.max or NOUGHT) for one in plain)
    most = None if whole is None else whole - outside
    lost = _total(one.lost for one in below)
    complete = listed is not None and listed == whole
    if printed is not None and most is not None and not complete and lost is None:
        lost = most - printed
    if not complete and printed is None:
        lost = None
    given = None if lost is None or most is None else most - lost
    own, appraised, settled, survey = split_of(below)
    sums = (own, appraised, settled) if complete else (None, given, None)
    surveyed = all(one.by_survey for one in below)
    return Scored(part.code, whole, most, *sums, survey, given, lost, by_survey=surveyed)


def split_of(lines: Iterable[Scored]) -> tuple[Decimal | None, ...]:
    """Return what units gave themselves, what was appraised and settled, and what surveys gave.

    The first three are of the parts that are not judged by survey alone; settled holds what was
    appraised where nothing was disputed, and is None where nothing was settled at all.
    """
    known = [one for one in lines if one.state is not State.NOT_APPLICABLE]
    judged = [
        one
        for one in known
        if not one.by_survey
        and (one.survey is None or one.self is not None or one.appraised is not None)
    ]
    surveys = [one.survey for one in known if one.survey is not None]
    own = _total(one.self for one in judged) if judged else None
    appraised = _total(one.appraised for one in judged) if judged else None
    heard = any(one.settled is not None for one in judged)
    settled = _total(one.judged for one in judged) if heard else None
    return own, appraised, settled, sum(surveys, NOUGHT) if surveys else None


def _total(numbers: Iterable[Decimal | None]) -> Decimal | None:
    total = NOUGHT
    for one in numbers:
        if one is None:
            return None
        total += one
    return total


def _whole(parts: Sequence[Part], lines: Mapping[str, Scored], missing: tuple[str, ...]) -> Card:
    tops = [lines[one.code] for one in parts if one.parent is None]
    given = _total(NOUGHT if one.state is State.NOT_APPLICABLE and one.given is None
                   else one.given for one in tops)  # fmt: skip
    full, applicable = (_total(getattr(one, name) for one in tops) for name in ("full", "max"))
    score = given
    if None not in (given, full, applicable) and full != applicable:
        # Where nothing applies there is nothing to score.
        score = given * full / applicable if applicable else None
    score = None if score is None else rounded(score)
    return Card(lines, given, score, full, applicable, *split_of(tops), missing)


def grade_of(card: Card, grades: Sequence[Grade]) -> Grade | None:
    """Return the grade a card's score has; none while points are missing."""
    if (percent := card.percent) is None:
        return None
    best_first = sorted(grades, key=lambda one: -one.at_least)
    return next((one for one in best_first if percent >= one.at_least), None)


def ranks(scores: Mapping[str, Decimal | None]) -> dict[str, int]:
    """Return each one's place, best first; equals share a place, those without score have none."""
    known = [one for one in scores.values() if one is not None]
    return {
        name: 1 + sum(other > score for other in known)
        for name, score in scores.items()
        if score is not None
    }


def moved(entries: Mapping[str, Entry], moves: Mapping[str, Decimal]) -> dict[str, Entry]:
    """Return entries as they would be with other points for some components."""
    told = dict(entries)
    for code, points in moves.items():
        before = told.get(code, NOTHING)
        judged = {"appraised": points, "settled": None, "survey": None}
        told[code] = before._replace(**judged, not_applicable=False)
    return told
