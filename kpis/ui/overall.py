"""Units of a level by the share of goals met or on their path, and how their ranks moved."""

from collections.abc import Sequence

import duckdb

from kpis.catalogue.loading import Catalogue
from kpis.charts.markup import escape, link
from kpis.domain.lineage import Move
from kpis.domain.peers import extremes, moved
from kpis.domain.periods import Period
from kpis.queries.pictures import Figure
from kpis.queries.restated import level_restated
from kpis.ui.link import Links
from kpis.words import Words, formats

SHORT_OF_PATH = ("behind", "off_track")
JUDGED = ("met", "on_track", *SHORT_OF_PATH)

Risen = tuple[dict[str, int], dict[str, int]]


def ranks(figures: Sequence[Figure]) -> dict[str, int]:
    """Return places by share of goals on their path, ties shared; units not judged have none."""
    statuses: dict[str, list[str]] = {}
    for one in figures:
        statuses.setdefault(one["org_unit"], []).append(one["status"])
    shares = {
        unit: share for unit, of_unit in statuses.items() if (share := _share(of_unit)) is not None
    }
    return {
        unit: 1 + sum(other > mine for other in shares.values()) for unit, mine in shares.items()
    }


def _share(statuses: Sequence[str]) -> float | None:
    asked = sum(one != "not_applicable" for one in statuses)
    judged = [one for one in statuses if one in JUDGED]
    # Few judged goals make a share by luck: a unit must have half of its goals judged for a place.
    if not judged or 2 * len(judged) < asked:
        return None
    return sum(one not in SHORT_OF_PATH for one in judged) / len(judged)


def moves_of(
    con: duckdb.DuckDBPyConnection,
    *,
    level: str,
    period: str,
    now: dict[str, int],
    moves: tuple[Move, ...] = (),
) -> Risen:
    """Return by how many places units have risen since the period before, and since last year."""
    here = Period.parse(period)
    last, year = (
        ranks(level_restated(con, level=level, period=one.code, moves=moves))
        for one in (here.earlier(), here.year_earlier())
    )
    return moved(now, last), moved(now, year)


def moved_told(places: int | None, t: Words) -> str:
    """Return a change of rank: ``▲2``, ``▼1``, ``=``; a dash where there is none to tell."""
    if places is None:
        return formats.ABSENT
    if not places:
        return "="
    return f"{'▲' if places > 0 else '▼'}{formats.number(abs(places), 0, t.language)}"


def change(unit: str, risen: Risen, t: Words) -> str:
    """Return a unit's change of rank against the last period, then against last year."""
    return " / ".join(moved_told(one.get(unit), t) for one in risen)


def note(
    risen: Risen,
    level: str,
    period: str,
    catalogue: Catalogue,
    t: Words,
    links: Links,
    moves: tuple[Move, ...] = (),
) -> str:
    """Return what the ranks mean, who rose and who fell most since last year, and the way on."""
    up, down = extremes(risen[1])
    parts = [t("league.ranked")]
    for key, units in (("league.risen", up), ("league.fallen", down)):
        if units:
            named = (
                f"{t.own(catalogue.org_units[one].short)} ({moved_told(risen[1][one], t)})"
                for one in units
            )
            parts.append(f"{t(key)} {formats.listed(named, t.language)}.")
    if moves:
        parts.append(t("league.present"))
    told = escape(" ".join(parts))
    href = links.to("compare", by="units", peers=level, period=period)
    return f'<p class="note k">{told} {link(href, escape(t("league.compare")), "k-onward")}</p>'
