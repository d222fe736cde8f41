-- Figure against target, one row for every unit that answers for an indicator, in every period
-- somebody reported it, also where the unit itself is silent or closed; with what its rows are about,
-- in the order pages list them: a page then looks up one table instead of joining six (20 ms a
-- question became 4). For the periods that end between two months, for a country's picture at once
-- would not fit into memory. Only periods are texts again: most questions are about one, and find its
-- rows by it.
CREATE OR REPLACE TEMP MACRO picture_between(first_step, last_step) AS TABLE
WITH reported AS (
    SELECT * FROM figure_row
    WHERE period IN (SELECT period FROM period WHERE step BETWEEN first_step AND last_step)
),
moment AS (
    SELECT DISTINCT indicator, period, definition, series FROM reported
),
grid AS (
    SELECT a.indicator, a.org_unit, m.period, p.kind, p.step, p.months, p.window_end,
        m.definition, m.series, u.position AS unit_position, u.kind AS unit_kind,
        u.valid_to IS NOT NULL AND u.valid_to < p.window_end AS is_closed,
        f.* EXCLUDE (indicator, org_unit, period, parts, definition, series)
    FROM answerable AS a
    JOIN moment AS m USING (indicator)
    JOIN period AS p USING (period)
    JOIN org_unit AS u USING (org_unit)
    LEFT JOIN reported AS f USING (indicator, org_unit, period)
    WHERE u.valid_from IS NULL OR u.valid_from <= p.window_end
),
judged AS (
    SELECT g.*, a.aim, a.goal, a.kind AS goal_kind, a.sign, a.target, a.low AS target_low,
        a.high AS target_high, a.reason AS target_reason, a.due, a.own_setting,
        CASE WHEN a.aim IS NULL THEN b.value ELSE a.baseline END AS baseline,
        CASE WHEN a.aim IS NULL THEN b.step ELSE a.baseline_step END AS baseline_step,
        -- Without a start there is no path, and the goal itself is asked for.
        CASE
            WHEN a.target IS NULL THEN NULL
            WHEN l.to_value IS NULL OR l.to_shape = 'step' THEN l.value
            ELSE l.value
                + (l.to_value - l.value) * (g.step - l.from_step) / (l.to_step - l.from_step)
        END AS expected_now,
        i.position AS indicator_position, i.reading_of, i.unit, i.decimals, i.direction, i.margin,
        x.reason AS exempt_reason, r.completeness
    FROM grid AS g
    JOIN indicator AS i USING (indicator)
    CROSS JOIN programme AS r
    -- What the unit's goal asks for at each moment. A range has a row for either end.
    LEFT JOIN aim AS a ON a.indicator = g.indicator AND a.org_unit = g.org_unit
        AND a.series = g.series
        AND g.window_end >= coalesce(a.valid_from, DATE '0001-01-01')
        AND g.window_end <= coalesce(a.valid_to, DATE '9999-12-31')
    LEFT JOIN leg AS l ON l.aim = a.aim AND g.step >= l.from_step AND g.step < l.to_step
    LEFT JOIN baseline AS b
        ON b.indicator = g.indicator AND b.org_unit = g.org_unit AND b.series = g.series
    LEFT JOIN exempt AS x
        ON x.indicator = g.indicator AND x.org_unit = g.org_unit AND x.period = g.period
    -- Of a range the end that is missed; inside it the one the unit came from.
    WHERE a.kind IS DISTINCT FROM 'range' OR a.sign = CASE
        WHEN round(g.value - a.high, 6) > 0 THEN -1
        WHEN round(g.value - a.low, 6) < 0 THEN 1
        WHEN a.baseline > a.high THEN -1
        ELSE 1
    END
)
SELECT s.indicator, s.org_unit, s.period::TEXT AS period, s.kind, s.step, s.months, s.window_end,
    s.indicator_position, s.reading_of, s.definition, s.series, s.unit, s.decimals, s.direction,
    s.unit_position, s.unit_kind,
    s.numerator, s.denominator, s.value, s.low, s.high,
    coalesce(s.reported, 0) AS reported, coalesce(s.expected, 1) AS expected,
    s.basis, coalesce(s.illustrative, false) AS illustrative,
    s.received_on, coalesce(y.due_on, d.due_on) AS due_on,
    s.aim, s.goal, s.goal_kind, s.target, s.target_low, s.target_high, s.target_reason, s.due,
    s.own_setting, s.baseline, s.baseline_step, s.expected_now,
    s.sign * (s.value - s.expected_now) AS gap,
    -- One formula: the share of the way from the baseline to the target, below 0 and above 100 as it
    -- comes. Where there is no way to go, the target is kept (100) or lost (0).
    CASE
        WHEN s.value IS NULL OR s.baseline IS NULL OR s.target IS NULL THEN NULL
        WHEN s.goal_kind = 'range' AND round(s.sign * (s.value - s.target), 6) >= 0 THEN 100
        WHEN round(s.sign * (s.target - s.baseline), 6) > 0
            THEN 100 * (s.value - s.baseline) / (s.target - s.baseline)
        WHEN round(s.sign * (s.value - s.target), 6) >= 0 THEN 100
        ELSE 0
    END AS progress,
    -- One rule; six decimals so that 90 % computed as 89.999999999 is 90 %.
    CASE
        WHEN s.is_closed THEN 'closed'
        WHEN s.exempt_reason IS NOT NULL THEN 'not_applicable'
        WHEN s.value IS NULL OR s.reported < s.completeness * s.expected THEN 'not_enough_data'
        WHEN s.goal IS NULL THEN 'no_target'
        -- Nothing to hold to or to reduce from is known.
        WHEN s.target IS NULL THEN 'not_enough_data'
        WHEN round(s.sign * (s.value - s.target), 6) >= 0 THEN 'met'
        WHEN round(s.sign * (s.value - s.expected_now), 6) >= 0 THEN 'on_track'
        -- What is there or not is never nearly there.
        WHEN s.goal_kind <> 'yes_no'
            AND round(s.sign * (s.expected_now - s.value), 6) <= s.margin THEN 'behind'
        ELSE 'off_track'
    END::word AS status,
    s.exempt_reason, coalesce(n.exempted, 0) AS exempted,
    x.indicator IS NOT NULL AS contradicted,
    r.org_unit IS NOT NULL AS reports
FROM judged AS s
LEFT JOIN due AS d ON d.kind = s.unit_kind AND d.period = s.period
-- A later date granted counts instead of the calendar's; of several the last one.
LEFT JOIN (
    SELECT TRY_CAST(org_unit AS org_unit_id) AS org_unit, TRY_CAST(family AS family_id) AS family,
        TRY_CAST(period AS period_id) AS period, arg_max(due_on, granted_at) AS due_on
    FROM extension
    GROUP BY ALL
) AS y ON y.org_unit = s.org_unit AND y.family = s.family AND y.period = s.period
LEFT JOIN reporter AS r ON r.indicator = s.indicator AND r.org_unit = s.org_unit
LEFT JOIN (SELECT DISTINCT indicator, org_unit, period FROM contradiction) AS x
    ON x.indicator = s.indicator AND x.org_unit = s.org_unit AND x.period = s.period
-- How many members the indicator does not concern: said wherever reports are counted.
LEFT JOIN (
    SELECT m.indicator, m.parent, e.period, count(*) AS exempted
    FROM member AS m
    JOIN exempt AS e USING (indicator, org_unit)
    JOIN period AS d USING (period)
    JOIN org_unit AS o USING (org_unit)
    WHERE d.window_end BETWEEN coalesce(o.valid_from, DATE '0001-01-01')
        AND coalesce(o.valid_to, DATE '9999-12-31')
    GROUP BY ALL
) AS n ON n.indicator = s.indicator AND n.parent = s.org_unit AND n.period = s.period
-- Sums over units come first: what is asked about them most need not look among all units.
ORDER BY r.org_unit IS NOT NULL, s.step, s.months, s.indicator_position, s.unit_position;
