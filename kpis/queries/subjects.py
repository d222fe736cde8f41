"""The (indicator, org unit) pairs that a question is about, as a table of its query."""

from collections.abc import Iterable

Subject = tuple[str, str]

# With each unit's place in the catalogue, to be joined with that of the picture. Of texts DuckDB
# keeps but eight letters as the bounds of many rows, and by those a unit "kg" may stand anywhere.
WANTED = """
    wanted AS (
        SELECT a.indicator, a.org_unit, a.place, u.position AS unit_position
        FROM (
            SELECT unnest($indicators) AS indicator, unnest($units) AS org_unit,
                unnest(range(len($units))) AS place
        ) AS a
        JOIN org_unit AS u USING (org_unit)
    )
"""
# Where a unit stands in the catalogue, for questions about one.
POSITION = "(SELECT position FROM org_unit WHERE org_unit = $org_unit)"


def facts_of(subjects: Iterable[Subject]) -> dict[str, list[str]]:
    """Return the parameters of ``WANTED``, each pair once."""
    pairs = list(dict.fromkeys(subjects))
    return {"indicators": [one for one, _ in pairs], "units": [unit for _, unit in pairs]}
