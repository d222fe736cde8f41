"""What a version of the store knows, as far as reading a file needs it."""

from collections.abc import Collection
from functools import cached_property

import duckdb

from kpis.intake.confirmed import ConfirmedName
from kpis.intake.history import CardPoints, Past, Sum
from kpis.store.tables import has_table


class StoreKnowledge:
    """Answers from one version; made for one reading."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con

    def submission_with(self, sha256: str) -> str | None:
        """Return the standing submission that holds these very bytes, if any."""
        return self._submissions.get(sha256)

    @cached_property
    def _submissions(self) -> dict[str, str]:
        # Asked once: file by file, 180 questions took a quarter of a second.
        rows = self.con.execute(
            """
            SELECT sha256, arg_min(submission, seq)
            FROM submission ANTI JOIN withdrawal USING (submission) GROUP BY sha256
            """
        ).fetchall()
        return dict(rows)

    def figures(
        self, family: str, periods: Collection[str], org_units: Collection[str] | None = None
    ) -> list[Past]:
        """Return the figures that count now, of all units unless some are named."""
        rows = self.con.execute(
            """
            SELECT org_unit, item, section, period, value, form, l.illustrative, file, sheet, cell
            FROM live AS l
            JOIN submission AS s USING (submission)
            WHERE family = $family AND list_contains($periods, period)
                AND ($org_units IS NULL OR list_contains($org_units, org_unit))
            ORDER BY l.seq, l.sheet, length(l.cell), l.cell, item, section
            """,
            {
                "family": family,
                "periods": sorted(periods),
                "org_units": None if org_units is None else sorted(org_units),
            },
        ).fetchall()
        return list(map(Past._make, rows))

    def sums(self, family: str, periods: Collection[str], org_units: Collection[str]) -> list[Sum]:
        """Return what the rows that count now add up to, by unit, period and item."""
        rows = self.con.execute(
            """
            SELECT org_unit, period, item, sum(value), bool_or(illustrative) FROM live
            WHERE family = $family AND list_contains($periods, period)
                AND list_contains($org_units, org_unit)
            GROUP BY ALL
            """,
            {"family": family, "periods": sorted(periods), "org_units": sorted(org_units)},
        ).fetchall()
        return list(map(Sum._make, rows))

    def confirmed_names(self) -> list[ConfirmedName]:
        """Return the names that people have confirmed and nobody has taken back, latest first.

        A name confirmed for several units stands once for each: they may follow each other.
        """
        return self._confirmed

    @cached_property
    def _confirmed(self) -> list[ConfirmedName]:
        # Kept, for it is asked for every file of a call. Versions from before names could be
        # confirmed have no such table.
        if not has_table(self.con, "confirmed_name"):
            return []
        rows = self.con.execute(
            """
            SELECT name, key, org_unit, reason, person, confirmed_at
            FROM confirmed_name ANTI JOIN revoked_name USING (confirmation)
            QUALIFY confirmation = max(confirmation) OVER (PARTITION BY key, org_unit)
            ORDER BY confirmation DESC
            """
        ).fetchall()
        return [ConfirmedName(*row) for row in rows]

    def settled_cards(self) -> dict[tuple[str, str | None], str]:
        """Return the stage of the scorecards that were appraised and not reopened since."""
        if not has_table(self.con, "card_row"):
            return {}
        rows = self.con.execute(
            'SELECT "set", org_unit, stage FROM standing_card WHERE locked'
        ).fetchall()
        return {(set_, unit): stage for set_, unit, stage in rows}

    def card_points(self, set_: str, org_unit: str | None) -> dict[str | None, CardPoints]:
        """Return what counts of a scorecard's components, by their codes."""
        rows = self.con.execute(
            """
            SELECT code, self, appraised, settled, survey, not_applicable, depends_on
            FROM card_row
            WHERE picture = 'final' AND "set" = $set AND org_unit IS NOT DISTINCT FROM $org_unit
            """,
            {"set": set_, "org_unit": org_unit},
        ).fetchall()
        return {code: CardPoints(*row) for code, *row in rows}
