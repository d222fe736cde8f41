-- Figure against target: one row for every unit that answers for an indicator, in every period
-- somebody reported it, also where the unit itself is silent or closed.
CREATE OR REPLACE TEMP TABLE answerable AS
SELECT indicator, org_unit FROM reporter
UNION
SELECT indicator, parent AS org_unit FROM member
UNION
SELECT indicator, org_unit FROM target WHERE org_unit IN (SELECT org_unit FROM org_unit WHERE kind = 'group');

-- Points of the straight path: where the unit (or else its province) stood in its first report
-- of the programme's first year, interim targets, and the goal on the day it is due. A reduction
-- against a year starts from zero at that year's end by definition.
CREATE OR REPLACE TEMP TABLE programme AS
SELECT any_value(value) FILTER (name = 'starts_step')::INTEGER AS from_step,
    any_value(value) FILTER (name = 'first_year_step')::INTEGER AS to_step,
    any_value(value) FILTER (name = 'province') AS province,
    any_value(value) FILTER (name = 'completeness_limit')::DOUBLE AS completeness
FROM setting;

CREATE OR REPLACE TABLE baseline AS
WITH first_report AS (
    SELECT f.indicator, f.org_unit, arg_min(f.value, p.step) AS value, min(p.step) AS step
    FROM figure AS f
    JOIN period AS p USING (period)
    CROSS JOIN programme AS g
    WHERE p.kind = 'quarter' AND p.step BETWEEN g.from_step AND g.to_step
        AND f.value IS NOT NULL AND f.reported >= g.completeness * f.expected
    GROUP BY f.indicator, f.org_unit
),
province_report AS (
    SELECT r.* FROM first_report AS r JOIN programme AS g ON g.province = r.org_unit
)
SELECT a.indicator, a.org_unit,
    CASE WHEN i.formula = 'reduction' THEN 0 ELSE coalesce(own.value, province.value) END AS value,
    CASE WHEN i.formula = 'reduction' THEN g.to_step ELSE coalesce(own.step, province.step) END AS step
FROM answerable AS a
JOIN indicator AS i USING (indicator)
CROSS JOIN programme AS g
LEFT JOIN first_report AS own ON own.indicator = a.indicator AND own.org_unit = a.org_unit
LEFT JOIN province_report AS province ON province.indicator = a.indicator
WHERE i.formula = 'reduction' OR coalesce(own.value, province.value) IS NOT NULL;

CREATE OR REPLACE TABLE path_point AS
-- Whoever starts at or beyond the goal has to hold it.
SELECT b.indicator, b.org_unit, b.step,
    CASE WHEN t.sign * b.value >= t.sign * t.target THEN t.target ELSE b.value END AS value
FROM baseline AS b JOIN target AS t USING (indicator, org_unit)
UNION ALL
SELECT t.indicator, t.org_unit, m.step, m.target
FROM target AS t JOIN milestone AS m USING (goal)
UNION ALL
SELECT indicator, org_unit, due_step, target FROM target;

CREATE OR REPLACE TABLE standing AS
WITH moment AS (
    SELECT DISTINCT f.indicator, f.period, p.step, p.window_end
    FROM figure AS f JOIN period AS p USING (period)
),
grid AS (
    SELECT a.indicator, a.org_unit, m.period, m.step, u.kind,
        u.valid_to IS NOT NULL AND u.valid_to < m.window_end AS is_closed
    FROM answerable AS a
    JOIN moment AS m USING (indicator)
    JOIN org_unit AS u USING (org_unit)
    WHERE u.valid_from IS NULL OR u.valid_from <= m.window_end
),
path AS (
    SELECT g.indicator, g.org_unit, g.period, g.step,
        max(t.step) FILTER (t.step <= g.step) AS from_step,
        arg_max(t.value, t.step) FILTER (t.step <= g.step) AS from_value,
        min(t.step) FILTER (t.step >= g.step) AS to_step,
        arg_min(t.value, t.step) FILTER (t.step >= g.step) AS to_value
    FROM grid AS g
    JOIN path_point AS t USING (indicator, org_unit)
    GROUP BY g.indicator, g.org_unit, g.period, g.step
),
judged AS (
    SELECT g.*, f.value, f.reported, f.expected, t.goal, t.target, t.sign, t.due, t.own_setting, i.margin,
        b.value AS baseline, b.step AS baseline_step,
        -- Without a start there is no path, and the goal itself is asked for.
        CASE
            WHEN t.target IS NULL THEN NULL
            WHEN p.from_step IS NULL OR p.to_step IS NULL OR p.from_step = p.to_step
                THEN coalesce(p.to_value, p.from_value)
            ELSE p.from_value
                + (p.to_value - p.from_value) * (p.step - p.from_step) / (p.to_step - p.from_step)
        END AS expected_now,
        r.completeness
    FROM grid AS g
    JOIN indicator AS i USING (indicator)
    CROSS JOIN programme AS r
    LEFT JOIN figure AS f USING (indicator, org_unit, period)
    LEFT JOIN target AS t USING (indicator, org_unit)
    LEFT JOIN baseline AS b USING (indicator, org_unit)
    LEFT JOIN path AS p USING (indicator, org_unit, period)
)
SELECT indicator, org_unit, period, goal, target, due, own_setting, baseline, baseline_step, expected_now,
    sign * (value - expected_now) AS gap,
    -- One rule; six decimals so that 90 % computed as 89.999999999 is 90 %.
    CASE
        WHEN is_closed THEN 'closed'
        WHEN value IS NULL OR reported < completeness * expected THEN 'not_enough_data'
        WHEN target IS NULL THEN 'no_target'
        WHEN round(sign * (value - target), 6) >= 0 THEN 'met'
        WHEN round(sign * (value - expected_now), 6) >= 0 THEN 'on_track'
        WHEN round(sign * (expected_now - value), 6) <= margin THEN 'behind'
        ELSE 'off_track'
    END AS status
FROM judged;
