-- Indicator × org unit × period: the one table of figures that pages look up.
-- value is a percent (0–100); it is NULL where nothing can be divided. basis says where from:
-- own report, reckoned from cumulative periods, sum of members, or stated by the parent itself.
CREATE OR REPLACE TABLE figure AS
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
        illustrative, family, parts
    FROM own_figure
    UNION ALL BY NAME
    SELECT r.indicator, r.org_unit, r.period, r.numerator, r.denominator, NULL AS stated,
        r.low, r.high, r.reported, r.expected, 'sum' AS basis, r.illustrative,
        NULL AS family, [r.period] AS parts
    FROM rolled_up AS r
    ANTI JOIN own_figure AS o USING (indicator, org_unit, period)
)
SELECT u.indicator, u.org_unit, u.period, u.numerator, u.denominator,
    coalesce(100 * u.numerator / nullif(u.denominator, 0), u.stated) AS value,
    u.low, u.high, u.reported, u.expected, u.basis, u.illustrative, u.family, u.parts,
    i.definition, a.received_on
FROM united AS u
JOIN indicator AS i USING (indicator)
LEFT JOIN arrival AS a ON a.org_unit = u.org_unit AND a.family = u.family AND a.period = u.period;
