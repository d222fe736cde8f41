"""Which versions may go.

Kept are the latest 30, the last of each of the latest 100 days with a change, the last of each
month, and all that have a name or that somebody has looked at by a link.
"""

from collections.abc import Collection, Sequence

KEPT, KEPT_DAYS = 30, 100
_MONTH, _DAY = len("202401"), len("20240131")


def dispensable(versions: Sequence[str], wanted: Collection[str]) -> list[str]:
    """Return the versions that need not be kept, oldest first; ``wanted`` ones stay for good."""
    ordered = sorted(versions)
    last_of_day = {version[:_DAY]: version for version in ordered}
    last_of_month = {version[:_MONTH]: version for version in ordered}
    days = list(last_of_day.values())[-KEPT_DAYS:]
    kept = {*ordered[-KEPT:], *days, *last_of_month.values(), *wanted}
    return [version for version in ordered if version not in kept]
