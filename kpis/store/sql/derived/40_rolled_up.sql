-- Province and groups: sums of numerators and denominators over the members that reported,
-- with bounds for the silent ones. A silent member is given the size of its last report of the
-- same kind of period, and the worst and the best rate it ever had or the others have together
-- now; one that never reported gets the mean size and the worst and best rate of those that did.
CREATE OR REPLACE TEMP TABLE expected AS
SELECT m.indicator, m.parent, p.period, m.org_unit
FROM member AS m
JOIN org_unit AS u USING (org_unit)
JOIN period AS p ON p.window_end BETWEEN coalesce(u.valid_from, DATE '0001-01-01')
    AND coalesce(u.valid_to, DATE '9999-12-31')
-- Only where somebody reported at all.
SEMI JOIN unit_figure AS f ON f.indicator = m.indicator AND f.period = p.period;

CREATE OR REPLACE TEMP TABLE rolled_up AS
WITH sized AS (
    SELECT f.indicator, f.org_unit, p.kind, p.step, f.numerator, f.denominator,
        f.numerator / f.denominator AS rate
    FROM unit_figure AS f JOIN period AS p USING (period)
    WHERE f.denominator > 0
),
history AS (
    SELECT *,
        min(rate) OVER past AS worst, max(rate) OVER past AS best
    FROM sized
    WINDOW past AS (PARTITION BY indicator, org_unit, kind ORDER BY step)
),
seen AS (
    SELECT e.indicator, e.parent, e.period, e.org_unit, p.kind, p.step,
        f.numerator, f.denominator, f.illustrative,
        f.numerator IS NOT NULL AS has_reported
    FROM expected AS e
    JOIN period AS p USING (period)
    LEFT JOIN unit_figure AS f USING (indicator, org_unit, period)
),
peers AS (
    SELECT indicator, parent, period,
        avg(denominator) AS size, sum(numerator) / nullif(sum(denominator), 0) AS rate,
        min(numerator / nullif(denominator, 0)) AS worst,
        max(numerator / nullif(denominator, 0)) AS best
    FROM seen WHERE has_reported GROUP BY ALL
),
silent AS (
    SELECT s.indicator, s.parent, s.period,
        sum(coalesce(h.denominator, p.size)) AS size,
        sum(coalesce(h.denominator * least(h.worst, p.rate), p.size * p.worst)) AS worst,
        sum(coalesce(h.denominator * greatest(h.best, p.rate), p.size * p.best)) AS best
    FROM seen AS s
    JOIN peers AS p USING (indicator, parent, period)
    ASOF LEFT JOIN history AS h
        ON h.indicator = s.indicator AND h.org_unit = s.org_unit AND h.kind = s.kind AND h.step <= s.step
    WHERE NOT s.has_reported
    GROUP BY ALL
),
sums AS (
    SELECT indicator, parent, period,
        sum(numerator) AS numerator, sum(denominator) AS denominator,
        count(*) FILTER (has_reported) AS reported, count(*) AS expected,
        coalesce(bool_or(illustrative), false) AS illustrative
    FROM seen GROUP BY ALL
    HAVING count(*) FILTER (has_reported) > 0
)
SELECT s.indicator, s.parent AS org_unit, s.period, s.numerator, s.denominator,
    100 * (s.numerator + coalesce(q.worst, 0)) / nullif(s.denominator + coalesce(q.size, 0), 0) AS low,
    100 * (s.numerator + coalesce(q.best, 0)) / nullif(s.denominator + coalesce(q.size, 0), 0) AS high,
    s.reported, s.expected, s.illustrative
FROM sums AS s
LEFT JOIN silent AS q USING (indicator, parent, period);
