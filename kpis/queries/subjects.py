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
# The same for questions about one unit's way on one indicator.
ONE = """
    unit_position = (SELECT position FROM org_unit WHERE org_unit = $org_unit)
    AND indicator_position = (SELECT position FROM indicator WHERE indicator = $indicator)
"""


def facts_of(subjects: Iterable[Subject]) -> dict[str, list[str]]:
    """Return the parameters of ``WANTED``, each pair once."""
    pairs = list(dict.fromkeys(subjects))
    return {"indicators": [one for one, _ in pairs], "units": [unit for _, unit in pairs]}
