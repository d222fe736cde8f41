-- Province and groups: sums of numerators and denominators over the members that reported, with
-- bounds for the silent ones; whom the indicator does not concern is no member. A silent member is
-- given the size of its last report of the same kind of period and definition, and the worst and the
-- best rate it ever had or the others have together now; one that never reported gets the mean size
-- and the worst and best rate of those that did.
CREATE TEMP TABLE exempt AS
SELECT n.indicator, n.org_unit, p.period, any_value(n.reason) AS reason
FROM not_applicable AS n
JOIN period AS p ON p.window_end BETWEEN coalesce(n.valid_from, DATE '0001-01-01')
    AND coalesce(n.valid_to, DATE '9999-12-31')
GROUP BY ALL;

-- Who owes a figure and has sent none, where somebody reported at all.
CREATE TEMP TABLE quiet AS
WITH moment AS (
    SELECT f.indicator, p.period, p.kind, p.step, p.window_end, d.series
    FROM (SELECT DISTINCT indicator, period FROM unit_figure) AS f
    JOIN period AS p USING (period)
    JOIN meaning AS d USING (indicator, period)
),
owed AS (
    SELECT p.* EXCLUDE (window_end), m.org_unit
    FROM (SELECT DISTINCT indicator, org_unit FROM member) AS m
    JOIN moment AS p USING (indicator)
    JOIN org_unit AS u USING (org_unit)
    WHERE p.window_end BETWEEN
        coalesce(u.valid_from, DATE '0001-01-01') AND coalesce(u.valid_to, DATE '9999-12-31')
)
SELECT o.*
FROM owed AS o
ANTI JOIN exempt AS x
    ON x.indicator = o.indicator AND x.org_unit = o.org_unit AND x.period = o.period
ANTI JOIN (FROM unit_figure WHERE numerator IS NOT NULL) AS s
    ON s.indicator = o.indicator AND s.org_unit = o.org_unit AND s.period = o.period;

-- What the members come to that reported: counts of the others are missing, and no 0.
CREATE TEMP TABLE member_sum AS
WITH heard AS (
    SELECT f.indicator, m.parent, f.period, sum(f.numerator) AS numerator,
        sum(f.denominator) AS denominator, count(*) AS reported,
        bool_or(f.illustrative) AS illustrative, avg(f.denominator) AS size,
        min(f.numerator / nullif(f.denominator, 0)) AS worst,
        max(f.numerator / nullif(f.denominator, 0)) AS best
    FROM unit_figure AS f
    JOIN member AS m USING (indicator, org_unit)
    JOIN org_unit AS u USING (org_unit)
    JOIN period AS p USING (period)
    ANTI JOIN exempt AS x ON x.indicator = f.indicator AND x.org_unit = f.org_unit
        AND x.period = f.period
    WHERE f.numerator IS NOT NULL AND p.window_end BETWEEN
        coalesce(u.valid_from, DATE '0001-01-01') AND coalesce(u.valid_to, DATE '9999-12-31')
    GROUP BY f.indicator, m.parent, f.period
),
unheard AS (
    SELECT indicator, parent, period, count(*) AS silent
    FROM quiet JOIN member USING (indicator, org_unit) GROUP BY ALL
)
SELECT h.*, h.reported + coalesce(q.silent, 0) AS expected,
    h.numerator / nullif(h.denominator, 0) AS rate
FROM heard AS h LEFT JOIN unheard AS q USING (indicator, parent, period);

-- Each silent member's size and the counts it may have at worst and at best. width is what its
-- silence alone makes of the range, in points: the widths of all silent members add up to the
-- range of their parent, so that they tell whom to ask first.
CREATE TEMP TABLE silence AS
-- When a silent unit said last anything for the same kind of period; and of the same definition what
-- it said last, and the worst and the best it had said until then. By equal keys, then the latest: an
-- ASOF join took minutes.
WITH last_said AS (
    SELECT indicator, org_unit, period,
        arg_max(said_for, step) FILTER (said_for <> period) AS last_period,
        arg_max(denominator, step) FILTER (counts) AS denominator,
        min(numerator / denominator) FILTER (counts) AS worst,
        max(numerator / denominator) FILTER (counts) AS best
    FROM (
        SELECT q.indicator, q.org_unit, q.period, p.step, f.period AS said_for, f.numerator,
            f.denominator, f.series = q.series AND f.denominator > 0 AS counts
        FROM quiet AS q
        JOIN unit_figure AS f USING (indicator, org_unit)
        JOIN period AS p ON p.period = f.period AND p.kind = q.kind AND p.step <= q.step
    )
    GROUP BY indicator, org_unit, period
),
silent AS (
    SELECT s.indicator, m.parent, s.period, s.org_unit, h.last_period,
        p.denominator AS reported_size,
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
