"""Which task is which: a key that stays when a newer file of the same plan comes in."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kpis.domain.names import plain

# From this likeness (0 to 1) on, two texts under the same number are one task, worded anew.
ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Named:
    """What a plan calls a task: its area, its number there, and its text."""

    area: str | None
    code: str | None
    text: str


def keys_of(tasks: Sequence[Named]) -> list[str]:
    """Return a key for each task of one plan, in its order; no two are the same.

    Spelling, case and spaces do not matter. Rows that say the very same (one task merged over
    several rows) are told apart by their order.
    """
    counts: dict[str, int] = {}
    keys = []
    for one in tasks:
        said = "\0".join((plain(one.area or ""), _number(one), plain(one.text)))
        key = hashlib.sha256(said.encode()).hexdigest()[:10]
        counts[key] = counts.get(key, 0) + 1
        keys.append(key if counts[key] == 1 else f"{key}-{counts[key]}")
    return keys


def same_task(key: str, named: Named, tasks: Mapping[str, Named]) -> str | None:
    """Return the key under which a plan has a task that was once called so, or None.

    That is the same key; or the same number with nearly the same text, the most alike of them;
    or the same text under another number, where only one has it.
    """
    if key in tasks:
        return key
    words, likeness = plain(named.text), {}
    for other, one in tasks.items():
        if _number(one) == _number(named):
            matcher = SequenceMatcher(None, words, plain(one.text), autojunk=False)
            likeness[other] = matcher.ratio() + 0.01 * _same_area(one, named)
    best = max(likeness, key=likeness.__getitem__, default=None)
    if best is not None and likeness[best] >= ALIKE:
        return best
    same = [other for other, one in tasks.items() if plain(one.text) == words]
    return same[0] if len(same) == 1 else None


def _number(one: Named) -> str:
    """Return a task's number without dots at its end and zeros before it: ``01.`` is ``1``."""
    return " ".join(part.lstrip("0") or "0" for part in plain(one.code or "").split())


def _same_area(one: Named, other: Named) -> bool:
    return plain(one.area or "") == plain(other.area or "")
