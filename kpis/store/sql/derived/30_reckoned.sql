-- Periods nobody reported, reckoned from those that were: Quý II = 6 tháng − Quý I for flows,
-- Quý II = 6 tháng for stocks. Only reported figures serve as parts, never reckoned ones, and only
-- those of one series: what was counted by another definition is neither added nor taken away.
CREATE TEMP TABLE added AS
-- What is the same for every unit, listed once (unit by unit it took twice the time): the ways of
-- which somebody reported every part.
WITH whole AS (
    SELECT w.measure, w.period, w.rank, list(w.part ORDER BY w.part) AS parts,
        min(w.sign) AS least_sign, count(*) AS needed
    FROM way AS w
    LEFT JOIN (SELECT DISTINCT period FROM own) AS o ON o.period = w.part
    GROUP BY w.measure, w.period, w.rank
    HAVING count(o.period) = count(*)
),
summed AS (
    SELECT o.indicator, o.org_unit, w.period, w.rank, w.measure, min(o.series) AS series,
        sum(w.sign * o.numerator) AS numerator, sum(w.sign * o.denominator) AS denominator,
        bool_or(o.illustrative) AS illustrative, max(o.family) AS family, count(*) AS there
    FROM own AS o
    JOIN indicator AS i USING (indicator)
    JOIN (FROM way SEMI JOIN whole USING (measure, period, rank)) AS w
        ON w.measure = i.measure AND w.part = o.period
    WHERE o.denominator IS NOT NULL
    GROUP BY o.indicator, o.org_unit, w.period, w.rank, w.measure
    HAVING min(o.series) = max(o.series)
)
SELECT s.* EXCLUDE (there), w.parts, w.least_sign
FROM summed AS s
JOIN whole AS w ON w.measure = s.measure AND w.period = s.period AND w.rank = s.rank
    AND w.needed = s.there;

CREATE TEMP TABLE tried AS
SELECT a.* FROM added AS a SEMI JOIN meaning AS m USING (indicator, period, series);

CREATE TEMP TABLE reckoned AS
SELECT t.* EXCLUDE (measure, least_sign)
FROM tried AS t
ANTI JOIN own AS o USING (indicator, org_unit, period)
-- Cumulative figures that fell give no quarter: the difference would be nonsense. What stands on
-- a day is taken as it is, also where a reduction has turned into growth.
WHERE t.measure = 'stock'
    OR (t.numerator >= 0 AND t.denominator >= 0 AND t.numerator <= t.denominator)
QUALIFY row_number() OVER (PARTITION BY t.indicator, t.org_unit, t.period ORDER BY t.rank) = 1;

-- Every figure that stands on a unit's own reports.
CREATE TEMP TABLE unit_figure AS
SELECT indicator, org_unit, period, series, numerator, denominator, stated, illustrative, family,
    'own' AS basis, [period] AS parts
FROM own
UNION ALL BY NAME
SELECT indicator, org_unit, period, series, numerator, denominator, NULL AS stated, illustrative, family,
    'reckoned' AS basis, parts
FROM reckoned;
