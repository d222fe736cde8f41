-- Observations that count now: not withdrawn, and not replaced by a later file.
CREATE OR REPLACE TABLE live AS
SELECT o.*, s.illustrative, s.received_on
FROM observation AS o
JOIN submission AS s USING (submission)
ANTI JOIN withdrawal USING (submission)
QUALIFY o.seq = max(o.seq) OVER (
    PARTITION BY o.org_unit, o.family, o.period,
        CASE WHEN o.replaces = 'item' THEN o.item || '/' || coalesce(o.section, '') END
);

-- The day on which the last item of a unit's report had come in for the first time, by family of
-- forms and period: a later correction makes nobody late, a missing column filled in later does.
CREATE OR REPLACE TEMP TABLE arrival AS
SELECT org_unit, family, period, max(first_on) AS received_on
FROM (
    SELECT o.org_unit, o.family, o.period, o.item, min(s.received_on) AS first_on
    FROM observation AS o
    JOIN submission AS s USING (submission)
    ANTI JOIN withdrawal USING (submission)
    WHERE o.value IS NOT NULL
    GROUP BY ALL
)
GROUP BY ALL;
