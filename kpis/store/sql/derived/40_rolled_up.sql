-- Province and groups: sums of numerators and denominators over the members that reported,
-- with bounds for the silent ones; whom the indicator does not concern is no member. A silent member is given the size of its last report of the
-- same kind of period and definition, and the worst and the best rate it ever had or the others have together
-- now; one that never reported gets the mean size and the worst and best rate of those that did.
CREATE TEMP TABLE exempt AS
SELECT n.indicator, n.org_unit, p.period, any_value(n.reason) AS reason
FROM not_applicable AS n
JOIN period AS p ON p.window_end BETWEEN coalesce(n.valid_from, DATE '0001-01-01')
    AND coalesce(n.valid_to, DATE '9999-12-31')
GROUP BY ALL;

CREATE TEMP TABLE expected AS
SELECT m.indicator, p.period, m.org_unit
FROM (SELECT DISTINCT indicator, org_unit FROM member) AS m
JOIN org_unit AS u USING (org_unit)
JOIN period AS p ON p.window_end BETWEEN coalesce(u.valid_from, DATE '0001-01-01')
    AND coalesce(u.valid_to, DATE '9999-12-31')
-- Only where somebody reported at all.
SEMI JOIN unit_figure AS f ON f.indicator = m.indicator AND f.period = p.period
ANTI JOIN exempt AS x
    ON x.indicator = m.indicator AND x.org_unit = m.org_unit AND x.period = p.period;

-- What each unit itself said in the past, and the worst and the best it had said until then.
CREATE TEMP TABLE history AS
SELECT f.indicator, f.org_unit, f.series, p.kind, p.step, f.denominator,
    min(f.numerator / f.denominator) OVER past AS worst,
    max(f.numerator / f.denominator) OVER past AS best
FROM unit_figure AS f JOIN period AS p USING (period)
WHERE f.denominator > 0
WINDOW past AS (PARTITION BY f.indicator, f.org_unit, p.kind, f.series ORDER BY p.step);

CREATE TEMP TABLE seen AS
SELECT e.indicator, e.period, e.org_unit, p.kind, p.step, m.series,
    f.numerator, f.denominator, f.illustrative,
    f.numerator IS NOT NULL AS has_reported
FROM expected AS e
JOIN period AS p USING (period)
JOIN meaning AS m USING (indicator, period)
LEFT JOIN unit_figure AS f USING (indicator, org_unit, period);

-- What the members come to that reported: counts of the others are missing, and no 0.
CREATE TEMP TABLE member_sum AS
SELECT indicator, parent, period,
    sum(numerator) AS numerator, sum(denominator) AS denominator,
    count(*) FILTER (has_reported) AS reported, count(*) AS expected,
    coalesce(bool_or(illustrative), false) AS illustrative,
    avg(denominator) AS size, sum(numerator) / nullif(sum(denominator), 0) AS rate,
    min(numerator / nullif(denominator, 0)) AS worst,
    max(numerator / nullif(denominator, 0)) AS best
FROM seen JOIN member USING (indicator, org_unit) GROUP BY ALL
HAVING count(*) FILTER (has_reported) > 0;

-- Each silent member's size and the counts it may have at worst and at best. width is what its
-- silence alone makes of the range, in points: the widths of all silent members add up to the
-- range of their parent, so that they tell whom to ask first.
CREATE TEMP TABLE silence AS
WITH quiet AS (
    SELECT * FROM seen WHERE NOT has_reported
),
-- By equal keys, then the latest: an ASOF join took minutes where few of many are silent.
last_said AS (
    SELECT q.indicator, q.org_unit, q.period, arg_max(h.denominator, h.step) AS denominator,
        arg_max(h.worst, h.step) AS worst, arg_max(h.best, h.step) AS best
    FROM quiet AS q
    JOIN history AS h USING (indicator, org_unit, kind, series)
    WHERE h.step <= q.step
    GROUP BY q.indicator, q.org_unit, q.period
),
silent AS (
    SELECT s.indicator, m.parent, s.period, s.org_unit, p.denominator AS reported_size,
        coalesce(h.denominator, p.size) AS size,
        coalesce(h.denominator * least(h.worst, p.rate), p.size * p.worst) AS worst,
        coalesce(h.denominator * greatest(h.best, p.rate), p.size * p.best) AS best
    FROM quiet AS s
    JOIN member AS m USING (indicator, org_unit)
    JOIN member_sum AS p ON p.indicator = s.indicator AND p.parent = m.parent
        AND p.period = s.period
    LEFT JOIN last_said AS h ON h.indicator = s.indicator AND h.org_unit = s.org_unit
        AND h.period = s.period
)
SELECT * EXCLUDE (reported_size),
    100 * (best - worst) / nullif(
        reported_size + sum(size) OVER (PARTITION BY indicator, parent, period), 0
    ) AS width
FROM silent;

CREATE TEMP TABLE rolled_up AS
WITH together AS (
    SELECT indicator, parent, period, sum(size) AS size, sum(worst) AS worst, sum(best) AS best
    FROM silence GROUP BY ALL
)
SELECT s.indicator, s.parent AS org_unit, s.period, s.numerator, s.denominator,
    100 * (s.numerator + coalesce(q.worst, 0)) / nullif(s.denominator + coalesce(q.size, 0), 0) AS low,
    100 * (s.numerator + coalesce(q.best, 0)) / nullif(s.denominator + coalesce(q.size, 0), 0) AS high,
    s.reported, s.expected, s.illustrative
FROM member_sum AS s
LEFT JOIN together AS q USING (indicator, parent, period);
