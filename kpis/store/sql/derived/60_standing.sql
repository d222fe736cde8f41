-- Figure against target: one row for every unit that answers for an indicator, in every period
-- somebody reported it, also where the unit itself is silent or closed.
CREATE OR REPLACE TEMP TABLE answerable AS
SELECT indicator, org_unit FROM reporter
UNION
SELECT indicator, parent AS org_unit FROM member
UNION
SELECT indicator, org_unit FROM target WHERE org_unit IN (SELECT org_unit FROM org_unit WHERE kind = 'group');

CREATE OR REPLACE TEMP TABLE programme AS
SELECT any_value(value) FILTER (name = 'starts_step')::INTEGER AS from_step,
    any_value(value) FILTER (name = 'first_year_step')::INTEGER AS to_step,
    any_value(value) FILTER (name = 'province') AS province,
    any_value(value) FILTER (name = 'completeness_limit')::DOUBLE AS completeness
FROM setting;

-- Where a unit (or else its province) stood in its first quarterly report: of the programme's first
-- year, and after a break of the first year of the new definition, for a path leads nobody from one
-- definition to another. A reduction against a year starts from zero at that year's end.
CREATE OR REPLACE TABLE baseline AS
WITH first_year AS (
    SELECT m.indicator, m.series,
        CASE WHEN m.series = 1 THEN any_value(g.from_step) ELSE min(p.step) END AS from_step,
        CASE WHEN m.series = 1 THEN any_value(g.to_step) ELSE min(p.step) + 9 END AS to_step
    FROM meaning AS m
    JOIN period AS p USING (period)
    CROSS JOIN programme AS g
    WHERE p.kind = 'quarter'
    GROUP BY m.indicator, m.series
),
first_report AS (
    SELECT f.indicator, f.org_unit, f.series,
        arg_min(f.value, p.step) AS value, min(p.step) AS step
    FROM figure AS f
    JOIN period AS p USING (period)
    JOIN first_year AS y USING (indicator, series)
    CROSS JOIN programme AS g
    WHERE p.kind = 'quarter' AND p.step BETWEEN y.from_step AND y.to_step
        AND f.value IS NOT NULL AND f.reported >= g.completeness * f.expected
    GROUP BY f.indicator, f.org_unit, f.series
),
province_report AS (
    SELECT r.* FROM first_report AS r JOIN programme AS g ON g.province = r.org_unit
)
SELECT a.indicator, a.org_unit, y.series,
    CASE WHEN i.formula = 'reduction' THEN 0 ELSE coalesce(own.value, province.value) END AS value,
    CASE WHEN i.formula = 'reduction' THEN g.to_step ELSE coalesce(own.step, province.step) END AS step
FROM answerable AS a
JOIN indicator AS i USING (indicator)
JOIN first_year AS y USING (indicator)
CROSS JOIN programme AS g
LEFT JOIN first_report AS own
    ON own.indicator = a.indicator AND own.org_unit = a.org_unit AND own.series = y.series
LEFT JOIN province_report AS province
    ON province.indicator = a.indicator AND province.series = y.series
WHERE i.formula = 'reduction' OR coalesce(own.value, province.value) IS NOT NULL;

-- What a unit's goal asks for, by definition and for its days: the target in percents, and where
-- its path starts. To hold is to keep the target from the start; so has whoever starts at or beyond
-- it. A change by so many percent leads from the year's own value. What there is or is not is asked
-- for on the day it is due, all at once.
CREATE OR REPLACE TABLE aim AS
WITH started AS (
    SELECT t.* REPLACE (
            CASE t.kind
                WHEN 'hold' THEN coalesce(t.target, b.value)
                WHEN 'reduce' THEN coalesce(t.base, y.value) * (1 + t.sign * t.target / 100)
                WHEN 'yes_no' THEN 1
                ELSE t.target
            END AS target
        ),
        s.series,
        CASE t.kind
            WHEN 'reduce' THEN coalesce(t.base, y.value) WHEN 'yes_no' THEN 0 ELSE b.value
        END AS baseline,
        CASE t.kind
            WHEN 'reduce' THEN t.base_step WHEN 'yes_no' THEN g.from_step ELSE b.step
        END AS baseline_step
    FROM target AS t
    JOIN (SELECT DISTINCT indicator, series FROM definition) AS s USING (indicator)
    CROSS JOIN programme AS g
    LEFT JOIN baseline AS b USING (indicator, org_unit, series)
    LEFT JOIN figure AS y ON y.indicator = t.indicator AND y.org_unit = t.org_unit
        AND y.period = t.base_period AND y.series = s.series
)
SELECT row_number() OVER (ORDER BY indicator, org_unit, series, valid_from, sign) AS aim, *,
    CASE
        WHEN kind = 'hold' OR sign * baseline >= sign * target THEN target ELSE baseline
    END AS start_value
FROM started;

-- Points of the path: the start, the interim targets, and the target on the day it is due. Of two
-- on one day the interim target counts before the start, and the target before both.
CREATE OR REPLACE TABLE path_point AS
SELECT aim, indicator, org_unit, step, value, shape FROM (
    SELECT aim, indicator, org_unit, baseline_step AS step, start_value AS value,
        'linear' AS shape, 0 AS rank
    FROM aim WHERE start_value IS NOT NULL
    UNION ALL
    SELECT a.aim, a.indicator, a.org_unit, m.step, m.target, m.shape, 1 AS rank
    FROM aim AS a JOIN milestone AS m USING (goal_key)
    UNION ALL
    SELECT aim, indicator, org_unit, due_step, target,
        CASE WHEN kind = 'yes_no' THEN 'step' ELSE 'linear' END, 2 AS rank
    FROM aim WHERE target IS NOT NULL
)
QUALIFY row_number() OVER (PARTITION BY aim, step ORDER BY rank DESC) = 1;

CREATE OR REPLACE TABLE standing AS
WITH moment AS (
    SELECT DISTINCT f.indicator, f.period, f.definition, f.series, p.step, p.window_end
    FROM figure AS f JOIN period AS p USING (period)
),
grid AS (
    SELECT a.indicator, a.org_unit, m.period, m.definition, m.series, m.step, m.window_end,
        u.valid_to IS NOT NULL AND u.valid_to < m.window_end AS is_closed,
        f.value, f.reported, f.expected
    FROM answerable AS a
    JOIN moment AS m USING (indicator)
    JOIN org_unit AS u USING (org_unit)
    LEFT JOIN figure AS f USING (indicator, org_unit, period)
    WHERE u.valid_from IS NULL OR u.valid_from <= m.window_end
),
-- Of a range the end that is missed; inside it the one the unit came from.
aimed AS (
    SELECT g.indicator, g.org_unit, g.period, g.step, a.aim
    FROM grid AS g
    JOIN aim AS a ON a.indicator = g.indicator AND a.org_unit = g.org_unit AND a.series = g.series
    WHERE g.window_end BETWEEN coalesce(a.valid_from, DATE '0001-01-01')
            AND coalesce(a.valid_to, DATE '9999-12-31')
        AND (a.kind <> 'range' OR a.sign = CASE
            WHEN round(g.value - a.high, 6) > 0 THEN -1
            WHEN round(g.value - a.low, 6) < 0 THEN 1
            WHEN a.baseline > a.high THEN -1
            ELSE 1
        END)
),
path AS (
    SELECT g.indicator, g.org_unit, g.period, g.step, g.aim,
        max(t.step) FILTER (t.step <= g.step) AS from_step,
        arg_max(t.value, t.step) FILTER (t.step <= g.step) AS from_value,
        min(t.step) FILTER (t.step >= g.step) AS to_step,
        arg_min(t.value, t.step) FILTER (t.step >= g.step) AS to_value,
        arg_min(t.shape, t.step) FILTER (t.step >= g.step) AS to_shape
    FROM aimed AS g
    LEFT JOIN path_point AS t USING (aim)
    GROUP BY g.indicator, g.org_unit, g.period, g.step, g.aim
),
judged AS (
    SELECT g.*, p.aim, a.goal, a.kind AS goal_kind, a.target, a.sign, a.low AS target_low,
        a.high AS target_high, a.due, a.own_setting, a.reason AS target_reason, i.margin,
        x.reason AS exempt_reason,
        CASE WHEN a.aim IS NULL THEN b.value ELSE a.baseline END AS baseline,
        CASE WHEN a.aim IS NULL THEN b.step ELSE a.baseline_step END AS baseline_step,
        -- Without a start there is no path, and the goal itself is asked for.
        CASE
            WHEN a.target IS NULL THEN NULL
            WHEN p.from_step IS NULL OR p.to_step IS NULL OR p.from_step = p.to_step
                THEN coalesce(p.to_value, p.from_value)
            WHEN p.to_shape = 'step' THEN p.from_value
            ELSE p.from_value
                + (p.to_value - p.from_value) * (p.step - p.from_step) / (p.to_step - p.from_step)
        END AS expected_now,
        r.completeness
    FROM grid AS g
    JOIN indicator AS i USING (indicator)
    CROSS JOIN programme AS r
    LEFT JOIN path AS p USING (indicator, org_unit, period)
    LEFT JOIN aim AS a USING (aim)
    LEFT JOIN baseline AS b
        ON b.indicator = g.indicator AND b.org_unit = g.org_unit AND b.series = g.series
    LEFT JOIN exempt AS x
        ON x.indicator = g.indicator AND x.org_unit = g.org_unit AND x.period = g.period
)
SELECT indicator, org_unit, period, definition, series, aim, goal, goal_kind, target, target_low,
    target_high, target_reason, due, own_setting, baseline, baseline_step, expected_now,
    exempt_reason,
    sign * (value - expected_now) AS gap,
    -- One formula: the share of the way from the baseline to the target, below 0 and above 100 as it
    -- comes. Where there is no way to go, the target is kept (100) or lost (0).
    CASE
        WHEN value IS NULL OR baseline IS NULL OR target IS NULL THEN NULL
        WHEN goal_kind = 'range' AND round(sign * (value - target), 6) >= 0 THEN 100
        WHEN round(sign * (target - baseline), 6) > 0
            THEN 100 * (value - baseline) / (target - baseline)
        WHEN round(sign * (value - target), 6) >= 0 THEN 100
        ELSE 0
    END AS progress,
    -- One rule; six decimals so that 90 % computed as 89.999999999 is 90 %.
    CASE
        WHEN is_closed THEN 'closed'
        WHEN exempt_reason IS NOT NULL THEN 'not_applicable'
        WHEN value IS NULL OR reported < completeness * expected THEN 'not_enough_data'
        WHEN goal IS NULL THEN 'no_target'
        -- Nothing to hold to or to reduce from is known.
        WHEN target IS NULL THEN 'not_enough_data'
        WHEN round(sign * (value - target), 6) >= 0 THEN 'met'
        WHEN round(sign * (value - expected_now), 6) >= 0 THEN 'on_track'
        -- What is there or not is never nearly there.
        WHEN goal_kind <> 'yes_no' AND round(sign * (expected_now - value), 6) <= margin THEN 'behind'
        ELSE 'off_track'
    END AS status
FROM judged;
