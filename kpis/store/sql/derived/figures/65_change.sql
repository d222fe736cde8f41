-- What a sum has changed by, like for like: over the members that reported both periods, so that who
-- joined or fell silent moves nothing. span is 'last' (the period of its kind before it) or 'year'
-- (the same one of last year). Across a break of the definition there is a change only over a
-- bridge. The plain change, value against value, is asked for with the figures themselves.
CREATE TEMP TABLE earlier_period AS
SELECT p.period, 'last' AS span, e.period AS earlier
FROM period AS p
JOIN period AS e ON e.kind = p.kind AND e.step = p.step
    - CASE p.kind WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 ELSE 12 END
UNION ALL
SELECT p.period, 'year' AS span, e.period AS earlier
FROM period AS p
JOIN period AS e ON e.kind = p.kind AND e.step = p.step - 12;

-- Unit by unit first: joined from the parents down, it took a second instead of a tenth.
CREATE TEMP TABLE both_reported AS
SELECT now.indicator, now.org_unit, now.period, e.span, e.earlier, now.series,
    was.series AS series_before, now.numerator, now.denominator,
    was.numerator AS numerator_before, was.denominator AS denominator_before
FROM unit_figure AS now
JOIN earlier_period AS e USING (period)
JOIN unit_figure AS was ON was.indicator = now.indicator AND was.org_unit = now.org_unit
    AND was.period = e.earlier
WHERE now.denominator IS NOT NULL AND was.denominator IS NOT NULL;

CREATE TEMP TABLE like_for_like AS
WITH added AS (
    SELECT b.indicator, m.parent AS org_unit, b.period, b.span, b.series, b.series_before,
        count(*) AS units, sum(b.numerator) / nullif(sum(b.denominator), 0) AS rate,
        sum(b.numerator_before) / nullif(sum(b.denominator_before), 0) AS rate_before
    FROM both_reported AS b
    JOIN member AS m USING (indicator, org_unit)
    ANTI JOIN exempt AS x ON x.indicator = b.indicator AND x.org_unit = b.org_unit
        AND x.period = b.period
    ANTI JOIN exempt AS y ON y.indicator = b.indicator AND y.org_unit = b.org_unit
        AND y.period = b.earlier
    GROUP BY ALL
)
SELECT a.indicator, a.org_unit, a.period, a.span, a.units,
    100 * (a.rate - f.factor * a.rate_before) AS change
FROM added AS a
JOIN bridge AS f ON f.indicator = a.indicator AND f.from_series = a.series_before
    AND f.to_series = a.series;
