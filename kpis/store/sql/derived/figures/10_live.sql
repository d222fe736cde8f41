-- Who sent what for which period, file by file. Most reports come in one file; only where there are
-- several does one have to look at their items.
CREATE TEMP TABLE sent AS
SELECT o.org_unit, o.family, o.period, o.submission, any_value(s.received_on) AS received_on,
    bool_or(o.value IS NOT NULL) AS says_something,
    count(*) OVER (PARTITION BY o.org_unit, o.family, o.period) AS files
FROM observation AS o
JOIN submission AS s USING (submission)
ANTI JOIN withdrawal USING (submission)
GROUP BY o.org_unit, o.family, o.period, o.submission;

-- Observations that do not count: those of withdrawn files, and those a later file speaks of again.
CREATE OR REPLACE TABLE set_aside AS
SELECT o.rowid AS observation FROM observation AS o SEMI JOIN withdrawal USING (submission)
UNION ALL
SELECT observation
FROM (
    SELECT o.rowid AS observation, o.seq < max(o.seq) OVER (
        PARTITION BY o.org_unit, o.family, o.period,
            CASE WHEN o.replaces = 'item' THEN o.item || '/' || coalesce(o.section, '') END
    ) AS is_replaced
    FROM observation AS o
    SEMI JOIN (SELECT * FROM sent WHERE files > 1) AS s
        ON s.org_unit = o.org_unit AND s.family = o.family AND s.period = o.period
        AND s.submission = o.submission
)
WHERE is_replaced;

-- Observations that count now.
CREATE OR REPLACE VIEW live AS
SELECT o.*, s.illustrative, s.received_on
FROM observation AS o
JOIN submission AS s USING (submission)
ANTI JOIN set_aside AS a ON a.observation = o.rowid;

-- The day on which the last item of a unit's report had come in for the first time, by family of
-- forms and period: a later correction makes nobody late, a missing column filled in later does.
CREATE TEMP TABLE arrival AS
WITH item AS (
    SELECT o.org_unit, o.family, o.period, min(s.received_on) AS first_on
    FROM observation AS o
    JOIN sent AS s ON s.org_unit = o.org_unit AND s.family = o.family AND s.period = o.period
        AND s.submission = o.submission
    WHERE s.files > 1 AND o.value IS NOT NULL
    GROUP BY o.org_unit, o.family, o.period, o.item
)
SELECT org_unit::org_unit_id AS org_unit, family::family_id AS family, period::period_id AS period,
    max(received_on) AS received_on
FROM (
    SELECT org_unit, family, period, received_on FROM sent WHERE files = 1 AND says_something
    UNION ALL
    SELECT * FROM item
)
GROUP BY ALL;
