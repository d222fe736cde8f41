-- Who answers for an indicator, also who only adds up what others send.
CREATE TEMP TABLE answerable AS
SELECT indicator, org_unit FROM reporter
UNION
SELECT indicator, parent AS org_unit FROM member
UNION
SELECT indicator, org_unit FROM target WHERE org_unit IN (SELECT org_unit FROM org_unit WHERE kind = 'group');

CREATE TEMP TABLE programme AS
SELECT any_value(value) FILTER (name = 'starts_step')::INTEGER AS from_step,
    any_value(value) FILTER (name = 'first_year_step')::INTEGER AS to_step,
    any_value(value) FILTER (name = 'province') AS province,
    any_value(value) FILTER (name = 'completeness_limit')::DOUBLE AS completeness
FROM setting;

-- Where a unit (or else its province) stood in its first quarterly report: of the programme's first
-- year, and after a break of the first year of the new definition, for a path leads nobody from one
-- definition to another. A reduction against a year starts from zero at that year's end.
CREATE TEMP TABLE baseline AS
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
    FROM figure_row AS f
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
CREATE TEMP TABLE aim AS
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
    LEFT JOIN figure_row AS y ON y.indicator = t.indicator AND y.org_unit = t.org_unit
        AND y.period = t.base_period AND y.series = s.series
)
SELECT row_number() OVER (ORDER BY indicator, org_unit, series, valid_from, sign) AS aim, *,
    CASE
        WHEN kind = 'hold' OR sign * baseline >= sign * target THEN target ELSE baseline
    END AS start_value
FROM started;

-- Points of the path: the start, the interim targets, and the target on the day it is due. Of two
-- on one day the interim target counts before the start, and the target before both.
CREATE TEMP TABLE path_point AS
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

-- The way from each point to the next. Before the first point and after the last there is none: that
-- point's own value is asked for.
CREATE TEMP TABLE leg AS
SELECT aim, step AS from_step, lead(step, 1, 1000000) OVER points AS to_step, value,
    lead(value) OVER points AS to_value, lead(shape) OVER points AS to_shape
FROM path_point
WINDOW points AS (PARTITION BY aim ORDER BY step)
UNION ALL BY NAME
SELECT aim, -1000000 AS from_step, min(step) AS to_step, arg_min(value, step) AS value
FROM path_point GROUP BY aim;
