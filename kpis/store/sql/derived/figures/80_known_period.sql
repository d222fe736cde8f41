-- The periods with figures, and whether the province's own rest on enough of the expected reports in
-- each: every page asks for them first.
CREATE OR REPLACE TABLE known_period AS
SELECT p.period::TEXT AS period, any_value(p.kind)::TEXT AS kind, any_value(p.step) AS step,
    any_value(p.months) AS months,
    coalesce(
        sum(f.reported) FILTER (f.org_unit = g.province)
            >= any_value(g.completeness) * sum(f.expected) FILTER (f.org_unit = g.province),
        false
    ) AS enough
FROM period AS p
JOIN figure_row AS f USING (period)
JOIN indicator AS i ON i.indicator = f.indicator AND i.reading_of IS NULL
CROSS JOIN programme AS g
GROUP BY p.period
ORDER BY any_value(p.step), any_value(p.months);
