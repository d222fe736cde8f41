-- The definition each period's reports fall under: the one valid on the last day they cover.
CREATE TEMP TABLE meaning AS
SELECT d.indicator, p.period, d.definition, d.series
FROM definition AS d
JOIN period AS p ON p.window_end BETWEEN coalesce(d.since, DATE '0001-01-01')
    AND coalesce(d.until, DATE '9999-12-31');

-- What each unit itself reported for an indicator and a period.
-- Numerator and denominator are paired row by row (a row is a field or section of the form):
-- a row that lacks a part of either is left out of both, so that the rate stays a ratio of sums.
CREATE OR REPLACE TABLE own_row AS
WITH printed_row AS (
    SELECT s.indicator, s.definition, s.rank, l.org_unit::org_unit_id AS org_unit,
        l.period::period_id AS period, l.family::family_id AS family, l.section,
        sum(l.value) FILTER (s.side = 'numerator') AS numerator,
        sum(l.value) FILTER (s.side = 'denominator')
            - coalesce(sum(l.value) FILTER (s.side = 'less'), 0) AS denominator,
        bool_or(l.illustrative) AS illustrative
    FROM live AS l
    JOIN source AS s USING (item)
    GROUP BY ALL
    HAVING count(*) = any_value(s.items)
),
by_unit AS (
    SELECT r.indicator, r.rank, m.series, r.org_unit, r.period, r.family,
        sum(r.numerator) AS counted, sum(r.denominator) AS denominator,
        bool_or(r.illustrative) AS illustrative
    FROM printed_row AS r
    JOIN meaning AS m USING (indicator, definition, period)
    GROUP BY r.indicator, r.rank, m.series, r.org_unit, r.period, r.family
    -- Of several sources the preferred one; never two added together.
    QUALIFY row_number() OVER (PARTITION BY r.indicator, r.org_unit, r.period ORDER BY r.rank, r.family) = 1
),
counted AS (
    SELECT u.indicator, u.rank, u.series, u.org_unit, u.period, u.family,
        CASE i.formula WHEN 'reduction' THEN u.denominator - u.counted ELSE u.counted END AS numerator,
        u.denominator, NULL::DOUBLE AS stated, u.illustrative
    FROM by_unit AS u
    JOIN indicator AS i USING (indicator)
),
-- A percent without counts: shown, and left out of every sum.
bare AS (
    SELECT i.indicator, NULL::INTEGER AS rank, m.series, l.org_unit::org_unit_id AS org_unit,
        m.period, l.family::family_id AS family,
        NULL::DOUBLE AS numerator, NULL::DOUBLE AS denominator, l.value AS stated, l.illustrative
    FROM live AS l
    JOIN indicator AS i ON l.item = i.indicator || '.value'
    JOIN meaning AS m ON m.indicator = i.indicator AND m.period = l.period::period_id
    ANTI JOIN counted AS c ON c.indicator = i.indicator AND c.org_unit = l.org_unit::org_unit_id
        AND c.period = m.period
)
SELECT * FROM counted UNION ALL BY NAME SELECT * FROM bare;
