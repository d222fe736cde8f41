-- Periods nobody reported, reckoned from those that were: Quý II = 6 tháng − Quý I for flows,
-- Quý II = 6 tháng for stocks. Only reported figures serve as parts, never reckoned ones, and only
-- those of one series: what was counted by another definition is neither added nor taken away.

-- The ways of which somebody reported every part. What is the same for every unit stands here once,
-- and figures bear the way's number: unit by unit the lists of parts took more room than the figures.
CREATE TEMP TABLE whole_way AS
SELECT row_number() OVER () AS way, w.measure, w.period, w.rank,
    list(w.part ORDER BY w.part) AS parts, min(w.sign) AS least_sign, count(*) AS needed
FROM way AS w
LEFT JOIN (SELECT DISTINCT period FROM own_row) AS o ON o.period = w.part
GROUP BY w.measure, w.period, w.rank
HAVING count(o.period) = count(*);

CREATE TEMP TABLE tried AS
WITH summed AS (
    SELECT o.indicator, o.org_unit, a.period, a.way, min(o.series) AS series,
        sum(w.sign * o.numerator) AS numerator, sum(w.sign * o.denominator) AS denominator,
        bool_or(o.illustrative) AS illustrative, max(o.family) AS family
    FROM own_row AS o
    JOIN indicator AS i USING (indicator)
    JOIN way AS w ON w.measure = i.measure AND w.part = o.period
    JOIN whole_way AS a ON a.measure = w.measure AND a.period = w.period AND a.rank = w.rank
    WHERE o.denominator IS NOT NULL
    GROUP BY o.indicator, o.org_unit, a.period, a.way
    HAVING count(*) = any_value(a.needed) AND min(o.series) = max(o.series)
)
SELECT s.* FROM summed AS s SEMI JOIN meaning AS m USING (indicator, period, series);

CREATE TEMP TABLE reckoned AS
SELECT t.*
FROM tried AS t
JOIN whole_way AS w USING (way)
ANTI JOIN own_row AS o
    ON o.indicator = t.indicator AND o.org_unit = t.org_unit AND o.period = t.period
-- Cumulative figures that fell give no quarter: the difference would be nonsense. What stands on
-- a day is taken as it is, also where a reduction has turned into growth.
WHERE w.measure = 'stock'
    OR (t.numerator >= 0 AND t.denominator >= 0 AND t.numerator <= t.denominator)
QUALIFY row_number() OVER (PARTITION BY t.indicator, t.org_unit, t.period ORDER BY w.rank) = 1;

-- Every figure that stands on a unit's own reports.
CREATE OR REPLACE TEMP VIEW unit_figure AS
SELECT indicator, org_unit, period, series, numerator, denominator, stated, illustrative, family,
    'own' AS basis, NULL AS way
FROM own_row
UNION ALL
SELECT indicator, org_unit, period, series, numerator, denominator, NULL, illustrative, family,
    'reckoned', way
FROM reckoned;
