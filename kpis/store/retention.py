"""Which versions may go: kept are the latest 30, the last of each month, and all named ones."""

from collections.abc import Mapping, Sequence

KEPT = 30


def dispensable(versions: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """Return the versions that need not be kept, oldest first; names maps name to version."""
    ordered = sorted(versions)
    last_of_month = {version[:6]: version for version in ordered}
    kept = {*ordered[-KEPT:], *last_of_month.values(), *names.values()}
    return [version for version in ordered if version not in kept]
