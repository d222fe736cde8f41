-- Periods nobody reported, reckoned from those that were: Quý II = 6 tháng − Quý I for flows,
-- Quý II = 6 tháng for stocks. Only reported figures serve as parts, never reckoned ones.
CREATE OR REPLACE TEMP TABLE reckoned AS
WITH tried AS (
    SELECT o.indicator, o.org_unit, w.period, w.rank, w.measure,
        sum(w.sign * o.numerator) AS numerator, sum(w.sign * o.denominator) AS denominator,
        bool_or(o.illustrative) AS illustrative, max(o.family) AS family,
        list(w.part ORDER BY w.part) AS parts
    FROM own AS o
    JOIN indicator AS i USING (indicator)
    JOIN way AS w ON w.measure = i.measure AND w.part = o.period
    WHERE o.denominator IS NOT NULL
    GROUP BY ALL
    HAVING count(*) = any_value(w.parts)
)
SELECT t.* EXCLUDE (measure)
FROM tried AS t
ANTI JOIN own AS o USING (indicator, org_unit, period)
-- Cumulative figures that fell give no quarter: the difference would be nonsense. What stands on
-- a day is taken as it is, also where a reduction has turned into growth.
WHERE t.measure = 'stock'
    OR (t.numerator >= 0 AND t.denominator >= 0 AND t.numerator <= t.denominator)
QUALIFY row_number() OVER (PARTITION BY t.indicator, t.org_unit, t.period ORDER BY t.rank) = 1;

-- Every figure that stands on a unit's own reports.
CREATE OR REPLACE TEMP TABLE unit_figure AS
SELECT indicator, org_unit, period, numerator, denominator, stated, illustrative, family,
    'own' AS basis, [period] AS parts
FROM own
UNION ALL BY NAME
SELECT indicator, org_unit, period, numerator, denominator, NULL AS stated, illustrative, family,
    'reckoned' AS basis, parts
FROM reckoned;
