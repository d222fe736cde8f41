-- Indicator × org unit × period: the one table of figures that pages look up.
-- value is a percent (0–100); it is NULL where nothing can be divided. basis says where from:
-- own report, reckoned from cumulative periods (parts), sum of members, or stated by the parent.
CREATE OR REPLACE TABLE figure_row AS
WITH complete_sum AS (
    SELECT * FROM rolled_up WHERE reported = expected
),
-- A province's own consolidated report stands until every expected unit has reported.
own_figure AS (
    SELECT f.*, m.parent IS NOT NULL AS is_parent
    FROM unit_figure AS f
    LEFT JOIN (SELECT DISTINCT indicator, parent FROM member) AS m
        ON m.indicator = f.indicator AND m.parent = f.org_unit
    ANTI JOIN complete_sum AS c
        ON (c.indicator, c.org_unit, c.period) = (f.indicator, f.org_unit, f.period)
),
united AS (
    SELECT indicator, org_unit, period, numerator, denominator, stated,
        NULL::DOUBLE AS low, NULL::DOUBLE AS high, 1 AS reported, 1 AS expected,
        CASE WHEN is_parent AND basis = 'own' THEN 'stated' ELSE basis END AS basis,
        illustrative, family, way
    FROM own_figure
    UNION ALL BY NAME
    SELECT r.indicator, r.org_unit, r.period, r.numerator, r.denominator, NULL AS stated,
        r.low, r.high, r.reported, r.expected, 'sum' AS basis, r.illustrative,
        NULL AS family, NULL AS way
    FROM rolled_up AS r
    ANTI JOIN own_figure AS o USING (indicator, org_unit, period)
)
SELECT u.indicator, u.org_unit, u.period, u.numerator, u.denominator,
    coalesce(100 * u.numerator / nullif(u.denominator, 0), u.stated) AS value,
    u.low, u.high, u.reported, u.expected, u.basis::word AS basis, u.illustrative, u.family,
    w.parts,
    m.definition, m.series, a.received_on
FROM united AS u
JOIN meaning AS m USING (indicator, period)
LEFT JOIN whole_way AS w USING (way)
LEFT JOIN arrival AS a ON a.org_unit = u.org_unit AND a.family = u.family AND a.period = u.period;

-- Where two ways to the same counts disagree: what a unit states for a cumulative period against
-- its own parts of it (kind 'periods', the period that ends with it for what stands on a day), and
-- what a parent states against its members when all have reported (kind 'members'). stated and
-- derived are percents; parts are the periods, or how many units.
CREATE TEMP TABLE contradiction AS
WITH pair AS (
    SELECT o.indicator, o.org_unit, o.period, 'periods' AS kind,
        o.numerator AS stated_numerator, o.denominator AS stated_denominator,
        t.numerator AS derived_numerator, t.denominator AS derived_denominator,
        w.parts::TEXT[] AS parts
    FROM own_row AS o
    JOIN tried AS t USING (indicator, org_unit, period)
    JOIN whole_way AS w USING (way)
    JOIN period AS p ON p.period = o.period
    WHERE p.kind IN ('half', 'nine_months', 'year') AND w.least_sign = 1
        AND o.denominator IS NOT NULL
        AND (round(o.numerator - t.numerator, 6) <> 0 OR round(o.denominator - t.denominator, 6) <> 0)
    QUALIFY row_number() OVER (PARTITION BY o.indicator, o.org_unit, o.period ORDER BY w.rank) = 1
    UNION ALL BY NAME
    SELECT o.indicator, o.org_unit, o.period, 'members' AS kind,
        o.numerator AS stated_numerator, o.denominator AS stated_denominator,
        r.numerator AS derived_numerator, r.denominator AS derived_denominator,
        [r.reported::TEXT] AS parts
    FROM own_row AS o
    JOIN rolled_up AS r USING (indicator, org_unit, period)
    WHERE r.reported = r.expected AND o.denominator IS NOT NULL
        AND (round(o.numerator - r.numerator, 6) <> 0 OR round(o.denominator - r.denominator, 6) <> 0)
)
SELECT *, 100 * stated_numerator / nullif(stated_denominator, 0) AS stated,
    100 * derived_numerator / nullif(derived_denominator, 0) AS derived
FROM pair;
