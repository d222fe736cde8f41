"""What a version of the store knows, as far as reading a file needs it."""

from collections.abc import Collection, Mapping

import duckdb

from kpis.intake.history import Key


class StoreKnowledge:
    """Answers from one version; made for one reading."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con

    def submission_with(self, sha256: str) -> str | None:
        """Return the standing submission that holds these very bytes, if any."""
        row = self.con.execute(
            """
            SELECT submission FROM submission ANTI JOIN withdrawal USING (submission)
            WHERE sha256 = $sha256 ORDER BY seq LIMIT 1
            """,
            {"sha256": sha256},
        ).fetchone()
        return row[0] if row else None

    def current(
        self, org_units: Collection[str], form: str, periods: Collection[str]
    ) -> Mapping[Key, float]:
        """Return the figures that count now: (org unit, item, section, period) → value."""
        rows = self.con.execute(
            """
            SELECT org_unit, item, section, period, value FROM live
            WHERE form = $form AND list_contains($periods, period)
                AND list_contains($org_units, org_unit)
            """,
            {"form": form, "periods": sorted(periods), "org_units": sorted(org_units)},
        ).fetchall()
        return {tuple(key): value for *key, value in rows}
