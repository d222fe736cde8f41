"""The (indicator, org unit) pairs that a question is about, as a table of its query."""

from collections.abc import Iterable, Mapping

Subject = tuple[str, str]

# By their places in the catalogue, to be joined with those of the picture: numbers whose bounds are
# known for many rows at once. Of texts DuckDB keeps but eight letters for that.
WANTED = """
    wanted AS (
        SELECT i.position AS indicator_position, u.position AS unit_position, a.place
        FROM (
            SELECT unnest($indicators) AS indicator, unnest($units) AS org_unit,
                unnest(range(len($units))) AS place
        ) AS a
        JOIN indicator AS i USING (indicator)
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


def by_subject(rows: Iterable[Mapping]) -> dict[Subject, list[Mapping]]:
    """Return rows by the pair that each is about, in the order given."""
    found: dict[Subject, list[Mapping]] = {}
    for one in rows:
        found.setdefault((one["indicator"], one["org_unit"]), []).append(one)
    return found
